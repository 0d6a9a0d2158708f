/**
 * domU files, xl.conf, cpupools: one blank around `=` where the file has no columns, one after the commas of lists, lines of
 * lists indented, no blanks at line ends.
 */
import { lexer } from '../../syntax/cfg/lexer.ts';
import type { CfgAssignment, CfgExpression, CfgList, CfgStatement, CfgTree } from '../../syntax/cfg/tree.ts';
import { changeOf, cleanBreaks, cleanEnd, type GapChange } from './gaps.ts';

interface Piece {
  readonly startOffset: number;
  readonly image: string;
}

/** The pieces of a text, line breaks and comments among them; undefined when it holds what no program reads. */
function piecesOf(text: string): Piece[] | undefined {
  const { tokens, groups, errors } = lexer.tokenize(text);
  if (errors.length > 0 || (groups.controls ?? []).length > 0) return undefined;
  return [...tokens, ...(groups.comments ?? [])].sort((a, b) => a.startOffset - b.startOffset);
}

/**
 * All changes of a file, in the order of the text. A file with something wrong in it is left as it is. `keepsTight` leaves
 * signs without any blank beside them so, as xl.conf is shipped.
 */
export function* cfgChanges(tree: CfgTree, unit: string, keepsTight = false): Generator<GapChange> {
  const { text } = tree;
  const pieces = tree.problems.length > 0 ? undefined : piecesOf(text);
  if (!pieces) return;
  const wanted = new Map<number, string>();
  const assignments = [...assignmentsOf(tree.statements)];
  const aligned = alignedSigns(text, assignments);
  for (const assignment of assignments) {
    if (!keepsTight || !isTight(assignment)) aroundSign(assignment, wanted, aligned);
    for (const list of listsIn(assignment.value)) aroundCommas(text, list, wanted);
  }
  const indents = new Indents(text, assignments, unit, wanted);
  let from = 0;
  for (const piece of pieces) {
    if (isBreak(piece.image)) continue;
    const { startOffset } = piece;
    const gap = text.slice(from, startOffset);
    const sign = from > 0 && /^[ \t]*$/.test(gap) ? wanted.get(startOffset) : undefined;
    yield* changeOf(text, from, startOffset, sign ?? cleanBreaks(gap, indents.of(piece)));
    from = startOffset + piece.image.length;
  }
  yield* changeOf(text, from, text.length, cleanEnd(text.slice(from)));
}

const isBreak = (image: string): boolean => image === '\n' || image === '\r\n' || image === '\r';

/** The assignments of a file in the order of the text, those in blocks included. */
function* assignmentsOf(statements: readonly CfgStatement[]): Generator<CfgAssignment> {
  const levels = [{ statements, next: 0 }];
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const statement = level.statements[level.next++];
    if (!statement) levels.pop();
    else if (statement.kind === 'block') levels.push({ statements: statement.body, next: 0 });
    else if (statement.kind === 'assignment') yield statement;
  }
}

/** Notes one blank before the sign, where that does not stand in a column, and before the value. */
function aroundSign(
  { chained, operatorSpan, value }: CfgAssignment,
  wanted: Map<number, string>,
  aligned: ReadonlySet<number>,
): void {
  if (chained.length > 0 || !value) return;
  if (!aligned.has(operatorSpan.offset)) wanted.set(operatorSpan.offset, ' ');
  wanted.set(value.offset, ' ');
}

/** Whether no blank stands before or after the sign. */
function isTight({ target, operatorSpan, value }: CfgAssignment): boolean {
  return target.end === operatorSpan.offset && value?.offset === operatorSpan.end;
}

/** How wide a tab is where columns are compared. */
const TAB = 8;

/**
 * Where the signs stand that are in one column with that of the setting before or after, with more than one blank before
 * one of the two: somebody made columns of them.
 */
function alignedSigns(text: string, assignments: readonly CfgAssignment[]): ReadonlySet<number> {
  const aligned = new Set<number>();
  let before: { readonly offset: number; readonly column: number; readonly gap: number } | undefined;
  for (const { offset, target, operatorSpan } of assignments) {
    const start = text.lastIndexOf('\n', offset - 1) + 1;
    const blanks = text.slice(target.end, operatorSpan.offset);
    const alone = /^[ \t]*$/.test(text.slice(start, offset)) && /^[ \t]+$/.test(blanks);
    const column = columnOf(text, start, operatorSpan.offset);
    const now = alone
      ? { offset: operatorSpan.offset, column, gap: column - columnOf(text, start, target.end) }
      : undefined;
    if (before && now && before.column === now.column && Math.max(before.gap, now.gap) > 1)
      aligned.add(before.offset).add(now.offset);
    before = now;
  }
  return aligned;
}

