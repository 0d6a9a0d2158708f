/**
 * Text to tree for S-expression files. The grammar is flat and refuses nothing: brackets are kept on a stack by the
 * actions, so any depth will do. xend's own reader (reader.ts) decides between two ways of reading: a text that it
 * accepts is read exactly as it reads it; one that it refuses is read the way its author meant it.
 */
import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import type { Span } from '../span.ts';
import { decodeBytes } from './escapes.ts';
import {
  Atom,
  CloseBracket,
  Invalid,
  OpenBracket,
  Quoted,
  type StringPayload,
  type SxpMode,
  sxpLexer,
  TYPOGRAPHIC_QUOTES,
  tokenTypes,
} from './lexer.ts';
import { SxpProblems } from './problems.ts';
import { readSxp, type SxpErrorKind, type SxpReading } from './reader.ts';
import type { SxpItem, SxpList, SxpProblemCode, SxpString, SxpTree } from './tree.ts';

/** Reads any text into a tree that covers all of it. Never throws; linear in the length of the text. */
export function parseSxp(text: string): SxpTree {
  const reading = readSxp(text);
  const mode: SxpMode = reading.accepted ? 'faithful' : 'recovering';
  // Behind a Ctrl-D at top level xend reads nothing, so what stands there sets nothing.
  const read = reading.accepted ? text.slice(0, reading.end) : text;
  const { tokens, groups } = sxpLexer.tokenize(read, mode);
  const comments = (groups.comments ?? []).map((token) => commentSpan(text, token));
  const builder = new TreeBuilder(text, comments, reading.accepted);
  if (mode === 'recovering') builder.matched = matchedBrackets(tokens);
  if (reading.accepted && reading.end < text.length) {
    builder.problems.add('end-of-input-character', { offset: reading.end, end: reading.end + 1 });
  }
  parser.builder = builder;
  parser.input = tokens;
  parser.file();
  builder.finish(read.length, reading);
  return { text, items: builder.top, comments, problems: builder.sortedProblems() };
}

function commentSpan(text: string, token: IToken): Span {
  const end = endOf(token);
  return { offset: token.startOffset, end: text[end - 1] === '\r' ? end - 1 : end };
}

/** Chevrotain counts the last character in; spans do not. */
const endOf = (token: IToken): number => token.startOffset + token.image.length;

/** The offsets of the opening brackets that some closing bracket of the text belongs to, by counting alone. */
function matchedBrackets(tokens: readonly IToken[]): ReadonlySet<number> {
  const matched = new Set<number>();
  const open: number[] = [];
  for (const token of tokens) {
    if (token.tokenType === OpenBracket) open.push(token.startOffset);
    else if (token.tokenType === CloseBracket) {
      const start = open.pop();
      if (start !== undefined) matched.add(start);
    }
  }
  return matched;
}

class SxpGrammar extends EmbeddedActionsParser {
  builder = new TreeBuilder('', [], true);

  constructor() {
    super(tokenTypes, { maxLookahead: 1, recoveryEnabled: false, skipValidations: true });
    this.performSelfAnalysis();
  }

  readonly file = this.RULE('file', () => {
    this.MANY(() => {
      this.OR([
        { ALT: () => this.take(this.CONSUME(Atom), 'atom') },
        { ALT: () => this.take(this.CONSUME(OpenBracket), 'open') },
        { ALT: () => this.take(this.CONSUME(CloseBracket), 'close') },
        { ALT: () => this.take(this.CONSUME(Quoted), 'string') },
        { ALT: () => this.take(this.CONSUME(Invalid), 'invalid') },
      ]);
    });
  });

  private take(token: IToken, kind: 'atom' | 'open' | 'close' | 'string' | 'invalid'): void {
    this.ACTION(() => this.builder[kind](token));
  }
}

interface OpenList {
  readonly offset: number;
  readonly items: SxpItem[];
  readonly node: SxpList & { end: number; closed: boolean };
}

/** Builds the tree from the tokens in order; what is open stands on a stack. */
class TreeBuilder {
  readonly top: SxpItem[] = [];
  readonly problems = new SxpProblems();
  matched: ReadonlySet<number> = new Set();
  private readonly text: string;
  private readonly comments: readonly Span[];
  private readonly accepted: boolean;
  private readonly stack: OpenList[] = [];
  /** Where the last word, string or bracket ended. */
  private last = 0;
  /** Index of the first comment that no form has been asked about yet. */
  private nextComment = 0;
  private lastInvalidEnd = -1;

  constructor(text: string, comments: readonly Span[], accepted: boolean) {
    this.text = text;
    this.comments = comments;
    this.accepted = accepted;
  }

