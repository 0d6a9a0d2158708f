/** The edits that fixes are made of. Nothing that somebody wrote is deleted where it can be commented out. */
import type { CfgFile, SourceFile, XlConfFile } from '../model/source-file.ts';
import type { CfgBlock, CfgStatement } from '../syntax/cfg/tree.ts';
import type { Span } from '../syntax/span.ts';
import type { Fix, TextEdit } from './rule.ts';

export function replace(file: SourceFile, span: Span, newText: string): TextEdit {
  return { uri: file.uri, span: { offset: span.offset, end: span.end }, newText };
}

export function insert(file: SourceFile, offset: number, newText: string): TextEdit {
  return replace(file, { offset, end: offset }, newText);
}

export function remove(file: SourceFile, span: Span): TextEdit {
  return replace(file, span, '');
}

/** A fix with one edit, or with several; one without any is not offered. */
export function fixBy(
  title: string,
  edit: TextEdit | readonly TextEdit[],
  more: Omit<Fix, 'title' | 'edits'> = {},
): Fix {
  return { title, edits: isList(edit) ? edit : [edit], ...more };
}

function isList(edit: TextEdit | readonly TextEdit[]): edit is readonly TextEdit[] {
  return Array.isArray(edit);
}

/** The line break that the file uses. */
export function lineBreakOf(file: SourceFile): string {
  return file.text.includes('\r\n') ? '\r\n' : '\n';
}

/** Where the line that holds `offset` begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line that holds `offset` ends, its line break not included. */
export function lineEnd(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  if (next < 0) return text.length;
  return next > 0 && text.charCodeAt(next - 1) === 13 ? Math.max(offset, next - 1) : next;
}

/** A file of settings, as xl and xm read them. */
type SettingsFile = CfgFile | XlConfFile;

