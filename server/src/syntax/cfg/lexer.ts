/** Cuts a domU file into its tokens; one lexer for what xl reads and for the Python that xm runs. */
import { createToken, Lexer, type TokenType } from 'chevrotain';

const CONTENT_STARTS = ["'", '"', 'r', 'R', 'u', 'U', 'b', 'B', 'f', 'F'];

function isPrefixLetter(code: number): boolean {
  const lower = code | 32;
  return lower === 114 || lower === 117 || lower === 98 || lower === 102;
}

/** Offset behind the string that begins at `offset`, or -1 when none does. An unclosed one ends with its line. */
export function stringEnd(text: string, offset: number): number {
  let at = offset;
  while (at < offset + 2 && isPrefixLetter(text.charCodeAt(at))) at++;
  const quote = text.charCodeAt(at);
  if (quote !== 34 && quote !== 39) return -1;
  const triple = text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote;
  return triple ? tripleEnd(text, at) : singleEnd(text, at, quote);
}

function singleEnd(text: string, open: number, quote: number): number {
  let at = open + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === 10 || code === 13) return at;
    if (code !== 92) at++;
    else if (text.charCodeAt(at + 1) === 13 && text.charCodeAt(at + 2) === 10) at += 3;
    else at += 2;
  }
  return text.length;
}

function tripleEnd(text: string, open: number): number {
  const quotes = text.slice(open, open + 3);
  let from = open + 3;
  for (;;) {
    const close = text.indexOf(quotes, from);
    if (close < 0) return text.length;
    let slashes = 0;
    while (close - 1 - slashes >= open + 3 && text.charCodeAt(close - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0) return close + 3;
    from = close + 1;
  }
}

/** Typographic quotes, as word processors and web pages put them: “ ” ‘ ’ „ ‚ « ». */
export const CURLY = '\u201c\u201d\u2018\u2019\u201e\u201a\u00ab\u00bb';

/** Text in typographic quotes, to the closing one of its line; the quote alone when there is none. */
function curlyEnd(text: string, offset: number): number {
  for (let at = offset + 1; at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13; at++) {
    const letter = text.charAt(at);
    if (CURLY.includes(letter) || letter === '"' || letter === "'") return at + 1;
  }
  return offset + 1;
}

function custom(end: (text: string, offset: number) => number) {
  return (text: string, offset: number): [string] | null => {
    const last = end(text, offset);
    return last < 0 ? null : [text.slice(offset, last)];
  };
}

export const Newline = createToken({ name: 'Newline', pattern: /\r\n|\r|\n/, line_breaks: true });
const Blank = createToken({ name: 'Blank', pattern: /[ \t\f\u00a0]+/, group: Lexer.SKIPPED });
const Continuation = createToken({
  name: 'Continuation',
  pattern: /\\(?:\r\n|\r|\n)/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});
const Comment = createToken({ name: 'Comment', pattern: /#[^\r\n]*/, group: 'comments' });
export const Text = createToken({
  name: 'Text',
  pattern: custom(stringEnd),
  line_breaks: true,
  start_chars_hint: CONTENT_STARTS,
});
export const Curly = createToken({
  name: 'Curly',
  pattern: custom((text, offset) => (CURLY.includes(text.charAt(offset)) ? curlyEnd(text, offset) : -1)),
  line_breaks: false,
  start_chars_hint: [...CURLY],
});
export const Word = createToken({
  name: 'Word',
  pattern:
    /[A-Za-z_\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u1fff\u2c00-\ufefe\uff00-\uffff][A-Za-z_0-9\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u1fff\u2c00-\ufefe\uff00-\uffff]*/,
});
export const Digits = createToken({
  name: 'Digits',
  pattern: /[0-9]+(?:\.[0-9]*)?[eE][+-]?[0-9]+[jJ]?|[0-9][0-9A-Za-z_.]*|\.[0-9][0-9A-Za-z_]*/,
});
export const Open = createToken({ name: 'Open', pattern: /[([{]/ });
export const Close = createToken({ name: 'Close', pattern: /[)\]}]/ });
export const Comma = createToken({ name: 'Comma', pattern: /,/ });
export const Semicolon = createToken({ name: 'Semicolon', pattern: /;/ });
export const Colon = createToken({ name: 'Colon', pattern: /:/ });
export const Dot = createToken({ name: 'Dot', pattern: /\./ });
export const Assign = createToken({ name: 'Assign', pattern: /(?:\*\*|\/\/|>>|<<|[+\-*/%&|^@])?=(?!=)/ });
export const Operator = createToken({
  name: 'Operator',
  pattern: /\*\*|\/\/|<<|>>|<>|<=|>=|==|!=|->|[+\-*/%&|^~<>@]/,
});
export const Odd = createToken({ name: 'Odd', pattern: /[!-\ufefe\uff00-\uffff]/ });
/** Control characters that are no blanks, and the byte order mark: Python refuses them outside strings and comments. */
const CONTROLS = [...Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)), '\ufeff'].filter(
  (one) => !' \t\f\r\n'.includes(one),
);
const Control = createToken({
  name: 'Control',
  pattern: custom((text, offset) => (CONTROLS.includes(text.charAt(offset)) ? offset + 1 : -1)),
  line_breaks: false,
  group: 'controls',
  start_chars_hint: CONTROLS,
});

export const tokenTypes: TokenType[] = [
  Newline,
  Blank,
  Continuation,
  Comment,
  Text,
  Curly,
  Word,
  Digits,
  Open,
  Close,
  Comma,
  Semicolon,
  Colon,
  Assign,
  Operator,
  Dot,
  Odd,
  Control,
];

export const lexer = new Lexer(tokenTypes, {
  positionTracking: 'onlyOffset',
  skipValidations: true,
  ensureOptimizations: true,
});
