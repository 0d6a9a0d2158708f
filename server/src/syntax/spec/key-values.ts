/** The one scanner of `key=value` words between separators that all the small languages share. */
import { type MappedText, type SyntaxProblem, sourceSpan } from '../span.ts';
import type { SpecPart, SpecTree, SpecWord } from './tree.ts';

/** What a scanner of any of these languages may complain about; the sentences belong to the rules. */
export type SpecProblem =
  /** Blanks before or behind `=` that become part of the key or the value. */
  | 'blanks-around-equals'
  /** Blanks at the end of a word that become part of it. */
  | 'blanks-before-comma'
  /** Another `key=` behind a blank or a semicolon: the comma between two options is missing; `related` is that key. */
  | 'missing-comma'
  /** Nothing between two separators, or before or behind one. */
  | 'empty-option'
  /** A bare word where only `key=value` is read. */
  | 'option-without-equals';

/** How one of the languages separates and trims its words. */
export interface KeyValueStyle {
  readonly separator: string;
  /** Blanks that are dropped before a word; empty when none are. */
  readonly skipped: string;
  /** True where blanks around keys and values are stripped, so that they are nothing to complain about. */
  readonly trims: boolean;
  /** Bare words that mean something. */
  readonly flags?: ReadonlySet<string>;
  /** True where bare words of any kind are in order. */
  readonly bareWords?: boolean;
  /** Keys whose values may hold `x=y` behind a blank. */
  readonly freeValues?: ReadonlySet<string>;
}

/** xl's usual loop: `strtok` at commas, leading spaces skipped, all else kept as it is (xl_parse.c). */
export const XL_OPTIONS: KeyValueStyle = { separator: ',', skipped: ' ', trims: false };
/** Keys and values stripped of blanks: `split_string_into_pair` with `isspace` in xl, `comma_sep_kv_to_dict` in xm. */
export const TRIMMED_OPTIONS: KeyValueStyle = { separator: ',', skipped: ' \t\r\n\v\f', trims: true };

/** Collects parts and problems of a string by indices into its text; spans are made here and nowhere else. */
export class SpecBuilder {
  readonly parts: SpecPart[] = [];
  readonly problems: SyntaxProblem[] = [];
  readonly #text: MappedText;

  constructor(text: MappedText) {
    this.#text = text;
  }

  /** The characters `from` (inclusive) to `to` (exclusive) as a word. */
  word(from: number, to: number): SpecWord {
    return { text: this.#text.text.slice(from, to), ...sourceSpan(this.#text, from, to) };
  }

  /** Adds `key=value`; the part reaches from the key's start to the value's end. */
  keyValue(keyFrom: number, keyTo: number, valueFrom: number, valueTo: number): void {
    const span = sourceSpan(this.#text, keyFrom, valueTo);
    this.parts.push({ ...span, key: this.word(keyFrom, keyTo), value: this.word(valueFrom, valueTo) });
  }

  /** Adds a bare word, and what it stands for where its place says so. */
  bare(from: number, to: number, role?: string): void {
    const part = { ...sourceSpan(this.#text, from, to), key: undefined, value: this.word(from, to) };
    this.parts.push(role === undefined ? part : { ...part, role });
  }

  problem(
    code: string,
    from: number,
    to: number,
    more: { detail?: string; related?: readonly [number, number] } = {},
  ): void {
    const { detail, related } = more;
    this.problems.push({
      ...sourceSpan(this.#text, from, to),
      code,
      ...(detail === undefined ? {} : { detail }),
      ...(related === undefined ? {} : { related: sourceSpan(this.#text, related[0], related[1]) }),
    });
  }

  tree(): SpecTree {
    const { parts, problems } = this;
    return { ...sourceSpan(this.#text, 0, this.#text.text.length), parts, problems };
  }
}

/** The stretches between the separators, empty ones included; one empty stretch for an empty text. */
export function* pieces(text: string, separator: string, from = 0): Generator<{ from: number; to: number }> {
  for (let start = from; ; ) {
    const at = text.indexOf(separator, start);
    const to = at < 0 ? text.length : at;
    yield { from: start, to };
    if (at < 0) return;
    start = at + separator.length;
  }
}

/** The first index from `from` on whose character is not one of `blanks`; `to` when there is none. */
export function skip(text: string, blanks: string, from: number, to: number): number {
  let at = from;
  while (at < to && blanks.includes(text.charAt(at))) at++;
  return at;
}

/** The index behind the last character before `to` that is not one of `blanks`. */
export function skipBack(text: string, blanks: string, from: number, to: number): number {
  let at = to;
  while (at > from && blanks.includes(text.charAt(at - 1))) at--;
  return at;
}

export const BLANKS = ' \t\r\n\v\f';

/** Reads a string of `key=value` words and flags; an empty string is an empty tree. */
export function parseKeyValues(mapped: MappedText, style: KeyValueStyle): SpecTree {
  const builder = new SpecBuilder(mapped);
  if (skip(mapped.text, style.skipped, 0, mapped.text.length) < mapped.text.length) {
    for (const piece of pieces(mapped.text, style.separator)) readOption(mapped.text, piece, style, builder);
  }
  return builder.tree();
}

function readOption(
  text: string,
  piece: { from: number; to: number },
  style: KeyValueStyle,
  builder: SpecBuilder,
): void {
  const from = skip(text, style.skipped, piece.from, piece.to);
  const to = style.trims ? skipBack(text, BLANKS, from, piece.to) : piece.to;
  if (from === to) {
    builder.problem('empty-option', piece.from, piece.to);
    return;
  }
  const equals = text.indexOf('=', from);
  if (equals < 0 || equals >= to) {
    const word = text.slice(from, to);
    builder.bare(from, to);
    if (!style.bareWords && !style.flags?.has(word)) builder.problem('option-without-equals', from, to);
    return;
  }
  const keyEnd = skipBack(text, BLANKS, from, equals);
  const valueStart = skip(text, BLANKS, equals + 1, to);
  builder.keyValue(from, style.trims ? keyEnd : equals, style.trims ? valueStart : equals + 1, to);
  if (!style.trims && (keyEnd < equals || valueStart > equals + 1)) {
    builder.problem('blanks-around-equals', keyEnd, valueStart, { detail: text.slice(from, keyEnd) });
  }
  const key = text.slice(from, keyEnd);
  if (!style.freeValues?.has(key)) reportMissingCommas(text, valueStart, to, builder);
  const valueEnd = skipBack(text, BLANKS, valueStart, to);
  if (!style.trims && valueEnd < to) builder.problem('blanks-before-comma', valueEnd, to, { detail: key });
}

/** Finds each `word=` that stands behind blanks or a semicolon within a value. */
function reportMissingCommas(text: string, from: number, to: number, builder: SpecBuilder): void {
  for (let equals = text.indexOf('=', from); equals >= 0 && equals < to; equals = text.indexOf('=', equals + 1)) {
    const keyEnd = skipBack(text, ' \t', from, equals);
    let key = keyEnd;
    while (key > from && isKeyCharacter(text.charCodeAt(key - 1))) key--;
    const blanks = skipBack(text, ' \t;', from, key);
    if (key < keyEnd && blanks < key && blanks > from) {
      const detail = text.slice(key, keyEnd);
      builder.problem('missing-comma', blanks, key, { detail, related: [key, keyEnd] });
    }
  }
}

/** Letters, digits, `_`, `-`. */
function isKeyCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}
