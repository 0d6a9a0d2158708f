/** Which toolstack a domU file is for: what the user said, what the file holds, what lies beside it. */
import type { CfgStatement, CfgTree } from '../syntax/cfg/tree.ts';
import { assignedName } from '../syntax/cfg/tree.ts';
import { isOracleVmKey } from '../xen/oracle-vm-keys.ts';
import { xlKeys } from '../xen/xl-keys.ts';
import { xmKeys } from '../xen/xm-keys.ts';
import type { Settings } from './settings.ts';
import type { ToolstackChoice } from './source-file.ts';

/** What the host that the file belongs to has. */
export interface Neighbours {
  readonly xend: boolean;
  readonly xlConf: boolean;
}

const XL = new Set(xlKeys.map((row) => row.name));
const XM = new Set(xmKeys.map((row) => row.name));

/** Whether the key speaks for xm: only xm reads it, or xl has no use for it any more. */
function speaksForXm(name: string): boolean {
  return (XM.has(name) && !XL.has(name)) || name === 'device_model';
}

/** Whether only xl reads the key. */
function speaksForXl(name: string): boolean {
  return XL.has(name) && !XM.has(name);
}

/**
 * Chooses between xl and xm. `pythonReads` says whether Python would read the file at all; a file that holds values
 * which look like Python's is for xm only when it would. Statements of Python (`import`, `if …:`) are never written
 * by accident: with a mistake in one of them the file is still for xm. Beside an xl.conf it is xl that will read, and
 * refuse, the file.
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
  if ((tree.python && pythonReads) || tree.statements.some(isOnlyPython)) {
    // xm is gone from a host of xl's: the file was left over, and xl refuses it.
    return neighbours.xlConf && !neighbours.xend
      ? { toolstack: 'xl', reason: 'the host has an xl.conf, though the file holds Python', certain: true }
      : { toolstack: 'xm', reason: 'the file holds Python, which only xm runs', certain: true };
  }
  let xm: string | undefined;
  let xl: string | undefined;
  let oracle = false;
  for (const statement of tree.statements) {
    if (statement.kind !== 'assignment') continue;
    const name = assignedName(tree, statement);
    if (name === undefined) continue;
    oracle ||= isOracleVmKey(name);
    if (speaksForXl(name)) xl ??= name;
    if (speaksForXm(name)) xm ??= name;
  }
  // Its agent takes such files to the toolstack, and knows the keys that it wrote; beside an xl.conf they were left over.
  if (oracle && !neighbours.xlConf)
    return {
      toolstack: 'xm',
      reason: 'Oracle VM wrote the file, which its agent reads in Python',
      certain: xl === undefined,
    };
  if (xl !== undefined) return { toolstack: 'xl', reason: `${xl} is a key of xl`, certain: true };
  if (xm !== undefined && !neighbours.xlConf) {
    return { toolstack: 'xm', reason: `${xm} is a key of xm`, certain: neighbours.xend };
  }
  if (neighbours.xend && !neighbours.xlConf)
    return { toolstack: 'xm', reason: 'the host has an xend-config.sxp', certain: true };
  if (neighbours.xlConf) return { toolstack: 'xl', reason: 'the host has an xl.conf', certain: !neighbours.xend };
  return { toolstack: 'xl', reason: 'nothing says otherwise', certain: false };
}

/** Statements of Python's, and strings in triple quotes: nobody writes them by accident. */
function isOnlyPython(statement: CfgStatement): boolean {
  if (statement.kind === 'block') return true;
  if (statement.kind === 'assignment')
    return statement.value?.kind === 'string' && statement.value.quote.length === 3 && statement.value.closed;
  return statement.kind === 'simple' && (statement.keyword === 'import' || statement.keyword === 'from');
}
