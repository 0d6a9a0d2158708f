/**
 * What libxlutil refuses in a domU file, exactly: a state machine with the moves of `libxlu_cfg_y.y` over the pieces of
 * `libxlu_cfg_l.l`. Whatever is not a move is a problem; why it is none is worked out afterwards, for the words.
 */
import type { Span, SyntaxProblem } from '../span.ts';
import { decodeString } from './strings.ts';
import type { CfgTree } from './tree.ts';
import { culprit, type XlProblemCode } from './xl-culprit.ts';
import { nextPiece, type XlPiece } from './xl-scanner.ts';

export type { XlProblemCode } from './xl-culprit.ts';

export type XlProblem = SyntaxProblem<XlProblemCode>;

/** Where the reader stands: before a setting, behind its key, behind `=`, behind its value, and inside lists. */
export type XlState = 'start' | 'key' | 'value' | 'done' | 'list' | 'item' | 'comma';

/** Bison's stack ends here (`YYMAXDEPTH`): libxlutil answers "memory exhausted". */
const STACK = 10_000;

interface OpenList {
  readonly offset: number;
  /** States that the parser holds below the list's own. */
  readonly depth: number;
}

const known = new WeakMap<CfgTree, readonly XlProblem[]>();

/** Why xl refuses the file, at most one problem a line, in the order of the text; empty if and only if xl reads it. */
export function xlProblems(tree: CfgTree): readonly XlProblem[] {
  let found = known.get(tree);
  if (!found) {
    const foreign = tree.problems.find((problem) => problem.code === 'not-a-cfg-file');
    found = foreign ? [foreign as XlProblem] : new XlReader(tree.text).run();
    known.set(tree, found);
  }
  return found;
}

class XlReader {
  readonly #text: string;
  readonly #problems: XlProblem[] = [];
  readonly #lists: OpenList[] = [];
  readonly #types = new Map<string, 'text' | 'list'>();
  #state: XlState = 'start';
  #key: Span = { offset: 0, end: 0 };
  #adding = false;
  #lastValue: Span | undefined;
  #lastLine = -1;
  #crlf = false;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  run(): readonly XlProblem[] {
    let at = 0;
    for (;;) {
      const piece = nextPiece(this.#text, at);
      if (piece.kind === 'end') break;
      at = piece.kind === 'bad' ? this.#bad(piece) : this.#good(piece);
    }
    this.#atEnd();
    return this.#problems;
  }