  atom(token: IToken): void {
    this.add({ kind: 'atom', offset: token.startOffset, end: endOf(token), value: token.image });
  }

  open(token: IToken): void {
    if (!this.accepted && this.beginsAnew(token.startOffset)) this.giveUp(token.startOffset);
    const items: SxpItem[] = [];
    const node = { kind: 'list' as const, offset: token.startOffset, end: endOf(token), items, closed: false };
    this.add(node);
    this.stack.push({ offset: token.startOffset, items, node });
  }

  close(token: IToken): void {
    const list = this.stack.pop();
    this.last = endOf(token);
    if (list) {
      list.node.end = this.last;
      list.node.closed = true;
      return;
    }
    const opener = this.bareLineStart(token.startOffset);
    this.problems.add(
      'stray-bracket',
      { offset: token.startOffset, end: this.last },
      opener ? { related: opener } : {},
    );
  }

  string(token: IToken): void {
    const { closed, typographic } = token.payload as StringPayload;
    const offset = token.startOffset;
    const end = endOf(token);
    const content = { offset: offset + 1, end: closed ? end - 1 : end };
    const quote = token.image[0] === '"' || TYPOGRAPHIC_DOUBLE.includes(token.image[0] ?? '') ? '"' : "'";
    const node: SxpString = { kind: 'string', offset, end, quote, value: this.decode(content, closed), closed };
    if (!closed) this.problems.add('unclosed-string', { offset, end });
    if (typographic) this.problems.add('typographic-quote', { offset, end });
    this.add(node);
  }

  invalid(token: IToken): void {
    const offset = token.startOffset;
    const end = endOf(token);
    this.last = end;
    if (offset === 0 && token.image === '\ufeff') {
      this.problems.add('byte-order-mark', { offset, end });
    } else if (TYPOGRAPHIC_QUOTES.includes(token.image)) {
      this.problems.add('typographic-quote', { offset, end });
    } else if (offset !== this.lastInvalidEnd) {
      this.problems.add('invalid-character', { offset, end });
    }
    this.lastInvalidEnd = end;
  }

  /** Closes what is still open at the end, and makes sure that a refused text has an error. */
  finish(end: number, reading: SxpReading): void {
    if (this.stack.length > 0) this.giveUp(end);
    if (reading.error && !this.problems.hasError()) {
      const { offset, kind } = reading.error;
      this.problems.add(CODE_OF[kind], { offset, end: Math.min(offset + 1, this.text.length) });
    }
  }

  sortedProblems(): SxpTree['problems'] {
    return this.problems.list.sort((a, b) => a.offset - b.offset || a.end - b.end);
  }

  private add(item: SxpItem): void {
    (this.stack.at(-1)?.items ?? this.top).push(item);
    this.last = item.end;
  }

  /**
   * Whether a bracket is likelier the start of a new form than a part of the one that is open: it stands first on its
   * line, no further right than the open form, and counting brackets says that the open form is never closed.
   */
  private beginsAnew(offset: number): boolean {
    const outer = this.stack[0];
    if (!outer || this.matched.has(outer.offset)) return false;
    const indent = indentOf(this.text, offset);
    return indent >= 0 && indent <= columnOf(this.text, outer.offset, indent);
  }

  /** Ends everything that is open, for want of closing brackets, before `limit`. */
  private giveUp(limit: number): void {
    const outer = this.stack[0];
    if (!outer) return;
    const missing = String(this.stack.length);
    for (const list of this.stack) list.node.end = this.last;
    this.stack.length = 0;
    const head = headOf(outer.node);
    const lost = this.accepted ? undefined : this.commentWithBracket(outer.offset, limit);
    if (lost) {
      this.problems.add('bracket-in-comment', lost.bracket, { related: lost.place, detail: missing });
    } else {
      const inner = this.accepted ? undefined : this.openByIndent(outer.node);
      const end = inner?.end ?? this.last;
      this.problems.add(this.accepted ? 'dropped-form' : 'unclosed-form', inner ? headOf(inner.list) : head, {
        related: { offset: end, end },
        detail: missing,
      });
    }
  }

  /**
   * The form inside an open one that was likelier left open than the open one itself: a form within it begins a line no
   * further right than it does, as only a neighbour would. Gives where its bracket belongs, too.
   */
  private openByIndent(outer: SxpList): { list: SxpList; end: number } | undefined {
    const waiting: SxpList[] = [outer];
    for (let list = waiting.pop(); list; list = waiting.pop()) {
      const indent = indentOf(this.text, list.offset);
      let end = list.offset + 1;
      const inner: SxpList[] = [];
      for (const item of list.items) {
        if (item.kind === 'list') {
          const own = indentOf(this.text, item.offset);
          if (indent >= 0 && own >= 0 && own <= indent) return { list, end };
          inner.push(item);
        }
        end = item.end;
      }
      waiting.push(...inner.reverse());
    }
    return undefined;
  }

