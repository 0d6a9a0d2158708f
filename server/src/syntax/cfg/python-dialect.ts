/** What Python 2, and so xm, certainly refuses in a domU file; silent wherever there is doubt. */
import type { SyntaxProblem } from '../span.ts';
import { layoutProblems } from './parser.ts';
import type { CfgTree } from './tree.ts';

const known = new WeakMap<CfgTree, readonly SyntaxProblem[]>();

/** Why Python would not run the file, in the order of the text; empty when it would, or when that is not certain. */
export function pythonProblems(tree: CfgTree): readonly SyntaxProblem[] {
  let found = known.get(tree);
  if (!found) {
    found = [...tree.problems, ...layoutProblems(tree)].sort((a, b) => a.offset - b.offset);
    known.set(tree, found);
  }
  return found;
}
