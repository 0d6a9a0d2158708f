/** The few shapes that every tree is made of: a stretch of text, and something wrong with it. */

/**
 * A half-open stretch of a document. Offsets count UTF-16 code units from 0 (as JavaScript strings and LSP do);
 * `end` is exclusive, so an empty span has `offset === end`.
 */
export interface Span {
  readonly offset: number;
  readonly end: number;
}

/**
 * Something the text lacks or has too much of, found by a parser. It knows grammar only: the sentence for the
 * administrator is written by the syntax rule that owns `code`.
 */
export interface SyntaxProblem<Code extends string = string> extends Span {
  readonly code: Code;
  /** A second place that explains the first, such as the bracket that a stray one might have closed. */
  readonly related?: Span;
  /** What stands there, or what is missing, when the code alone does not say. */
  readonly detail?: string;
}

/** Whether `offset` lies in the span, its end included (a cursor behind the last character still touches it). */
export function touches(span: Span, offset: number): boolean {
  return span.offset <= offset && offset <= span.end;
}

/** Whether the two spans share at least one character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.offset < b.end && b.offset < a.end;
}

/** A string of its own that remembers where in the document each of its characters was written. */
export interface MappedText {
  /** The text after escapes, adjacent strings and continuation lines were resolved. */
  readonly text: string;
  /**
   * The document's offset of the character at `index` (0 to `text.length`, the latter being the place behind
   * the last character).
   */
  sourceOffset(index: number): number;
}

/** A mapped text whose characters stand in the document one by one, from `offset` on. */
export function plainText(text: string, offset: number): MappedText {
  return { text, sourceOffset: (index) => offset + index };
}

/** The document's span of the characters `from` (inclusive) to `to` (exclusive) of a mapped text. */
export function sourceSpan(mapped: MappedText, from: number, to: number): Span {
  const offset = mapped.sourceOffset(from);
  return { offset, end: to > from ? Math.max(offset, mapped.sourceOffset(to)) : offset };
}
