/** What xend's reader accepts although it hardly does what was meant, as opposed to what it refuses; and a keeper of problems. */
import type { Span, SyntaxProblem } from '../span.ts';
import type { SxpProblemCode } from './tree.ts';

/** The codes of problems in a text that xend reads to the end. All others keep xend from starting. */
export const warningCodes: ReadonlySet<SxpProblemCode> = new Set<SxpProblemCode>([
  'dropped-form',
  'lost-escape',
  'wrong-hex-escape',
  'end-of-input-character',
]);

/** More problems of one kind than this help nobody: a binary file would give millions. */
const MOST_OF_A_KIND = 200;

export type SxpProblem = SyntaxProblem<SxpProblemCode>;

/** Collects problems, at most `MOST_OF_A_KIND` of a code. */
export class SxpProblems {
  readonly list: SxpProblem[] = [];
  private readonly counts = new Map<SxpProblemCode, number>();

  add(code: SxpProblemCode, span: Span, extra: { related?: Span; detail?: string } = {}): void {
    const count = (this.counts.get(code) ?? 0) + 1;
    this.counts.set(code, count);
    if (count <= MOST_OF_A_KIND) this.list.push({ code, offset: span.offset, end: span.end, ...extra });
  }

  hasError(): boolean {
    return this.list.some((problem) => !warningCodes.has(problem.code));
  }
}
