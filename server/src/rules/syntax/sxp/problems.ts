/** The problems of one kind in a file, for the rule that has the words for it. */
import type { SxpFile } from '../../../model/source-file.ts';
import type { SxpProblem } from '../../../syntax/sxp/problems.ts';
import type { SxpProblemCode } from '../../../syntax/sxp/tree.ts';

export function problemsOf(file: SxpFile, code: SxpProblemCode): SxpProblem[] {
  return file.tree.problems.filter((problem) => problem.code === code);
}

/** `)` or `))` …, as many as a problem says are missing; text that would fill a screen is left to the author. */
export function missingBrackets(problem: SxpProblem): string {
  return ')'.repeat(Math.min(Number(problem.detail ?? 1), 100));
}

/** What xend does with a file that it cannot read. */
export function refuses(file: SxpFile): string {
  return file.facts.xend ? 'xend cannot read this file and does not start' : 'xend cannot read this file';
}
