/** Decodes the strings of a domU file as the program that reads it does, and remembers where each character stood. */
import type { MappedText, Span } from '../span.ts';
import type { CfgString } from './tree.ts';

export type CfgDialect = 'xl' | 'xm';

/** A backslash and what follows it, where the program does not understand it. */
export interface EscapeProblem extends Span {
  /** `unknown` and `digits` make xl refuse the file; `vanishes` is dropped by xl without a word. */
  readonly kind: 'unknown' | 'digits' | 'vanishes';
}

export interface DecodedString {
  readonly value: MappedText;
  readonly problems: readonly EscapeProblem[];
}

const LETTERS: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

interface Escape {
  readonly text: string;
  /** Characters behind the backslash that belong to it. */
  readonly length: number;
  readonly problem?: EscapeProblem['kind'];
}

/**
 * `xlu__cfgl_dequote` in libxlu_cfg.c: hex never works. Behind a first octal digit up to three more decimal ones are taken
 * (at least two must be there), and the whole gives nothing at all.
 */
function xlEscape(source: string, at: number): Escape {
  const letter = source.charAt(at);
  const known = LETTERS[letter];
  if (known !== undefined) return { text: known, length: 1 };
  if (letter === 'x') return { text: '', length: 1, problem: 'digits' };
  if (letter >= '0' && letter <= '7') {
    const digits = /^[ \t\v\f\r]*[+-]?[0-9]+/.exec(source.slice(at + 1, at + 4))?.[0].length ?? 0;
    return { text: '', length: 1 + digits, problem: digits < 2 ? 'digits' : 'vanishes' };
  }
  return { text: letter, length: letter ? 1 : 0, problem: 'unknown' };
}

function octalDigits(source: string, at: number): number {
  let count = 0;
  while (count < 3 && source.charAt(at + count) >= '0' && source.charAt(at + count) <= '7') count++;
  return count;
}

/** Python 2's rules for `str`: an escape it does not know stays as it is written, backslash included. */
function pythonEscape(source: string, at: number): Escape {
  const letter = source.charAt(at);
  const known = LETTERS[letter];
  if (known !== undefined) return { text: known, length: 1 };
  if (letter === '\n') return { text: '', length: 1 };
  if (letter === '\r') return { text: '', length: source.charAt(at + 1) === '\n' ? 2 : 1 };
  if (letter === 'x') {
    const digits = /^[0-9a-fA-F]{2}/.exec(source.slice(at + 1, at + 3));
    if (digits) return { text: String.fromCharCode(Number.parseInt(digits[0], 16)), length: 3 };
    return { text: '\\x', length: 1, problem: 'digits' };
  }
  const octal = octalDigits(source, at);
  if (octal > 0) {
    const code = Number.parseInt(source.slice(at, at + octal), 8);
    return { text: String.fromCharCode(code & 255), length: octal };
  }
  return { text: `\\${letter}`, length: letter ? 1 : 0 };
}

/** Decodes one string; `text` is the document that the node's offsets count in. */
export function decodeString(text: string, node: CfgString, dialect: CfgDialect): DecodedString {
  const { offset, end } = node.content;
  const source = text.slice(offset, end);
  const raw = dialect === 'xm' && node.prefix.includes('r');
  const lineEnds = dialect === 'xm' && source.includes('\r');
  if (!lineEnds && (raw || !source.includes('\\'))) {
    return { value: { text: source, sourceOffset: (index) => offset + index }, problems: [] };
  }
  return decodePiecewise(source, offset, raw, dialect);
}

function decodePiecewise(source: string, offset: number, raw: boolean, dialect: CfgDialect): DecodedString {
  const starts: number[] = [];
  const pieces: string[] = [];
  const problems: EscapeProblem[] = [];
  const put = (text: string, at: number) => {
    pieces.push(text);
    for (let count = 0; count < text.length; count++) starts.push(offset + at);
  };
  for (let at = 0; at < source.length; ) {
    const letter = source.charAt(at);
    if (letter === '\r' && dialect === 'xm') {
      put('\n', at);
      at += source.charAt(at + 1) === '\n' ? 2 : 1;
      continue;
    }
    if (letter !== '\\' || raw) {
      put(letter, at++);
      continue;
    }
    const found = dialect === 'xl' ? xlEscape(source, at + 1) : pythonEscape(source, at + 1);
    put(found.text, at);
    const end = at + 1 + found.length;
    if (found.problem) problems.push({ kind: found.problem, offset: offset + at, end: offset + end });
    at = end;
  }
  starts.push(offset + source.length);
  return { value: { text: pieces.join(''), sourceOffset: (index) => clampTo(starts, index) }, problems };
}

function clampTo(starts: readonly number[], index: number): number {
  return starts[Math.max(0, Math.min(index, starts.length - 1))] ?? 0;
}

/** One text made of several, each of whose characters keeps its own place. */
export function joinTexts(parts: readonly MappedText[]): MappedText {
  const used = parts.filter((part, index) => part.text !== '' || index === 0);
  return used.length === 1 && used[0] ? used[0] : new Joined(used);
}

/** Several texts as one. What it is made of is looked up when somebody asks, for a file may add to a text on every line. */
class Joined implements MappedText {
  readonly text: string;
  readonly #parts: readonly MappedText[];
  #leaves: readonly MappedText[] | undefined;
  #ends: readonly number[] = [];

  constructor(parts: readonly MappedText[]) {
    this.#parts = parts;
    let text = '';
    for (const part of parts) text += part.text;
    this.text = text;
  }

  sourceOffset(index: number): number {
    this.#leaves ??= this.#flatten();
    let low = 0;
    let high = this.#leaves.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index < (this.#ends[middle] as number)) high = middle;
      else low = middle + 1;
    }
    const leaf = this.#leaves[low];
    return leaf ? leaf.sourceOffset(index - ((this.#ends[low] as number) - leaf.text.length)) : 0;
  }

  /** The texts that are not joined themselves, in their order. */
  #flatten(): readonly MappedText[] {
    const leaves: MappedText[] = [];
    const ends: number[] = [];
    let length = 0;
    const pending: MappedText[] = [this];
    for (let one = pending.pop(); one; one = pending.pop()) {
      if (one instanceof Joined) {
        for (let at = one.#parts.length - 1; at >= 0; at--) pending.push(one.#parts[at] as MappedText);
        continue;
      }
      leaves.push(one);
      length += one.text.length;
      ends.push(length);
    }
    this.#ends = ends;
    return leaves;
  }
}
