/** Every rule there is, by area; a new area's folder is added here and nowhere else. */

import { rules as boot } from './boot/index.ts';
import { rules as comments } from './comments/index.ts';
import { rules as cpu } from './cpu/index.ts';
import { rules as devices } from './devices/index.ts';
import { rules as disk } from './disk/index.ts';
import { rules as fleet } from './fleet/index.ts';
import { rules as interfaces } from './interfaces/index.ts';
import { rules as keys } from './keys/index.ts';
import { rules as migration } from './migration/index.ts';
import { rules as network } from './network/index.ts';
import { rules as pci } from './pci/index.ts';
import type { Rule } from './rule.ts';
import { rules as security } from './security/index.ts';
import { rules as cfgSyntax } from './syntax/cfg/index.ts';
import { rules as interfacesSyntax } from './syntax/interfaces/index.ts';
import { rules as sxpSyntax } from './syntax/sxp/index.ts';
import { rules as xend } from './xend/index.ts';

export const rules: readonly Rule[] = [
  ...sxpSyntax,
  ...cfgSyntax,
  ...interfacesSyntax,
  ...xend,
  ...security,
  ...network,
  ...keys,
  ...devices,
  ...cpu,
  ...boot,
  ...disk,
  ...pci,
  ...fleet,
  ...migration,
  ...interfaces,
  ...comments,
];

/** The rule with this code; undefined when there is none. */
export function ruleByCode(code: string): Rule | undefined {
  return rules.find((rule) => rule.code === code);
}
