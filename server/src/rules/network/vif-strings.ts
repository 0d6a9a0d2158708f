/** The rules about single vif strings share how they look keys up and speak of an entry. */

import type { Vif } from '../../model/guest.ts';
import type { CfgFile } from '../../model/source-file.ts';
import type { SpecPart } from '../../syntax/spec/tree.ts';
import type { Row } from '../../xen/row.ts';
import { xlVifKeys } from '../../xen/xl-vif-keys.ts';
import { xmVifKeys } from '../../xen/xm-vif-keys.ts';

const XL = new Map<string, Row>(xlVifKeys.map((row) => [row.name, row]));
const XM = new Map<string, Row>(xmVifKeys.filter((row) => row.list === 'vif').map((row) => [row.name, row]));

/** The sub-keys that the file's toolstack reads in a vif. */
export function vifKeys(file: CfgFile): ReadonlyMap<string, Row> {
  return file.toolstack.toolstack === 'xm' ? XM : XL;
}

/** The parts of all vifs, each with its vif. */
export function* vifParts(file: CfgFile): Generator<{ vif: Vif; part: SpecPart }> {
  for (const vif of file.facts.vifs) for (const part of vif.spec.parts) yield { vif, part };
}