  /** The first comment of the form that holds more `)` than `(`: its last `)`, and where that belongs. */
  private commentWithBracket(from: number, to: number): { bracket: Span; place: Span } | undefined {
    for (; this.nextComment < this.comments.length; this.nextComment++) {
      const comment = this.comments[this.nextComment];
      if (!comment || comment.offset >= to) return undefined;
      if (comment.offset < from || startsLine(this.text, comment.offset)) continue;
      const bracket = surplusBracket(this.text, comment);
      if (bracket < 0) continue;
      let place = comment.offset;
      while (place > from && BLANKS.includes(this.text[place - 1] ?? '')) place--;
      return { bracket: { offset: bracket, end: bracket + 1 }, place: { offset: place, end: place } };
    }
    return undefined;
  }

  /** The bare word that begins the line on which a bracket with nothing open stands. */
  private bareLineStart(offset: number): Span | undefined {
    let first: SxpItem | undefined;
    for (let i = this.top.length - 1; i >= 0 && i >= this.top.length - 16; i--) {
      const item = this.top[i];
      if (!item || item.kind === 'list' || this.text.slice(item.end, offset).includes('\n')) break;
      first = item;
    }
    return first?.kind === 'atom' && startsLine(this.text, first.offset) ? first : undefined;
  }

  private decode(content: Span, closed: boolean): string {
    const written = this.text.slice(content.offset, content.end);
    if (!written.includes('\\')) return written;
    const source = new TextEncoder().encode(written);
    const { bytes, faults } = decodeBytes(source, closed);
    const place = unitCounter(source, content.offset);
    for (const fault of faults) {
      if (fault.kind === 'cut-off') continue;
      const offset = place(fault.offset);
      this.problems.add(FAULT_CODE[fault.kind], { offset, end: Math.max(place(fault.end), offset + 1) });
    }
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }
}

const FAULT_CODE = {
  lost: 'lost-escape',
  'wrong-hex': 'wrong-hex-escape',
  'short-hex': 'invalid-escape',
  'octal-range': 'invalid-escape',
} as const;

const CODE_OF: Record<SxpErrorKind, SxpProblemCode> = {
  'stray-bracket': 'stray-bracket',
  'open-form': 'unclosed-form',
  'open-string': 'unclosed-string',
  'open-escape': 'unclosed-string',
  'end-of-input-in-form': 'invalid-character',
  'invalid-character': 'invalid-character',
  'octal-range': 'invalid-escape',
  'short-hex': 'invalid-escape',
};

const TYPOGRAPHIC_DOUBLE = '“”„‟«»″';
const BLANKS = ' \t';

/** The bracket and the name of a form: where a reader looks for what was left open. */
function headOf(list: SxpList): Span {
  const name = list.items[0];
  return { offset: list.offset, end: name && name.kind !== 'list' ? name.end : list.offset + 1 };
}

/** The offset of a comment's last `)` if it holds more `)` than `(`, else -1. */
function surplusBracket(text: string, comment: Span): number {
  let depth = 0;
  for (let i = comment.offset; i < comment.end; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')') depth--;
  }
  return depth < 0 ? text.lastIndexOf(')', comment.end - 1) : -1;
}

/** The number of blanks before `offset` when nothing else stands before it on its line, else -1. */
function indentOf(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && BLANKS.includes(text[start - 1] ?? '')) start--;
  return start === 0 || text[start - 1] === '\n' || text[start - 1] === '\r' ? offset - start : -1;
}

const startsLine = (text: string, offset: number): boolean => indentOf(text, offset) >= 0;

/** The column of `offset` from 0, counted no further than `enough`. */
function columnOf(text: string, offset: number, enough: number): number {
  let column = 0;
  while (column < enough && column < offset && !/[\r\n]/.test(text[offset - column - 1] ?? '')) column++;
  return column;
}

/**
 * Turns rising offsets into UTF-8 bytes into offsets of the document, where the bytes begin at `base`. An offset within a
 * character counts the whole of it.
 */
function unitCounter(bytes: Uint8Array, base: number): (offset: number) => number {
  let units = base;
  let at = 0;
  return (offset) => {
    for (; at < offset; at++) {
      const byte = bytes[at] ?? 0;
      if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
    }
    return units;
  };
}

const parser = new SxpGrammar();
