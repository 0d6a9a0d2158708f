/** Works out what an administrator meant at a place where libxlutil stops reading, so that each lack has its own words. */
import type { Span, SyntaxProblem } from '../span.ts';
import { CURLY, stringEnd } from './lexer.ts';
import type { XlState } from './xl-dialect.ts';
import type { XlPiece } from './xl-scanner.ts';

export type XlProblemCode =
  | 'not-a-cfg-file'
  | 'crlf-line-ends'
  | 'byte-order-mark'
  | 'comment-without-newline'
  | 'upper-case-key'
  | 'dash-in-key'
  | 'malformed-key'
  | 'missing-value'
  | 'unquoted-text'
  | 'python-constant'
  | 'number-with-unit'
  | 'bare-number'
  | 'round-brackets'
  | 'python-value'
  | 'python-statement'
  | 'typographic-quotes'
  | 'unclosed-string'
  | 'triple-quotes'
  | 'missing-comma'
  | 'extra-comma'
  | 'unclosed-list'
  | 'stray-bracket'
  | 'text-after-value'
  | 'unknown-escape'
  | 'nul-in-text'
  | 'lists-too-deep'
  | 'adding-list-and-text'
  | 'unexpected-text';

export interface Situation {
  readonly state: XlState;
  /** Offset of the innermost open `[`. */
  readonly list: number | undefined;
  readonly key: Span;
  readonly last: Span | undefined;
}

export interface Culprit {
  readonly problem: SyntaxProblem<XlProblemCode>;
  /** Where reading goes on; without it at the end of the line. */
  readonly resume?: number;
  readonly state?: XlState;
}

const STATEMENT =
  /^(?:import|from|def|if|elif|else|for|while|try|except|with|class|print|return|raise|pass|exec|global|del)(?![\w.])/;
const BEGINS = /^[ \t]*[A-Za-z_][\w.-]*[ \t]*\+?=(?!=)/;
const UNIT = /^[0-9]+(?:\.[0-9]+)?[ \t]?(?:[kKmMgGtT][iI]?[bB]?|[mMgGkKtT]ega[bB]ytes?)$/;
const NUMBER = /^(?:[-+]?[0-9]+(?:\.[0-9]+)?|0x[0-9a-fA-F]+|[0-9][0-9_]*[lL]?)$/;

/** The line that holds `offset`, cut at 400 characters. */
function restOfLine(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(offset, Math.min(end < 0 ? text.length : end, offset + 400));
}

