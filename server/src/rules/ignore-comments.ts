/** Comments that silence findings, `# xen-config: ignore CODE…`: what they cover, and how one is written without harm to the file. */
import type { SourceFile } from '../model/source-file.ts';
import { stringEnd } from '../syntax/cfg/lexer.ts';
import { overlaps, type Span } from '../syntax/span.ts';
import type { SxpItem } from '../syntax/sxp/tree.ts';
import { insert } from './edits.ts';
import type { Finding, Fix } from './rule.ts';

export interface IgnoredCode extends Span {
  readonly code: string;
}

export interface IgnoreComment extends Span {
  readonly codes: readonly IgnoredCode[];
  /** Where the lines begin that it covers: its own and, when it stands alone, the next one that is no comment. */
  readonly lines: readonly number[];
}

const IGNORE = /^[#;\s]*xen-config:\s*ignore((?:[\s,]+[a-z][a-z0-9-]*)+)/;

/** The comments of a file that silence something, in the order of the text. */
export function ignoreComments(file: SourceFile): readonly IgnoreComment[] {
  const { text } = file;
  if (!text.includes('xen-config:')) return [];
  const found: IgnoreComment[] = [];
  let below = { line: -1, goesOn: -1 };
  for (const comment of [...file.tree.comments].reverse()) {
    const own = lineStart(text, comment.offset);
    const alone = text.slice(own, comment.offset).trim() === '';
    const next = nextLine(text, comment.end);
    // A run of comments is passed over: the comment is about what stands below it.
    const goesOn = below.line === next ? below.goesOn : next;
    if (alone) below = { line: own, goesOn };
    const match = IGNORE.exec(text.slice(comment.offset, Math.min(comment.end, comment.offset + 1000)));
    if (!match?.[1]) continue;
    const codes = codesIn(match[1], comment.offset + match[0].length - match[1].length);
    found.push({ offset: comment.offset, end: comment.end, codes, lines: alone ? [own, next, goesOn] : [own] });
  }
  return found.reverse();
}

function codesIn(list: string, offset: number): IgnoredCode[] {
  return [...list.matchAll(/[^\s,]+/g)].map((match) => ({
    code: match[0],
    offset: offset + match.index,
    end: offset + match.index + match[0].length,
  }));
}

/** What silences findings of one code at an offset; undefined when nothing does. */
export function silencerOf(
  file: SourceFile,
  comments: readonly IgnoreComment[],
  code: string,
  offset: number,
): IgnoredCode | undefined {
  const candidates = comments.filter((comment) => comment.codes.some((one) => one.code === code));
  if (candidates.length === 0) return undefined;
  const lines = [lineStart(file.text, offset), logicalStart(file, offset)];
  const comment = candidates.find((one) => one.lines.some((line) => lines.includes(line)));
  return comment?.codes.find((one) => one.code === code);
}

/**
 * Where the line begins that holds `offset`, lines counted as the toolstack does: a string that reaches over several
 * lines, and lines joined by a backslash, are one.
 */
export function logicalStart(file: SourceFile, offset: number): number {
  const { text } = file;
  let start = lineStart(text, offset);
  while (start > 0) {
    const around = stringAround(file, start);
    if (around !== undefined && around < start) start = lineStart(text, around);
    else if (isContinued(file, start - 1)) start = lineStart(text, start - 1);
    else break;
  }
  return start;
}

/** Whether the line break at this offset is joined over by a backslash. */
function isContinued(file: SourceFile, lineBreak: number): boolean {
  if (file.language === 'xend-sxp') return false;
  const before = file.text.charAt(lineBreak - 1) === '\r' ? lineBreak - 2 : lineBreak - 1;
  if (file.text.charAt(before) !== '\\') return false;
  return !file.tree.comments.some((comment) => comment.offset <= before && before <= comment.end);
}

/** Where the string begins that holds this offset; undefined outside of strings. */
function stringAround(file: SourceFile, offset: number): number | undefined {
  if (file.language === 'xen-interfaces') return undefined;
  if (file.language === 'xend-sxp') return sxpString(file.tree.items, offset);
  const statement = file.tree.statements.findLast((one) => one.offset < offset);
  if (!statement || statement.end < offset) return undefined;
  const comments = file.tree.comments.filter((one) => overlaps(one, statement));
  let passed = 0;
  for (let at = statement.offset; at < offset; ) {
    while ((comments[passed]?.end ?? Number.POSITIVE_INFINITY) <= at) passed++;
    const comment = comments[passed];
    const sign = file.text.charAt(at);
    if (comment && comment.offset <= at) at = comment.end;
    else if (sign === '"' || sign === "'") {
      const end = stringEnd(file.text, at);
      if (end > offset) return at;
      at = Math.max(end, at + 1);
    } else at++;
  }
  return undefined;
}

function sxpString(items: readonly SxpItem[], offset: number): number | undefined {
  let list = items;
  for (;;) {
    const item = list.findLast((one) => one.offset < offset);
    if (!item || item.end <= offset) return undefined;
    if (item.kind !== 'list') return item.kind === 'string' ? item.offset : undefined;
    list = item.items;
  }
}

/** Codes of findings about every line: to silence the first one only moves them to the next. */
const WHOLE_FILE: ReadonlySet<string> = new Set(['crlf-line-ends']);

/**
 * A fix that silences the finding: behind its line where a comment may stand there, else in a line of its own above. A
 * comment that covers the line already gets the code too. Undefined where no line is to blame.
 */
export function ignoreFix(file: SourceFile, finding: Finding & { readonly code: string }): Fix | undefined {
  const { code } = finding;
  if (WHOLE_FILE.has(code)) return undefined;
  const { text } = file;
  const start = logicalStart(file, finding.span.offset);
  const title = `Ignore ${code} on this line`;
  const there = ignoreComments(file).find((comment) => comment.lines.includes(start));
  const last = there?.codes.at(-1);
  if (last) return { title, edits: [insert(file, last.end, ` ${code}`)] };
  const end = lineEnd(text, start);
  if (takesTrailing(file, finding, start, end))
    return { title, edits: [insert(file, end, ` # xen-config: ignore ${code}`)] };
  const from = start === 0 && text.startsWith('\uFEFF') ? 1 : start;
  const indent = /^[ \t]*/.exec(text.slice(from, end))?.[0] ?? '';
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return { title, edits: [insert(file, from, `${indent}# xen-config: ignore ${code}${lineBreak}`)] };
}

/** Whether a comment at the end of this line is read as one: nothing on the line may be broken or go on in the next. */
function takesTrailing(file: SourceFile, { span }: Finding, start: number, end: number): boolean {
  const line = { offset: start, end: end + 1 };
  return (
    file.language !== 'xen-interfaces' &&
    end < file.text.length &&
    lineStart(file.text, span.offset) === start &&
    file.text.slice(start, end).trim() !== '' &&
    stringAround(file, end) === undefined &&
    !isContinued(file, nextLine(file.text, end) - 1) &&
    !file.tree.comments.some((comment) => overlaps(comment, line)) &&
    !file.tree.problems.some((problem) => problem.offset <= line.end && line.offset <= problem.end)
  );
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

/** Where the next line begins; the end of the text behind the last one. */
function nextLine(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  return next < 0 ? text.length : next + 1;
}
