/** The rules about doors that are left open. */
import type { Rule } from '../rule.ts';
import passwordInFile from './password-in-file.ts';
import pciPermissive from './pci-permissive.ts';
import pciStrictCheckOff from './pci-strict-check-off.ts';
import spiceWithoutPassword from './spice-without-password.ts';
import vncOpenToAll from './vnc-open-to-all.ts';
import xendLooseHostPattern from './xend-loose-host-pattern.ts';
import xendOpenApi from './xend-open-api.ts';
import xendOpenHttp from './xend-open-http.ts';
import xendOpenRelocation from './xend-open-relocation.ts';
import xendVncOpenToAll from './xend-vnc-open-to-all.ts';

export const rules: readonly Rule[] = [
  xendLooseHostPattern,
  xendOpenApi,
  xendOpenHttp,
  xendOpenRelocation,
  pciPermissive,
  spiceWithoutPassword,
  vncOpenToAll,
  passwordInFile,
  xendVncOpenToAll,
  pciStrictCheckOff,
];
