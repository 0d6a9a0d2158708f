/** Cuts an interfaces(5) file into logical lines as ifupdown reads them: comments dropped, continuation lines joined. */
import type { Span } from '../span.ts';
import type { InterfacesWord } from './tree.ts';

/** A line that says something, its continuation lines included. */
export interface LogicalLine extends Span {
  readonly words: readonly InterfacesWord[];
  /** Everything behind the first word: continuation lines joined, blanks trimmed at both ends. */
  readonly rest: string;
}

export interface LogicalLines {
  readonly lines: readonly LogicalLine[];
  readonly comments: readonly Span[];
}

/** A run of characters of a logical line that stands in the document without a gap. */
interface Part {
  text: string;
  /** Place of its first character in the document. */
  readonly offset: number;
}

/**
 * Splits `text` as ifupdown's `get_line` does: a line whose first character is `#` is a comment (and a backslash at its
 * end joins nothing); a backslash right before the line break joins the next line, whatever that line is.
 */
export function logicalLines(text: string): LogicalLines {
  const lines: LogicalLine[] = [];
  const comments: Span[] = [];
  let position = 0;
  while (position < text.length) {
    const start = skipBlanks(text, position);
    let end = lineEnd(text, start);
    if (text[start] === '#') {
      comments.push({ offset: start, end: trimmedEnd(text, start, end) });
      position = end + 1;
      continue;
    }
    const parts: Part[] = [{ text: text.slice(start, end), offset: start }];
    while (dropBackslash(parts)) {
      if (end >= text.length) continue;
      const next = end + 1;
      end = lineEnd(text, next);
      parts.push({ text: text.slice(next, end), offset: next });
    }
    const line = cutLine(parts);
    if (line) lines.push(line);
    position = end + 1;
  }
  return { lines, comments };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Blanks at the start of a line, up to the line break. */
function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** What isspace(3) calls a blank: space, tab, line break, vertical tab, form feed, carriage return. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** Takes the backslash off the end of the line so far; false when there is none, and the line is over. */
function dropBackslash(parts: Part[]): boolean {
  while (parts.at(-1)?.text === '') parts.pop();
  const last = parts.at(-1);
  if (!last?.text.endsWith('\\')) return false;
  last.text = last.text.slice(0, -1);
  return true;
}

function cutLine(parts: readonly Part[]): LogicalLine | undefined {
  const joined = parts.map((part) => part.text).join('');
  const stop = trimmedEnd(joined, 0, joined.length);
  if (stop === 0) return undefined;
  const words: InterfacesWord[] = [];
  let part = 0;
  let base = 0;
  const offsetOf = (at: number): number => {
    let { text, offset } = parts[part] as Part;
    while (at >= base + text.length && part + 1 < parts.length) {
      base += text.length;
      part++;
      ({ text, offset } = parts[part] as Part);
    }
    return offset + at - base;
  };
  let restAt = -1;
  let at = 0;
  while (at < stop) {
    const from = at;
    while (at < stop && !isBlank(joined.charCodeAt(at))) at++;
    const offset = offsetOf(from);
    // The last character's place, so that a word split by a continuation covers both of its parts.
    const end = at > from ? offsetOf(at - 1) + 1 : offset;
    words.push({ offset, end, text: joined.slice(from, at) });
    while (at < stop && isBlank(joined.charCodeAt(at))) at++;
    if (restAt < 0) restAt = at;
  }
  const first = words[0] as InterfacesWord;
  return { offset: first.offset, end: (words.at(-1) as InterfacesWord).end, words, rest: joined.slice(restAt, stop) };
}