/** What may stand after a statement that has its lines for itself. */
const NOTHING_MORE = /^[ \t;]*(?:#.*)?$/;

/**
 * Comments a statement out, over all its lines. Where it shares its lines with others it is kept as a comment above them;
 * where it is all that a Python block holds, `pass` takes its place.
 */
export function commentOut(file: SettingsFile, statement: Span): TextEdit {
  const { text } = file;
  const start = lineStart(text, statement.offset);
  const end = lineEnd(text, statement.end);
  const head = text.slice(start, statement.offset);
  const tail = text.slice(statement.end, end);
  const lineBreak = lineBreakOf(file);
  const holds = isAllOfItsBlock(file, statement) ? 'pass' : '';
  if (head.trim() === '' && NOTHING_MORE.test(tail)) {
    const commented = hashed(text.slice(statement.offset, end));
    const more = holds === '' ? '' : `${lineBreak}${head}${holds}`;
    // A comment in the last line needs a line break of its own: xl refuses one without (libxlu_cfg_l.l).
    const last = end === text.length ? lineBreak : '';
    return replace(file, { offset: statement.offset, end }, `${commented}${more}${last}`);
  }
  const separator = /^[ \t]*;[ \t]*/.exec(tail)?.[0] ?? '';
  const rest = NOTHING_MORE.test(tail.slice(separator.length));
  const before = holds === '' && rest ? head.replace(/[ \t]*;[ \t]*$/, '') : head;
  const commented = hashed(text.slice(statement.offset, statement.end));
  const span = { offset: start, end: statement.end + (holds === '' ? separator.length : 0) };
  return replace(file, span, `${commented}${lineBreak}${before}${holds}`);
}

/** Comments out every line that sets an option, so that none of an earlier line comes into force; nothing where one sets others as well. */
export function commentOutSetting(file: SettingsFile, name: string): TextEdit[] {
  const { assignments = [] } = file.facts.variables.get(name) ?? {};
  if (assignments.some(({ chained, target }) => chained.length > 0 || target.kind !== 'name')) return [];
  return assignments.map((assignment) => commentOut(file, assignment));
}

/** The text with `#` before each of its lines that says something. */
function hashed(text: string): string {
  return text.replaceAll(/^(?=.*[^\s])/gm, '#');
}

/** Whether a statement is the only one in a block of Python, which must not be left empty. */
function isAllOfItsBlock({ tree }: SettingsFile, statement: Span): boolean {
  let body: readonly CfgStatement[] = tree.statements;
  for (let depth = 0; ; depth++) {
    const block = body.find(
      (one): one is CfgBlock => one.kind === 'block' && one.offset <= statement.offset && statement.end <= one.end,
    );
    if (!block) return depth > 0 && body.length === 1;
    body = block.body;
  }
}

/** The quotes around a literal; empty for a bare word or number. */
function quotesOf(file: SourceFile, span: Span): string {
  return /^(?:'''|"""|'|")/.exec(file.text.slice(span.offset, span.end))?.[0] ?? '';
}

/** Another number in the place of a value, in quotes where the value was. */
export function writeNumber(file: SourceFile, value: Span, number: number | string): TextEdit {
  const quotes = quotesOf(file, value);
  return replace(file, value, `${quotes}${number}${quotes}`);
}

/** Another string in the place of a value: in its quotes, or in those that the file uses where it has none. */
export function writeString(file: SourceFile, value: Span, text: string): TextEdit {
  const quotes = quotesOf(file, value) || usualQuote(file);
  return replace(file, value, `${quotes}${text}${quotes}`);
}

/** The quotes that most values of the file have. */
export function usualQuote(file: SourceFile): string {
  const single = file.text.match(/=[ \t]*'/g)?.length ?? 0;
  const double = file.text.match(/=[ \t]*"/g)?.length ?? 0;
  return single > double ? "'" : '"';
}

/** Another name for an option. Where the `=` of neighbouring lines stand in one column it stays there. */
export function renameKey(file: SourceFile, name: Span, newName: string): TextEdit {
  const { text } = file;
  const gap = /^ */.exec(text.slice(name.end, lineEnd(text, name.end)))?.[0].length ?? 0;
  const column = signColumn(text, name.offset);
  if (column === undefined || column !== name.end + gap - lineStart(text, name.offset))
    return replace(file, name, newName);
  const aligned = [-1, 1].some((step) => signColumn(text, neighbour(text, name.offset, step)) === column);
  if (!aligned) return replace(file, name, newName);
  const blanks = Math.max(1, name.end + gap - name.offset - newName.length);
  return replace(file, { offset: name.offset, end: name.end + gap }, newName + ' '.repeat(blanks));
}

/** In which column of its line the sign stands; undefined where the line is not a setting. */
function signColumn(text: string, offset: number | undefined): number | undefined {
  if (offset === undefined) return undefined;
  const setting = /^[ \t]*[A-Za-z_][\w.-]* *(?=\+?=)/.exec(text.slice(lineStart(text, offset), lineEnd(text, offset)));
  return setting?.[0].length;
}

/** A place in the line before or after the one that holds the offset. */
function neighbour(text: string, offset: number, step: number): number | undefined {
  if (step < 0) {
    const start = lineStart(text, offset);
    return start === 0 ? undefined : start - 1;
  }
  const next = text.indexOf('\n', offset);
  return next < 0 ? undefined : next + 1;
}

/** A fix that comments out every line that sets an option. */
export function settingOut(file: SettingsFile, name: string, more: Omit<Fix, 'title' | 'edits'> = {}): Fix {
  return fixBy(`Comment out ${name}`, commentOutSetting(file, name), more);
}

/** A line of its own after the one on which `after` ends, indented as the line where it begins. */
export function lineAfter(file: SourceFile, after: Span, line: string): TextEdit {
  const { text } = file;
  const start = lineStart(text, after.offset);
  const indent = /^[ \t]*/.exec(text.slice(start, after.offset))?.[0] ?? '';
  return insert(file, lineEnd(text, after.end), `${lineBreakOf(file)}${indent}${line}`);
}

/** A line of its own before the one on which `before` begins. */
export function lineBefore(file: SourceFile, before: Span, line: string): TextEdit {
  const { text } = file;
  const start = lineStart(text, before.offset);
  const indent = /^[ \t\uFEFF]*/.exec(text.slice(start, before.offset))?.[0] ?? '';
  return insert(file, start + indent.length, `${line}${lineBreakOf(file)}${indent.replace('\uFEFF', '')}`);
}

/** A part of a string together with the comma that ties it to its neighbours, so that it can be taken out. */
export function withComma(parts: readonly Span[], part: Span): Span {
  const at = parts.findIndex((one) => one.offset === part.offset && one.end === part.end);
  const next = parts[at + 1];
  const before = parts[at - 1];
  if (next) return { offset: part.offset, end: next.offset };
  return { offset: before?.end ?? part.offset, end: part.end };
}

/** Comments whole lines out: all those that the span touches. */
export function linesOut(file: SourceFile, span: Span): TextEdit[] {
  const { text } = file;
  const edits: TextEdit[] = [];
  for (let start = lineStart(text, span.offset); ; ) {
    if (text.slice(start, lineEnd(text, start)).trim() !== '') edits.push(insert(file, start, '#'));
    const next = text.indexOf('\n', start);
    if (next < 0 || next + 1 >= span.end) return edits;
    start = next + 1;
  }
}

/**
 * Takes an entry out of a list: commented out where it has its line for itself, else together with the comma that ties it
 * to its neighbours.
 */
export function entryOut(file: SourceFile, entry: Span): TextEdit[] {
  const { text } = file;
  const head = text.slice(lineStart(text, entry.offset), entry.offset);
  const tail = text.slice(entry.end, lineEnd(text, entry.end));
  if (head.trim() === '' && /^[ \t]*,?[ \t]*(?:#.*)?$/.test(tail)) return linesOut(file, entry);
  const after = /^[ \t]*,[ \t]*/.exec(text.slice(entry.end, lineEnd(text, entry.end)))?.[0].length;
  if (after !== undefined) return [remove(file, { offset: entry.offset, end: entry.end + after })];
  const before = /,\s*$/.exec(text.slice(Math.max(0, entry.offset - 200), entry.offset))?.[0].length ?? 0;
  return [remove(file, { offset: entry.offset - before, end: entry.end })];
}