function columnOf(text: string, start: number, offset: number): number {
  let column = 0;
  for (let at = start; at < offset; at++) column = text[at] === '\t' ? column + TAB - (column % TAB) : column + 1;
  return column;
}

/** The lists of a value, those in lists included. */
function* listsIn(value: CfgExpression | undefined): Generator<CfgList> {
  const waiting = [value];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (one.kind !== 'list') continue;
    yield one;
    waiting.push(...one.items);
  }
}

/** Notes no blank before a comma and one after it, where an entry follows. */
function aroundCommas(text: string, { commas, items, end }: CfgList, wanted: Map<number, string>): void {
  let next = 0;
  for (const comma of commas) {
    wanted.set(comma, '');
    while (items[next] && (items[next] as CfgExpression).offset < comma) next++;
    const entry = items[next];
    if (entry && entry.offset < end && text[comma] === ',') wanted.set(entry.offset, ' ');
  }
}

/** What the lines of lists begin with that have an entry on each line; asked piece by piece in the order of the text. */
class Indents {
  readonly #lists: {
    list: CfgList;
    base: string;
    /** What the line of the closing bracket begins with; undefined to leave it. */
    closing: string | undefined;
    starts: ReadonlySet<number>;
    inner: string;
  }[] = [];
  #next = 0;

  constructor(text: string, assignments: readonly CfgAssignment[], unit: string, wanted: ReadonlyMap<number, string>) {
    for (const assignment of assignments) {
      const { offset, value } = assignment;
      const base = value?.kind === 'list' ? blanksThatBeginLine(text, offset) : undefined;
      if (value?.kind !== 'list' || base === undefined) continue;
      const starts = new Set(value.items.map((item) => item.offset));
      if (isOneALine(text, value)) this.#lists.push({ list: value, base, closing: base, starts, inner: base + unit });
      else {
        const inner = underFirst(text, assignment, value, wanted);
        if (inner !== undefined) this.#lists.push({ list: value, base, closing: undefined, starts, inner });
      }
    }
  }

  /** Undefined for a line that is none of such a list's. */
  of({ startOffset, image }: Piece): string | undefined {
    let one = this.#lists[this.#next];
    while (one && one.list.end <= startOffset) one = this.#lists[++this.#next];
    if (!one || startOffset <= one.list.offset) return undefined;
    if (startOffset === one.list.end - 1) return one.closing;
    return one.starts.has(startOffset) || (one.closing !== undefined && image.startsWith('#')) ? one.inner : undefined;
  }
}

/** Blanks up to the column in which the first entry of a list comes to stand; undefined where it is not on the first line. */
function underFirst(
  text: string,
  { offset, target, operatorSpan }: CfgAssignment,
  list: CfgList,
  wanted: ReadonlyMap<number, string>,
): string | undefined {
  const [first] = list.items;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  if (!first || !list.closed) return undefined;
  const head = [
    text.slice(start, target.end),
    wanted.get(operatorSpan.offset) ?? text.slice(target.end, operatorSpan.offset),
    text.slice(operatorSpan.offset, operatorSpan.end),
    wanted.get(list.offset) ?? text.slice(operatorSpan.end, list.offset),
    text.slice(list.offset, first.offset),
  ].join('');
  return /[\t\n#\\]/.test(head) ? undefined : ' '.repeat(head.length);
}

/** The blanks from the start of the line to the offset; undefined when something else stands there. */
function blanksThatBeginLine(text: string, offset: number): string | undefined {
  let start = offset;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  return start === 0 || text[start - 1] === '\n' ? text.slice(start, offset) : undefined;
}

/** Whether each entry begins a line of its own and ends on it. */
function isOneALine(text: string, list: CfgList): boolean {
  let from = list.offset + 1;
  for (const item of list.items) {
    if (!text.slice(from, item.offset).includes('\n') || text.slice(item.offset, item.end).includes('\n')) return false;
    if (!/^[ \t]*$/.test(text.slice(text.lastIndexOf('\n', item.offset) + 1, item.offset))) return false;
    from = item.end;
  }
  return list.closed && list.items.length > 0;
}

/** Everything that a formatter must keep, in its order; undefined for a text that it leaves alone. */
export function cfgWords(text: string): readonly string[] | undefined {
  return piecesOf(text)?.map((piece) => piece.image);
}