  #good(piece: XlPiece): number {
    if (this.#lists.length > 0 && this.#peak(piece) >= STACK) {
      this.#report({ code: 'lists-too-deep', offset: piece.offset, end: piece.end });
      this.#lists.length = 0;
      this.#state = 'done';
      return this.#text.length;
    }
    const next = this.#move(piece);
    if (next === undefined) return this.#refuse(piece);
    this.#state = next;
    return piece.end;
  }

  /** A carriage return is said once for the file; a last byte that fits nowhere is dropped by libxlutil. */
  #bad(piece: XlPiece): number {
    const { offset } = piece;
    if (this.#text.charCodeAt(offset) === 13 && this.#text.charCodeAt(offset + 1) === 10) {
      if (!this.#crlf) this.#report({ code: 'crlf-line-ends', offset, end: offset + 1 });
      this.#crlf = true;
      return offset + 1;
    }
    if (offset === this.#text.length - 1 && this.#text.charCodeAt(offset) < 128) return this.#text.length;
    return this.#refuse(piece);
  }

  /** The state after the piece; undefined when the grammar has no such move. */
  #move(piece: XlPiece): XlState | undefined {
    const { kind } = piece;
    switch (this.#state) {
      case 'start':
        if (kind === 'key') {
          this.#key = piece;
          return 'key';
        }
        return kind === 'newline' || kind === 'semicolon' ? 'start' : undefined;
      case 'key':
        if (kind !== 'assign' && kind !== 'add') return undefined;
        this.#adding = kind === 'add';
        this.#depth = 4;
        return 'value';
      case 'value':
        return this.#item(piece, 'done');
      case 'done':
        return kind === 'newline' || kind === 'semicolon' ? 'start' : undefined;
      case 'list':
      case 'comma':
        if (kind === 'newline') return this.#state;
        return kind === 'close' ? this.#closeList() : this.#item(piece, 'item');
      case 'item':
        if (kind === 'newline') return 'item';
        if (kind === 'comma') {
          const list = this.#lists.at(-1) as OpenList;
          this.#depth = list.depth + 5;
          return 'comma';
        }
        return kind === 'close' ? this.#closeList() : undefined;
    }
  }

  /** How many states Bison's parser holds when it takes the piece inside a list. */
  #peak({ kind }: XlPiece): number {
    const list = this.#lists.at(-1) as OpenList;
    if (kind === 'close') return list.depth + 4;
    if (this.#state === 'item') return this.#depth + 3;
    return this.#depth + (kind === 'open' ? 2 : 1);
  }

  #item(piece: XlPiece, after: XlState): XlState | undefined {
    if (piece.kind === 'open') {
      this.#lists.push({ offset: piece.offset, depth: this.#depth });
      this.#depth += 2;
      return 'list';
    }
    if (piece.kind !== 'string' && piece.kind !== 'number') return undefined;
    this.#lastValue = piece;
    if (piece.kind === 'string') this.#checkString(piece);
    if (after === 'done') this.#store('text');
    return after;
  }

  #closeList(): XlState {
    const list = this.#lists.pop() as OpenList;
    this.#depth = list.depth;
    if (this.#lists.length > 0) return 'item';
    this.#store('list');
    return 'done';
  }

  #store(type: 'text' | 'list'): void {
    const name = this.#text.slice(this.#key.offset, this.#key.end);
    const before = this.#types.get(name);
    if (this.#adding && before && before !== type)
      this.#report({ code: 'adding-list-and-text', offset: this.#key.offset, end: this.#key.end, detail: before });
    else this.#types.set(name, type);
  }

  #checkString(piece: Span): void {
    const content = { offset: piece.offset + 1, end: piece.end - 1 };
    const source = this.#text.slice(content.offset, content.end);
    const nul = source.indexOf('\0');
    if (nul >= 0) {
      const offset = content.offset + nul;
      this.#report({ code: 'nul-in-text', offset, end: offset + 1 });
    }
    if (!source.includes('\\')) return;
    const node = { kind: 'string', quote: "'", prefix: '', content, closed: true, ...piece } as const;
    const bad = decodeString(this.#text, node, 'xl').problems.find((one) => one.kind !== 'vanishes');
    if (bad) this.#report({ code: 'unknown-escape', offset: bad.offset, end: bad.end, detail: bad.kind });
  }

  /** Notes what is wrong at the piece and goes on where the administrator would: at the next line, or behind the value. */
  #refuse(piece: XlPiece): number {
    const inList = this.#lists.length > 0;
    const found = culprit(this.#text, piece, {
      state: this.#state,
      list: this.#lists.at(-1)?.offset,
      key: this.#key,
      last: this.#lastValue,
    });
    // Behind a comment that ends the file comes no `]` any more.
    if (found.problem.code === 'comment-without-newline') this.#atEnd();
    this.#report(found.problem);
    if (found.resume !== undefined && inList && found.state !== 'start') {
      this.#state = found.state ?? 'item';
      return Math.max(found.resume, piece.end);
    }
    this.#state = 'start';
    this.#lists.length = 0;
    if (found.resume !== undefined) return found.resume;
    const next = this.#text.indexOf('\n', piece.offset);
    return next < 0 ? this.#text.length : next;
  }

  #atEnd(): void {
    const list = this.#lists[0];
    if (list) this.#report({ code: 'unclosed-list', offset: list.offset, end: list.offset + 1 });
    else if (this.#state === 'key' || this.#state === 'value')
      this.#report({ code: 'missing-value', offset: this.#key.offset, end: this.#key.end });
  }

  #report(problem: XlProblem): void {
    const line = this.#text.lastIndexOf('\n', problem.offset - 1);
    const taken = problem.offset === 0 ? -1 : line;
    if (this.#problems.length > 0 && taken <= this.#lastLine) return;
    this.#lastLine = taken;
    this.#problems.push(problem);
  }
}
