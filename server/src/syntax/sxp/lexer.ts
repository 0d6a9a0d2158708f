/**
 * The words of an S-expression file. Two modes: `faithful` reads strings as xend does, over any number of lines, and is
 * used for texts that xend accepts; `recovering` ends a string that is never closed with its line, so that the forms
 * below it live on. Source of the character classes: `sxp.py`.
 */
import { type CustomPatternMatcherReturn, createToken, Lexer } from 'chevrotain';

/** What the scanners tell about a string: where its text is, and how it was delimited. */
export interface StringPayload {
  readonly closed: boolean;
  /** True when a typographic quote stands where an ASCII quote should. */
  readonly typographic: boolean;
}

const SINGLE = 0x27;
const DOUBLE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Quotes that word processors and web pages put in place of ' and ". */
export const TYPOGRAPHIC_QUOTES = '‘’‚‛“”„‟«»‹›′″´';
const typographicCodes: ReadonlySet<number> = new Set([...TYPOGRAPHIC_QUOTES].map((sign) => sign.charCodeAt(0)));

const isQuote = (code: number): boolean => code === SINGLE || code === DOUBLE;

function result(text: string, from: number, to: number, payload: StringPayload): CustomPatternMatcherReturn {
  const match: CustomPatternMatcherReturn = [text.slice(from, to)];
  match.payload = payload;
  return match;
}

/** The index of the quote that closes the string opened at `offset`, or -1; never looks behind `limit`. */
function closingQuote(text: string, offset: number, limit: number): number {
  const quote = text.charCodeAt(offset);
  for (let i = offset + 1; i < limit; i++) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === quote) return i;
  }
  return -1;
}

function endOfLine(text: string, offset: number): number {
  let end = offset;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === NEWLINE || code === RETURN) break;
  }
  return end;
}

function scanFaithful(text: string, offset: number): CustomPatternMatcherReturn | null {
  if (!isQuote(text.charCodeAt(offset))) return null;
  const close = closingQuote(text, offset, text.length);
  return result(text, offset, close < 0 ? text.length : close + 1, { closed: close >= 0, typographic: false });
}

function scanRecovering(text: string, offset: number): CustomPatternMatcherReturn | null {
  if (!isQuote(text.charCodeAt(offset))) return null;
  const line = endOfLine(text, offset);
  const near = closingQuote(text, offset, line);
  const close = near >= 0 ? near : farClosingQuote(text, offset, line);
  if (close >= 0) return result(text, offset, close + 1, { closed: true, typographic: false });
  return result(text, offset, endOfUnclosed(text, offset, line), { closed: false, typographic: false });
}

/**
 * A string over several lines is meant when nothing inside looks like the start of a form or a comment, and when the
 * quote that ends it is followed by a blank or a bracket.
 */
function farClosingQuote(text: string, offset: number, line: number): number {
  const quote = text.charCodeAt(offset);
  for (let i = line; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === quote) return /^(?:[\s)#]|$)/.test(text.slice(i + 1, i + 2)) ? i : -1;
    else if ((code === NEWLINE || code === RETURN) && beginsNewForm(text, i + 1)) return -1;
  }
  return -1;
}

function beginsNewForm(text: string, offset: number): boolean {
  let i = offset;
  while (text.charCodeAt(i) === 0x20 || text.charCodeAt(i) === 0x09) i++;
  return text[i] === '(' || text[i] === '#';
}

/** An unclosed string leaves alone the brackets at the end of its line that close forms opened before it. */
function endOfUnclosed(text: string, offset: number, line: number): number {
  let depth = 0;
  for (let i = offset + 1; i < line; i++) {
    if (text[i] === '(') depth--;
    else if (text[i] === ')') depth++;
  }
  let end = line;
  const skipBlanks = () => {
    while (end > offset + 1 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  };
  skipBlanks();
  for (; depth > 0 && end > offset + 1 && text[end - 1] === ')'; depth--) {
    end--;
    skipBlanks();
  }
  return end;
}

/** `‘…’` on one line, closed by any quote: what was meant is plain, so the words inside stay together. */
function scanTypographic(text: string, offset: number): CustomPatternMatcherReturn | null {
  if (!typographicCodes.has(text.charCodeAt(offset))) return null;
  for (let i = offset + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === NEWLINE || code === RETURN) return null;
    if (typographicCodes.has(code) || isQuote(code)) {
      return result(text, offset, i + 1, { closed: true, typographic: true });
    }
  }
  return null;
}

const quotes = ["'", '"'];

/** Any quoted string; the parser sees only this. */
export const Quoted = createToken({ name: 'Quoted', pattern: Lexer.NA });
const FaithfulString = createToken({
  name: 'FaithfulString',
  pattern: scanFaithful,
  start_chars_hint: quotes,
  line_breaks: true,
  categories: Quoted,
});
const RecoveringString = createToken({
  name: 'RecoveringString',
  pattern: scanRecovering,
  start_chars_hint: quotes,
  line_breaks: true,
  categories: Quoted,
});
const TypographicString = createToken({
  name: 'TypographicString',
  pattern: scanTypographic,
  start_chars_hint: [...TYPOGRAPHIC_QUOTES],
  line_breaks: false,
  categories: Quoted,
});

export const OpenBracket = createToken({ name: 'OpenBracket', pattern: '(' });
export const CloseBracket = createToken({ name: 'CloseBracket', pattern: ')' });
/** Any printable ASCII sign but `( ) # ' "`, then everything up to a blank, `#`, or one of `{ } ( ) < > [ ] ;`. */
export const Atom = createToken({ name: 'Atom', pattern: /[!$-&*-~][^\t-\r #(){}<>[\];]*/, line_breaks: false });
/** Characters that no word can begin with: control characters and everything outside ASCII. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: xend's classes are made of them
export const Invalid = createToken({ name: 'Invalid', pattern: /[\0-\x08\x0e-\x1f\x7f-\uffff]/, line_breaks: false });
const Comment = createToken({ name: 'Comment', pattern: /#[^\n]*/, group: 'comments', line_breaks: false });
const Space = createToken({ name: 'Space', pattern: /[\t-\r ]+/, group: Lexer.SKIPPED, line_breaks: true });

const common = [Space, Comment, OpenBracket, CloseBracket, Atom];

export const tokenTypes = [...common, Quoted, FaithfulString, RecoveringString, TypographicString, Invalid];

export type SxpMode = 'faithful' | 'recovering';

/** One lexer for the whole process. Every character of a text belongs to a token, a comment or white space. */
export const sxpLexer = new Lexer(
  {
    modes: {
      faithful: [...common, Quoted, FaithfulString, Invalid],
      recovering: [...common, Quoted, RecoveringString, TypographicString, Invalid],
    },
    defaultMode: 'recovering',
  },
  { positionTracking: 'onlyOffset', ensureOptimizations: true, skipValidations: true },
);
