/** domU files, xl.conf, cpupools: one blank around `=`, lists with an entry on each line indented, no blanks at line ends. */
import { lexer } from '../../syntax/cfg/lexer.ts';
import type { CfgAssignment, CfgList, CfgStatement, CfgTree } from '../../syntax/cfg/tree.ts';
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

/** All changes of a file, in the order of the text. A file with something wrong in it is left as it is. */
export function* cfgChanges(tree: CfgTree, unit: string): Generator<GapChange> {
  const { text } = tree;
  const pieces = tree.problems.length > 0 ? undefined : piecesOf(text);
  if (!pieces) return;
  const wanted = new Map<number, string>();
  const assignments = [...assignmentsOf(tree.statements)];
  for (const assignment of assignments) aroundSign(assignment, wanted);
  const indents = new Indents(text, assignments, unit);
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

/** Notes one blank before the sign and before the value. */
function aroundSign({ chained, operatorSpan, value }: CfgAssignment, wanted: Map<number, string>): void {
  if (chained.length > 0 || !value) return;
  wanted.set(operatorSpan.offset, ' ');
  wanted.set(value.offset, ' ');
}

/** What the lines of lists begin with that have an entry on each line; asked piece by piece in the order of the text. */
class Indents {
  readonly #lists: { list: CfgList; base: string; starts: ReadonlySet<number> }[] = [];
  readonly #unit: string;
  #next = 0;

  constructor(text: string, assignments: readonly CfgAssignment[], unit: string) {
    this.#unit = unit;
    for (const { offset, value } of assignments) {
      const base = value?.kind === 'list' ? blanksThatBeginLine(text, offset) : undefined;
      if (value?.kind !== 'list' || base === undefined || !isOneALine(text, value)) continue;
      this.#lists.push({ list: value, base, starts: new Set(value.items.map((item) => item.offset)) });
    }
  }

  /** Undefined for a line that is none of such a list's. */
  of({ startOffset, image }: Piece): string | undefined {
    let one = this.#lists[this.#next];
    while (one && one.list.end <= startOffset) one = this.#lists[++this.#next];
    if (!one || startOffset <= one.list.offset) return undefined;
    if (startOffset === one.list.end - 1) return one.base;
    return one.starts.has(startOffset) || image.startsWith('#') ? one.base + this.#unit : undefined;
  }
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
