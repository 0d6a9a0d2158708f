/** How many vCPUs xl works with while it reads the pinning of a guest. */
import type { CfgFile } from '../../model/source-file.ts';
import { compareReleases } from '../../xen/releases.ts';
import { numberSetting } from '../keys/numbers.ts';
import { countCpus, total, vnumaNodes } from './vnuma.ts';

/** The first release that pins the one vCPU of a guest that sets neither `vcpus` nor `maxvcpus` (facts of xl_parse.c). */
export const PINS_WITHOUT_VCPUS = '4.22';

/**
 * `maxvcpus`, else `vcpus`; without both 1, and 0 in releases that pin nothing then. Undefined where the file does not
 * tell. A value that is no number counts as not set.
 */
export function pinnedVcpus(file: CfgFile, version: string): number | undefined {
  const { variables } = file.facts;
  for (const name of ['maxvcpus', 'vcpus']) {
    const variable = variables.get(name);
    if (!variable) continue;
    if (!variable.unconditional || variable.value.kind === 'unknown') return undefined;
    const number = numberSetting(variables, name)?.value;
    if (number) return number;
  }
  // The nodes of vnuma have vCPUs of their own.
  if (variables.has('vnuma')) return total(vnumaNodes(file), 'vcpus', countCpus) || undefined;
  return compareReleases(version, PINS_WITHOUT_VCPUS) < 0 ? 0 : 1;
}
