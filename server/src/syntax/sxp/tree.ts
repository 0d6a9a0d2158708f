/** What an S-expression file (xend-config.sxp and other .sxp) looks like to the floors above. */
import type { Span, SyntaxProblem } from '../span.ts';

/** `(…)`. `end` is behind the closing bracket, or where the form was given up when it has none. */
export interface SxpList extends Span {
  readonly kind: 'list';
  readonly items: readonly SxpItem[];
  /** False when the closing bracket is missing. */
  readonly closed: boolean;
}

/** A bare word. Its text is the document's, from `offset` to `end`. */
export interface SxpAtom extends Span {
  readonly kind: 'atom';
  readonly value: string;
}

/** A quoted string. `value` is what xend's reader makes of it, escapes resolved the way it resolves them. */
export interface SxpString extends Span {
  readonly kind: 'string';
  readonly quote: "'" | '"';
  readonly value: string;
  /** False when the closing quote is missing; the string then ends with its line. */
  readonly closed: boolean;
}

export type SxpItem = SxpList | SxpAtom | SxpString;

/** What the sxp parser can find wrong; the words for each are in rules/syntax. */
export type SxpProblemCode =
  | 'unclosed-form'
  | 'dropped-form'
  | 'bracket-in-comment'
  | 'stray-bracket'
  | 'unclosed-string'
  | 'typographic-quote'
  | 'byte-order-mark'
  | 'invalid-character'
  | 'invalid-escape'
  | 'lost-escape'
  | 'wrong-hex-escape'
  | 'end-of-input-character';

export interface SxpTree {
  readonly text: string;
  /** Everything at top level, in the order of the text: forms, and stray words (`network-script network-nat`). */
  readonly items: readonly SxpItem[];
  /** Comments from their `#` to the end of the line (line break excluded), sorted by offset. */
  readonly comments: readonly Span[];
  readonly problems: readonly SyntaxProblem<SxpProblemCode>[];
}

/** The text of an atom or the value of a string; undefined for a list. */
export function textOf(item: SxpItem | undefined): string | undefined {
  return item === undefined || item.kind === 'list' ? undefined : item.value;
}
