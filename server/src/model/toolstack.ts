/** Which toolstack a domU file is for: what the user said, what the file holds, what lies beside it. */
import type { CfgTree } from '../syntax/cfg/tree.ts';
import { assignedName } from '../syntax/cfg/tree.ts';
import type { Settings } from './settings.ts';
import type { ToolstackChoice } from './source-file.ts';

/** What the host that the file belongs to has. */
export interface Neighbours {
  readonly xend: boolean;
  readonly xlConf: boolean;
}

/** Keys that only one of the two ever read, and that people do not set for the other by mistake. */
const XL_ONLY = new Set([
  'type',
  'firmware',
  'pvh',
  'device_model_version',
  'cmdline',
  'usbdev',
  'usbctrl',
  'max_grant_frames',
  'vga',
  'bios',
  'cpus_soft',
  'vnuma',
  'nestedhvm',
  'spice',
  'p9',
  'channel',
  'viridian',
]);
const XM_ONLY = new Set([
  'on_xend_start',
  'device_model',
  'on_xend_stop',
  'nics',
  'bootentry',
  'vcpu_avail',
  'vscsi',
  'vusb',
  'access_control',
  'dhcp',
  'hostname',
  'netmask',
  'gateway',
  'interface',
  'nfs_server',
  'nfs_root',
  'superpages',
  'display',
  'xauthority',
  'vncconsole',
  'vncviewer',
]);

/**
 * Chooses between xl and xm. `pythonReads` says whether Python would read the file at all; a file that holds
 * Python's constructs is for xm only when it would.
 */
export function chooseToolstack(
  tree: CfgTree,
  neighbours: Neighbours,
  settings: Settings,
  pythonReads: boolean,
): ToolstackChoice {
  if (settings.toolstack !== 'auto') {
    return { toolstack: settings.toolstack, reason: 'set by xen.toolstack', certain: true };
  }
  if (tree.python && pythonReads)
    return { toolstack: 'xm', reason: 'the file holds Python, which only xm runs', certain: true };
  let xm: string | undefined;
  for (const statement of tree.statements) {
    if (statement.kind !== 'assignment') continue;
    const name = assignedName(tree, statement);
    if (name === undefined) continue;
    if (XL_ONLY.has(name)) return { toolstack: 'xl', reason: `${name} is a key of xl`, certain: true };
    if (XM_ONLY.has(name)) xm ??= name;
  }
  if (xm !== undefined) return { toolstack: 'xm', reason: `${xm} is a key of xm`, certain: !neighbours.xlConf };
  if (neighbours.xend && !neighbours.xlConf)
    return { toolstack: 'xm', reason: 'the host has an xend-config.sxp', certain: true };
  if (neighbours.xlConf) return { toolstack: 'xl', reason: 'the host has an xl.conf', certain: !neighbours.xend };
  return { toolstack: 'xl', reason: 'nothing says otherwise', certain: false };
}
