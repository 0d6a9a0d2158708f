/** Cuts a text into the pieces that libxlutil's own scanner makes of it (`libxlu_cfg_l.l`); the rest is refused by it. */

export type XlKind =
  | 'key'
  | 'number'
  | 'string'
  | 'newline'
  | 'comma'
  | 'semicolon'
  | 'open'
  | 'close'
  | 'assign'
  | 'add'
  | 'bad'
  | 'end';

export interface XlPiece {
  readonly kind: XlKind;
  readonly offset: number;
  readonly end: number;
}

const KEY = /[a-z][._0-9a-z]*/y;
const NUMBER = /[0-9][0-9a-fx]*/y;
const SIGNS: Readonly<Record<string, XlKind>> = {
  ',': 'comma',
  ';': 'semicolon',
  '[': 'open',
  ']': 'close',
  '=': 'assign',
  '\n': 'newline',
};

function run(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** Offset behind a string that is closed on its own line, or -1. */
function closedString(text: string, at: number): number {
  const quote = text.charCodeAt(at);
  for (let end = at + 1; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === quote) return end + 1;
    if (code === 10) return -1;
    if (code === 92 && text.charCodeAt(++end) === 10) return -1;
  }
  return -1;
}

/** The piece that begins at or behind `from`; blanks are skipped, a comment ends with (and counts as) its line break. */
export function nextPiece(text: string, from: number): XlPiece {
  let at = from;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  if (at >= text.length) return { kind: 'end', offset: text.length, end: text.length };
  const letter = text.charAt(at);
  const sign = SIGNS[letter];
  if (sign) return { kind: sign, offset: at, end: at + 1 };
  if (letter === '#') {
    const end = text.indexOf('\n', at);
    return end < 0 ? { kind: 'bad', offset: at, end: text.length } : { kind: 'newline', offset: end, end: end + 1 };
  }
  if (letter === '+' && text.charAt(at + 1) === '=') return { kind: 'add', offset: at, end: at + 2 };
  if (letter === '"' || letter === "'") {
    const end = closedString(text, at);
    return end < 0 ? { kind: 'bad', offset: at, end: at + 1 } : { kind: 'string', offset: at, end };
  }
  const key = run(KEY, text, at);
  if (key >= 0) return { kind: 'key', offset: at, end: key };
  const number = run(NUMBER, text, at);
  if (number >= 0) return { kind: 'number', offset: at, end: number };
  return { kind: 'bad', offset: at, end: at + 1 };
}
