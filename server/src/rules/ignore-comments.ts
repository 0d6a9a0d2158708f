/**
 * Comments that silence findings, `# xen-config: ignore CODE…` for a line and `# xen-config: ignore-file CODE…` for the
 * file: what they cover, and how one is written without harm to the file.
 */
import type { SourceFile } from '../model/source-file.ts';
import { overlaps, type Span } from '../syntax/span.ts';
import { insert, lineBreakOf, lineEnd, lineStart } from './edits.ts';
import type { Finding, Fix } from './rule.ts';

export interface IgnoredCode extends Span {
  readonly code: string;
}

export interface IgnoreComment extends Span {
  readonly codes: readonly IgnoredCode[];
  /** Whether it holds for all lines of the file. */
  readonly wholeFile: boolean;
  /**
   * Where the lines begin that it covers: its own and, when it stands alone, the next one that is not a comment. None
   * for a comment that holds for the file.
   */
  readonly lines: readonly number[];
}

const IGNORE = /^[#;\s]*xen-config:\s*ignore(-file)?((?:[\s,]+[a-z][a-z0-9-]*)+)/;

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
    if (!match?.[2]) continue;
    const { offset, end } = comment;
    const codes = codesIn(match[2], offset + match[0].length - match[2].length);
    const wholeFile = match[1] !== undefined;
    found.push({ offset, end, codes, wholeFile, lines: wholeFile ? [] : alone ? [own, next, goesOn] : [own] });
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

/** Finds what silences findings of one code at an offset; made once for all findings of a file. */
export function silencers(
  file: SourceFile,
  comments: readonly IgnoreComment[],
): (code: string, offset: number) => IgnoredCode | undefined {
  const byLine = new Map<number, IgnoredCode[]>();
  for (const { lines, codes } of comments) {
    for (const line of new Set(lines)) byLine.set(line, [...(byLine.get(line) ?? []), ...codes]);
  }
  const wholeFile = comments.flatMap((comment) => (comment.wholeFile ? comment.codes : []));
  return (code, offset) =>
    byLine.get(lineStart(file.text, offset))?.find((one) => one.code === code) ??
    byLine.get(logicalStart(file, offset))?.find((one) => one.code === code) ??
    wholeFile.find((one) => one.code === code);
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
  let node = lastBefore(file.language === 'xend-sxp' ? file.tree.items : file.tree.statements, offset);
  while (node && offset < node.end) {
    if (node.kind === 'string') return node.offset;
    node = childAround(node, offset);
  }
  return undefined;
}

interface TreeNode extends Span {
  readonly kind: string;
}

/** The node inside this one that holds the offset, whatever the kinds of the two. */
function childAround(node: TreeNode, offset: number): TreeNode | undefined {
  for (const value of Object.values(node) as unknown[]) {
    const child = Array.isArray(value) ? lastBefore(value, offset) : isNode(value) ? value : undefined;
    if (child && child.offset < offset && offset < child.end) return child;
  }
  return undefined;
}

function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'kind' in value && 'offset' in value && 'end' in value;
}

/** The last of several nodes in the order of the text that begins before the offset. */
function lastBefore(nodes: readonly unknown[], offset: number): TreeNode | undefined {
  let low = 0;
  let high = isNode(nodes[0]) ? nodes.length : 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    const node = nodes[middle];
    if (isNode(node) && node.offset < offset) low = middle + 1;
    else high = middle;
  }
  const found = nodes[low - 1];
  return isNode(found) ? found : undefined;
}

/** Codes of findings about every line: to silence the first one only moves them to the next. */
const WHOLE_FILE: ReadonlySet<string> = new Set(['crlf-line-ends']);

/** The first lines that speak to other programs: an interpreter, an editor's mode, the encoding of a Python file. */
const PREAMBLE = /^\uFEFF?(?:#(?:!|[^\n]*-\*-|[^\n]*(?:coding|vim)[:=])[^\n]*(?:\n|$)){0,2}/;

/** A fix that silences all findings of a code in the file, by a comment at its head; one that is there gets the code too. */
export function ignoreInFileFix(file: SourceFile, code: string): Fix {
  const { text } = file;
  const title = `Ignore ${code} in this file`;
  const last = ignoreComments(file)
    .find((comment) => comment.wholeFile)
    ?.codes.at(-1);
  if (last) return { title, edits: [insert(file, last.end, ` ${code}`)] };
  const lineBreak = lineBreakOf(file);
  const preamble = PREAMBLE.exec(text)?.[0] ?? '';
  const before = preamble === '' || preamble === '\uFEFF' || preamble.endsWith('\n') ? '' : lineBreak;
  return {
    title,
    edits: [insert(file, preamble.length, `${before}# xen-config: ignore-file ${code}${lineBreak}`)],
  };
}

/**
 * A fix that silences the finding: after its line where a comment may stand there, else in a line of its own above. A
 * comment that covers the line already gets the code too. Undefined where no line is to blame, and for what the toolstack
 * refuses.
 */
export function ignoreFix(
  file: SourceFile,
  finding: Finding & { readonly code: string; readonly refused: boolean },
): Fix | undefined {
  const { code } = finding;
  if (finding.refused || WHOLE_FILE.has(code)) return undefined;
  const { text } = file;
  const start = logicalStart(file, finding.span.offset);
  const title = `Ignore ${code} on this line`;
  const { span } = finding;
  // A finding about a comment of this kind is silenced by the comment itself.
  const there = ignoreComments(file).find(
    (comment) => comment.lines.includes(start) || (comment.offset <= span.offset && span.end <= comment.end),
  );
  const last = there?.codes.at(-1);
  if (last) return { title, edits: [insert(file, last.end, ` ${code}`)] };
  const end = lineEnd(text, start);
  if (takesTrailing(file, finding, start, end))
    return { title, edits: [insert(file, end, ` # xen-config: ignore ${code}`)] };
  const from = start === 0 && text.startsWith('\uFEFF') ? 1 : start;
  const indent = /^[ \t]*/.exec(text.slice(from, end))?.[0] ?? '';
  return { title, edits: [insert(file, from, `${indent}# xen-config: ignore ${code}${lineBreakOf(file)}`)] };
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

/** Where the next line begins; the end of the text after the last one. */
function nextLine(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  return next < 0 ? text.length : next + 1;
}