/** A word as people write it, to the next blank, comma, `;`, `#` or closing bracket. */
function wordAt(text: string, offset: number, inList: boolean): string {
  const match = (inList ? /^[^\s,;#\]]+/ : /^[^\s;#]+/).exec(restOfLine(text, offset));
  return match?.[0] ?? text.charAt(offset);
}

/** A value that reaches to the end of the line: `Domain 7`; a comment or `;` ends it. */
function phraseAt(text: string, offset: number): string {
  return (/^[^;#\r]+/.exec(restOfLine(text, offset))?.[0] ?? text.charAt(offset)).trimEnd();
}

function problem(code: XlProblemCode, offset: number, end: number, detail?: string, related?: Span) {
  return { code, offset, end, ...(detail !== undefined && { detail }), ...(related && { related }) };
}

export function culprit(text: string, piece: XlPiece, at: Situation): Culprit {
  const letter = text.charAt(piece.offset);
  if (letter === '\ufeff')
    return {
      problem: problem('byte-order-mark', piece.offset, piece.offset + 1),
      resume: piece.offset + 1,
    };
  if (letter === '#') return { problem: problem('comment-without-newline', piece.offset, text.length) };
  switch (at.state) {
    case 'start':
      return atStart(text, piece);
    case 'key':
      return behindKey(text, piece, at);
    case 'value':
      return atValue(text, piece, at, false);
    case 'done':
      return behindValue(text, piece, at);
    default:
      return inList(text, piece, at);
  }
}

function atStart(text: string, piece: XlPiece): Culprit {
  const { offset } = piece;
  const rest = restOfLine(text, offset);
  const key = /^[^\s=+"'#;,[\](){}:]+(?=[ \t]*\+?=(?!=))/.exec(rest)?.[0];
  if (STATEMENT.test(rest))
    return { problem: problem('python-statement', offset, offset + phraseAt(text, offset).length) };
  if (key && /^[A-Za-z][\w.]*$/.test(key)) return { problem: problem('upper-case-key', offset, offset + key.length) };
  if (key?.includes('-')) return { problem: problem('dash-in-key', offset, offset + key.length) };
  if (key) return { problem: problem('malformed-key', offset, offset + key.length) };
  if (letterOf(text, piece) === ']') return { problem: problem('stray-bracket', offset, offset + 1) };
  return { problem: problem('unexpected-text', offset, offset + phraseAt(text, offset).length) };
}

function letterOf(text: string, piece: XlPiece): string {
  return text.charAt(piece.offset);
}

function behindKey(text: string, piece: XlPiece, { key }: Situation): Culprit {
  if (piece.kind === 'newline') return { problem: problem('missing-value', key.offset, key.end), resume: piece.offset };
  const line = restOfLine(text, key.offset);
  if (STATEMENT.test(line))
    return { problem: problem('python-statement', key.offset, key.offset + phraseAt(text, key.offset).length) };
  const written = /^[^\s=+"'#;,[\](){}:]+(?=[ \t]*\+?=(?!=))/.exec(line)?.[0];
  if (written && /^[A-Za-z][\w.]*$/.test(written) && /[A-Z]/.test(written))
    return { problem: problem('upper-case-key', key.offset, key.offset + written.length) };
  if (written?.includes('-')) return { problem: problem('dash-in-key', key.offset, key.offset + written.length) };
  if (written) return { problem: problem('malformed-key', key.offset, key.offset + written.length) };
  const code = /^[\w.]+[ \t]*\(/.test(line) ? 'python-statement' : 'unexpected-text';
  return { problem: problem(code, key.offset, key.offset + phraseAt(text, key.offset).length) };
}

/** What stands where a value should. */
function atValue(text: string, piece: XlPiece, at: Situation, list: boolean): Culprit {
  const { offset } = piece;
  const letter = letterOf(text, piece);
  if (piece.kind === 'newline' || piece.kind === 'semicolon')
    return { problem: problem('missing-value', at.key.offset, at.key.end), resume: piece.offset };
  if (piece.kind === 'comma')
    return { problem: problem('extra-comma', offset, piece.end), resume: piece.end, state: 'comma' };
  if (piece.kind === 'close') return { problem: problem('stray-bracket', offset, piece.end) };
  if (CURLY.includes(letter)) {
    const close =
      /^.[^"'\u201c\u201d\u2018\u2019\u201e\u201a\u00ab\u00bb]*(?:["'\u201c\u201d\u2018\u2019\u201e\u201a\u00ab\u00bb]|$)/.exec(
        restOfLine(text, offset),
      );
    const end = offset + (close?.[0].trimEnd().length ?? 1);
    return { problem: problem('typographic-quotes', offset, end), ...(list && { resume: end }) };
  }
  if (letter === '"' || letter === "'") return unclosedString(text, offset);
  if (letter === '(' || letter === '{') return bracketed(text, offset, letter);
  const word = wordAt(text, offset, list);
  const phrase = list ? word : phraseAt(text, offset);
  const end = offset + phrase.length;
  const resume = list ? { resume: end } : {};
  if (/^(?:True|False|None)$/.test(phrase))
    return { problem: problem('python-constant', offset, end, phrase), ...resume };
  if (UNIT.test(phrase)) return { problem: problem('number-with-unit', offset, end, phrase), ...resume };
  if (NUMBER.test(phrase)) return { problem: problem('bare-number', offset, end, phrase), ...resume };
  if (/^[rRuUbB]{1,2}['"]/.test(phrase) || isPython(phrase))
    return { problem: problem('python-value', offset, end), ...resume };
  return { problem: problem('unquoted-text', offset, end, phrase), ...resume };
}

function isPython(phrase: string): boolean {
  return /^[A-Za-z_][\w.]*[([]/.test(phrase) || /^[\w.]+[ \t]+[%+*][ \t]+/.test(phrase) || /^lambda[ \t]/.test(phrase);
}

function unclosedString(text: string, offset: number): Culprit {
  const end = stringEnd(text, offset);
  const line = offset + restOfLine(text, offset).trimEnd().length;
  const next = text.indexOf('\n', offset);
  const spill = next < 0 || end > next ? undefined : spillOf(text, next + 1, text.charAt(offset));
  return {
    problem: problem('unclosed-string', offset, line, text.charAt(offset), spill),
    ...(spill && { resume: spill.end }),
  };
}

/** The next line, when the string's missing quote stands in it and it is no setting of its own. */
function spillOf(text: string, from: number, quote: string): Span | undefined {
  const line = restOfLine(text, from);
  const close = line.indexOf(quote);
  if (close < 0 || line.indexOf(quote, close + 1) >= 0 || BEGINS.test(line)) return undefined;
  return { offset: from, end: from + close + 1 };
}

function bracketed(text: string, offset: number, letter: string): Culprit {
  const end = closingBracket(text, offset);
  const code = letter === '(' ? 'round-brackets' : 'python-value';
  const lineLength = restOfLine(text, offset).trimEnd().length;
  if (end < 0) return { problem: problem(code, offset, offset + lineLength, 'open') };
  return { problem: problem(code, offset, end), resume: lineBreakFrom(text, end) };
}

function lineBreakFrom(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  return next < 0 ? text.length : next;
}

/** Offset behind the bracket that closes the one at `offset`, or -1; strings and comments are stepped over. */
function closingBracket(text: string, offset: number): number {
  let depth = 0;
  for (let at = offset; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '"' || letter === "'") at = stringEnd(text, at) - 1;
    else if (letter === '#') at = lineBreakFrom(text, at) - 1;
    else if ('([{'.includes(letter)) depth++;
    else if (')]}'.includes(letter) && --depth === 0) return at + 1;
    else if (letter === '\n' && BEGINS.test(restOfLine(text, at + 1))) return -1;
  }
  return -1;
}

/** Something behind a value that is complete. */
function behindValue(text: string, piece: XlPiece, at: Situation): Culprit {
  const { offset } = piece;
  const { last } = at;
  if (last && text.slice(last.offset, offset).trim() === text.slice(last.offset, last.end)) {
    const start = last.offset;
    const whole = phraseAt(text, start);
    if (UNIT.test(whole)) return { problem: problem('number-with-unit', start, start + whole.length, whole) };
    if (NUMBER.test(whole)) return { problem: problem('bare-number', start, start + whole.length, whole) };
    const first = text.charAt(start);
    if (
      last.end - last.offset === 2 &&
      first === letterOf(text, piece) &&
      offset === last.end &&
      '\'"'.includes(first)
    ) {
      const end = stringEnd(text, start);
      return { problem: problem('triple-quotes', start, end), resume: lineBreakFrom(text, end) };
    }
    if ('%+*'.includes(letterOf(text, piece)) || piece.kind === 'string')
      return {
        problem: problem('python-value', start, start + whole.length, piece.kind === 'string' ? 'strings' : undefined),
      };
    if (offset === last.end && !'\'"'.includes(first))
      return { problem: problem('unquoted-text', start, start + whole.length, whole) };
  }
  if (piece.kind === 'close') return { problem: problem('stray-bracket', offset, piece.end) };
  return { problem: problem('text-after-value', offset, offset + phraseAt(text, offset).length) };
}

function inList(text: string, piece: XlPiece, at: Situation): Culprit {
  const { offset } = piece;
  const lineFrom = text.lastIndexOf('\n', offset - 1) + 1;
  const leads = text.slice(lineFrom, offset).trim() === '';
  if (leads && BEGINS.test(restOfLine(text, offset))) {
    const list = at.list ?? offset;
    return { problem: problem('unclosed-list', list, list + 1), resume: offset, state: 'start' };
  }
  if (at.state !== 'item') {
    const found = atValue(text, piece, at, true);
    return { state: 'item', ...found };
  }
  const { last } = at;
  const quotes = last && last.end === offset && last.end - last.offset === 2;
  if (piece.kind === 'string' && quotes && text.charAt(last.offset) === letterOf(text, piece)) {
    const end = stringEnd(text, last.offset);
    return { problem: problem('triple-quotes', last.offset, end), resume: end, state: 'item' };
  }
  if (piece.kind === 'string' || piece.kind === 'number' || piece.kind === 'open') {
    const span = last ?? piece;
    const found = problem('missing-comma', span.offset, span.end, undefined, piece);
    return piece.kind === 'open'
      ? { problem: found, resume: offset + 1, state: 'item' }
      : { problem: found, resume: piece.end, state: 'item' };
  }
  const start = last && offset === last.end ? last.offset : offset;
  const word = wordAt(text, start, true);
  const whole = problem(
    UNIT.test(word)
      ? 'number-with-unit'
      : '%+'.includes(letterOf(text, piece)) || letterOf(text, piece) === '('
        ? 'python-value'
        : 'unexpected-text',
    start,
    start + word.length,
    word,
  );
  return { problem: whole, resume: Math.max(piece.end, start + word.length), state: 'item' };
}
