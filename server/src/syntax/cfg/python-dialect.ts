/** What Python 2, and so xm, certainly refuses in a domU file; silent wherever there is doubt. */
import type { SyntaxProblem } from '../span.ts';
import { layoutProblems } from './parser.ts';
import type { CfgExpression, CfgTree } from './tree.ts';

const known = new WeakMap<CfgTree, readonly SyntaxProblem[]>();

/** Why Python would not run the file, in the order of the text; empty when it would, or when that is not certain. */
export function pythonProblems(tree: CfgTree): readonly SyntaxProblem[] {
  let found = known.get(tree);
  if (!found) {
    found = [...tree.problems, ...layoutProblems(tree), ...badNumbers(tree)].sort((a, b) => a.offset - b.offset);
    known.set(tree, found);
  }
  return found;
}

/** `512M`, `4 GB` and `2k` as a value: Python 2 knows only the suffixes of long and complex numbers. */
const WITH_UNIT = /^\d[\d.]*[ \t]*(?:[KMGTkmgt](?:i?[Bb])?|[Bb])$/;

/** Numbers with a unit among the values of plain settings; what else is no number to Python is left to it. */
function* badNumbers(tree: CfgTree): Generator<SyntaxProblem> {
  for (const statement of tree.statements) {
    if (statement.kind !== 'assignment' || !statement.value) continue;
    const waiting: CfgExpression[] = [statement.value];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      if (node.kind === 'list' || node.kind === 'tuple') for (const item of node.items) waiting.push(item);
      else if (node.kind === 'number' && WITH_UNIT.test(tree.text.slice(node.offset, node.end))) {
        yield { offset: node.offset, end: node.end, code: 'number-with-unit' };
      }
    }
  }
}
