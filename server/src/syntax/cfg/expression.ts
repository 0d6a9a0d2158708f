/** Puts the tokens of one value together: operators by their rank, brackets on a stack, never by recursion. */
import type { IToken } from 'chevrotain';
import type { Span, SyntaxProblem } from '../span.ts';
import { type Frame, newFrame, RANKS, type Waiting } from './expression-frame.ts';
import * as lex from './lexer.ts';
import type { CfgExpression, CfgName, CfgString } from './tree.ts';

type Note = (problem: SyntaxProblem<CfgProblemCode>) => void;

/** What is wrong with a domU file whichever program reads it. */
export type CfgProblemCode =
  | 'not-a-cfg-file'
  | 'unclosed-bracket'
  | 'stray-bracket'
  | 'unclosed-string'
  | 'missing-value'
  | 'missing-comma'
  | 'extra-comma'
  | 'unexpected-text'
  | 'unquoted-text'
  | 'typographic-quotes';

const SIGN_RANK = 11;
const WORD_OPERATORS = new Set(['or', 'and', 'in', 'is', 'not']);
const OPAQUE_WORDS = new Set(['if', 'else', 'for', 'async', 'as', 'from']);
/** Words of Python's that name nothing. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  ...['and', 'assert', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from'],
  ...[
    'global',
    'if',
    'import',
    'in',
    'is',
    'lambda',
    'not',
    'or',
    'pass',
    'raise',
    'return',
    'try',
    'while',
    'with',
    'yield',
  ],
]);
const CLOSER: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

export function spanOf(token: IToken): Span {
  return { offset: token.startOffset, end: token.startOffset + token.image.length };
}

export function stringNode(token: IToken): CfgString {
  const { image, startOffset } = token;
  const at = image.search(/['"]/);
  const mark = image.charAt(at);
  const triple = image.startsWith(mark.repeat(3), at);
  const quote = triple ? mark.repeat(3) : mark;
  const closed = isClosed(image, at + quote.length, quote);
  const content = {
    offset: startOffset + at + quote.length,
    end: startOffset + image.length - (closed ? quote.length : 0),
  };
  return { kind: 'string', quote, prefix: image.slice(0, at).toLowerCase(), content, closed, ...spanOf(token) };
}

function isClosed(image: string, from: number, quote: string): boolean {
  const close = image.length - quote.length;
  if (close < from || !image.endsWith(quote)) return false;
  let slashes = 0;
  while (close - 1 - slashes >= from && image.charCodeAt(close - 1 - slashes) === 92) slashes++;
  return slashes % 2 === 0;
}

class ExpressionReader {
  readonly #note: Note;
  readonly #frames: Frame[] = [];
  #frame: Frame;
  #end = 0;

  constructor(note: Note) {
    this.#note = note;
    this.#frame = newFrame(undefined, undefined);
  }

  /** Reads the tokens from `from` to `to`; undefined when there is nothing. `broken` tells that some fitted nowhere. */
  read(tokens: readonly IToken[], from: number, to: number): { value: CfgExpression | undefined; broken: boolean } {
    let broken = false;
    for (let at = from; at < to; at++) {
      const token = tokens[at] as IToken;
      if (token === this.#skip) continue;
      if (!this.#take(token, tokens, at)) {
        broken = true;
        if (this.#frames.length === 0) {
          this.#end = endOf(tokens[to - 1] as IToken);
          break;
        }
      }
      this.#end = endOf(token);
    }
    while (this.#frames.length > 0) this.#closeFrame(false, this.#end);
    return { value: this.#finishTop(), broken };
  }

  #take(token: IToken, tokens: readonly IToken[], at: number): boolean {
    switch (token.tokenType) {
      case lex.Newline:
        return true;
      case lex.Open:
        return this.#open(token);
      case lex.Close:
        return this.#close(token);
      case lex.Comma:
        this.#comma(token);
        return true;
      case lex.Colon:
        return this.#colon(token);
      case lex.Text:
        return this.#string(token);
      case lex.Curly:
        return this.#operand({ kind: 'opaque', parts: [], ...spanOf(token) });
      case lex.Digits:
        return this.#operand({ kind: 'number', ...spanOf(token) });
      case lex.Word:
        return this.#word(token);
      case lex.Dot:
        return this.#dot(token, tokens, at);
      case lex.Operator:
        return this.#operator(token.image, token);
      case lex.Assign:
        return this.#assign(token);
      default:
        return this.#odd(token);
    }
  }

  #string(token: IToken): boolean {
    const node = stringNode(token);
    if (!node.closed) this.#note({ code: 'unclosed-string', offset: node.offset, end: node.end, detail: node.quote });
    const { operands, operandNext } = this.#frame;
    const last = operands.at(-1);
    if (!operandNext && last && (last.kind === 'string' || last.kind === 'adjacent')) {
      const parts = last.kind === 'string' ? [last] : last.parts;
      if (parts.length > 1) (parts as CfgString[]).push(node);
      operands[operands.length - 1] = {
        kind: 'adjacent',
        parts: parts.length > 1 ? parts : [...parts, node],
        offset: last.offset,
        end: node.end,
      };
      return true;
    }
    return this.#operand(node);
  }

  /** A value; where an operator should stand, a comma is missing (in brackets) or the text does not belong here. */
  #operand(node: CfgExpression): boolean {
    const frame = this.#frame;
    if (!frame.operandNext) {
      const last = frame.operands.at(-1) as CfgExpression;
      if (!frame.open) {
        this.#note({ code: 'unexpected-text', offset: node.offset, end: node.end, related: last });
        return false;
      }
      this.#note({ code: 'missing-comma', offset: last.offset, end: last.end, related: node });
      this.#finishItem();
    }
    const before = frame.waiting.at(-1);
    if (before && isHalfNotIn(before)) this.#note({ code: 'missing-value', ...before.span, detail: 'not' });
    frame.operands.push(node);
    frame.operandNext = false;
    frame.word = undefined;
    return true;
  }

  #word(token: IToken): boolean {
    const frame = this.#frame;
    const word = token.image;
    if (frame.operandNext) return this.#wordForOperand(word, token);
    if (word === 'in') frame.loop = undefined;
    if (WORD_OPERATORS.has(word)) return this.#wordOperator(word, token);
    if (OPAQUE_WORDS.has(word)) return this.#split(token);
    return this.#operand({ kind: 'name', ...spanOf(token) });
  }

  /** A word where a value has to begin. */
  #wordForOperand(word: string, token: IToken): boolean {
    const frame = this.#frame;
    const last = frame.waiting.at(-1);
    if (last && isHalfNotIn(last)) {
      if (word !== 'in') return this.#misfit(token);
      frame.waiting[frame.waiting.length - 1] = { ...last, span: { offset: last.span.offset, end: endOf(token) } };
      return true;
    }
    if (word === 'lambda') {
      if (frame.waiting.length > 0) return this.#misfit(token);
      frame.opaque = true;
      frame.lambdas++;
      return true;
    }
    if (word === 'not') {
      if (last && last.operator !== 'is' && last.operator !== 'in' && last.rank > (RANKS.not as number))
        return this.#misfit(token);
      this.#wait(word, token, true);
      return true;
    }
    if (word === 'yield') {
      frame.opaque = true;
      return true;
    }
    if (frame.lambdas > 0 || !KEYWORDS.has(word)) return this.#operand({ kind: 'name', ...spanOf(token) });
    // `for i, in …` unpacks lists of one.
    const unpacks =
      word === 'in' &&
      (!frame.open || frame.loop !== undefined) &&
      frame.commas.length > 0 &&
      frame.waiting.length === 0;
    if (word !== 'from' && !unpacks) return this.#misfit(token);
    if (unpacks) frame.loop = undefined;
    frame.opaque = true;
    return true;
  }

  /** `… if … else …`, `… for … in …`: what a value is made of is kept, how it comes about is not. */
  #split(token: IToken): boolean {
    const frame = this.#frame;
    const word = token.image;
    if (word === 'for' && (!frame.open || (frame.owner && frame.open.image === '['))) return this.#misfit(token);
    if (word === 'else' && frame.lambdas === 0 && frame.choices-- <= 0) return this.#misfit(token);
    if (word === 'if' && !frame.comprehension && frame.choices++ > 0) return this.#misfit(token);
    this.#keepPart();
    frame.opaque = true;
    frame.comprehension ||= word === 'for';
    frame.word = token;
    if (word === 'for') frame.loop = token;
    return true;
  }

  #misfit(token: IToken): boolean {
    this.#note({ code: 'unexpected-text', ...spanOf(token), detail: token.image });
    return false;
  }

  #wordOperator(word: string, token: IToken): boolean {
    this.#reduce(RANKS[word] as number);
    this.#wait(word, token, false);
    return true;
  }

  #operator(image: string, token: IToken): boolean {
    const frame = this.#frame;
    if (!frame.operandNext) {
      if (image === '~' || image === '->') return this.#misfit(token);
      const rank = RANKS[image] ?? 0;
      this.#reduce(rank);
      this.#wait(image, token, false);
      return true;
    }
    const last = frame.waiting.at(-1);
    if (last && (last.operator === 'not' || last.operator === 'is') && !'+-~'.includes(image)) return false;
    if (image === '+' || image === '-' || image === '~' || image === '*' || image === '**') {
      if ((image === '*' || image === '**') && !frame.open) return this.#unquoted(token);
      this.#wait(image, token, true);
      return true;
    }
    return this.#unquoted(token);
  }

  #unquoted(token: IToken): boolean {
    const frame = this.#frame;
    this.#note({ code: 'unquoted-text', ...spanOf(token) });
    if (frame.open) return true;
    frame.operands.push({ kind: 'opaque', parts: [], ...spanOf(token) });
    frame.operandNext = false;
    return false;
  }

  #wait(operator: string, token: IToken, unary: boolean): void {
    const frame = this.#frame;
    const previous = frame.waiting.at(-1);
    if (operator === 'not' && !unary) {
      frame.waiting.push({ operator: 'not in', span: spanOf(token), rank: 4, unary: false });
      frame.operandNext = true;
      return;
    }
    if (operator === 'not' && previous?.operator === 'is' && !previous.unary && frame.operandNext) {
      frame.waiting[frame.waiting.length - 1] = { ...previous, operator: 'is not' };
      return;
    }
    const rank = unary && operator !== 'not' ? SIGN_RANK : (RANKS[operator] ?? 0);
    frame.waiting.push({ operator, span: spanOf(token), rank, unary });
    frame.operandNext = true;
  }

  #reduce(rank: number): void {
    const { waiting, operands } = this.#frame;
    for (let top = waiting.at(-1); top && top.rank >= rank; top = waiting.at(-1)) {
      waiting.pop();
      const right = operands.pop();
      if (top.unary) {
        const end = right?.end ?? top.span.end;
        operands.push({ kind: 'unary', operator: top.operator, operand: right, offset: top.span.offset, end });
      } else {
        const left = operands.pop() ?? (right as CfgExpression);
        operands.push(binary(top, left, right));
      }
    }
  }

  /** Ends what can be put together so far; an operator without its right side is noted. */
  #finishOperators(): CfgExpression | undefined {
    const frame = this.#frame;
    if (frame.operandNext && frame.waiting.length > 0) {
      const last = frame.waiting.pop() as Waiting;
      this.#note({ code: 'missing-value', ...last.span, detail: last.operator });
      const left = last.unary ? undefined : frame.operands.pop();
      frame.operands.push(
        left
          ? binary(last, left, undefined)
          : { kind: 'unary', operator: last.operator, operand: undefined, ...last.span },
      );
    }
    this.#reduce(-1);
    const result = frame.operands.pop();
    frame.operands = [];
    frame.waiting = [];
    frame.operandNext = true;
    return result;
  }

  #keepPart(): void {
    const value = this.#finishOperators();
    if (value) this.#frame.parts.push(value);
  }

  #finishItem(): void {
    const frame = this.#frame;
    let value = this.#finishOperators();
    if (frame.word || frame.lambdas > 0) {
      const place = frame.word ? spanOf(frame.word) : { offset: this.#end, end: this.#end };
      this.#note({ code: 'missing-value', ...place, detail: frame.word?.image ?? 'lambda' });
    }
    if (frame.loop) this.#note({ code: 'missing-value', ...spanOf(frame.loop), detail: 'for' });
    frame.loop = undefined;
    frame.word = undefined;
    frame.choices = 0;
    if (frame.opaque) {
      const parts = value ? [...frame.parts, value] : [...frame.parts];
      const offset = parts[0]?.offset ?? this.#end;
      value = { kind: 'opaque', parts, offset, end: parts.at(-1)?.end ?? offset };
      frame.parts.length = 0;
      frame.opaque = frame.comprehension;
      frame.lambdas = 0;
    }
    if (frame.colon) {
      if (!value && frame.key && frame.open?.image === '{')
        this.#note({ code: 'missing-value', offset: frame.key.offset, end: frame.key.end, detail: ':' });
      const { key } = frame;
      const offset = Math.min(key?.offset ?? this.#end, value?.offset ?? this.#end);
      const end = Math.max(offset, key?.end ?? 0, value?.end ?? 0);
      value = { kind: 'pair', key: frame.key, value, offset, end };
      frame.colon = false;
      frame.key = undefined;
    }
    if (frame.keyword) {
      const name = frame.keyword;
      if (!value) this.#note({ code: 'missing-value', offset: name.offset, end: name.end, detail: '=' });
      value = { kind: 'keyword', name, value, offset: name.offset, end: value?.end ?? name.end };
      frame.keyword = undefined;
    }
    const before = frame.items.at(-1);
    const isStarred = value?.kind === 'unary' && value.operator.startsWith('*');
    if (value && before?.kind === 'keyword' && value.kind !== 'keyword' && !isStarred)
      this.#note({ code: 'unexpected-text', offset: value.offset, end: value.end });
    if (value) frame.items.push(value);
  }

  #comma(token: IToken): void {
    const frame = this.#frame;
    const empty = frame.operandNext && frame.waiting.length === 0 && !frame.opaque && !frame.keyword && !frame.colon;
    if (empty) this.#note({ code: 'extra-comma', ...spanOf(token) });
    if (frame.lambdas > 0 && !frame.operandNext) {
      this.#keepPart();
      return;
    }
    this.#finishItem();
    frame.commas.push(token.startOffset);
  }

  #colon(token: IToken): boolean {
    const frame = this.#frame;
    if (frame.lambdas > 0) {
      frame.lambdas--;
      this.#keepPart();
      frame.word = token;
      return true;
    }
    if (frame.open && frame.open.image !== '(' && (frame.open.image === '{' || frame.owner)) {
      const key = this.#finishOperators();
      if (frame.colon && key) frame.parts.push(key);
      else frame.key = key;
      frame.colon = true;
      frame.pairs = true;
      return true;
    }
    this.#note({ code: 'unexpected-text', ...spanOf(token), detail: ':' });
    return false;
  }

  #assign(token: IToken): boolean {
    const frame = this.#frame;
    const name = frame.operands[0];
    const plain = frame.operands.length === 1 && frame.waiting.length === 0 && name?.kind === 'name';
    if (
      frame.open?.image === '(' &&
      plain &&
      !frame.opaque &&
      token.image === '=' &&
      !frame.keyword &&
      name?.kind === 'name'
    ) {
      frame.keyword = name;
      frame.operands = [];
      frame.operandNext = true;
      return true;
    }
    if (frame.lambdas > 0) {
      this.#keepPart();
      return true;
    }
    this.#note({ code: 'unexpected-text', ...spanOf(token), detail: token.image });
    if (frame.open) frame.operandNext || this.#finishItem();
    return false;
  }

  #dot(token: IToken, tokens: readonly IToken[], at: number): boolean {
    const frame = this.#frame;
    const object = frame.operands.at(-1);
    if (frame.operandNext || !object) return this.#unquoted(token);
    const next = tokens[at + 1];
    const named = next?.tokenType === lex.Word && !KEYWORDS.has(next.image);
    const name: CfgName | undefined = named ? { kind: 'name', ...spanOf(next) } : undefined;
    if (!named) this.#note({ code: 'missing-value', ...spanOf(token), detail: '.' });
    const end = name?.end ?? token.startOffset + 1;
    frame.operands[frame.operands.length - 1] = { kind: 'attribute', object, name, offset: object.offset, end };
    if (named) this.#skip = next;
    return true;
  }

  /** The word behind a dot, which #dot has taken already. */
  #skip: IToken | undefined;

  #odd(token: IToken): boolean {
    const frame = this.#frame;
    if (token.image === '`') {
      frame.opaque = true;
      if (frame.operandNext) return true;
      this.#keepPart();
      frame.operandNext = false;
      frame.operands.push({ kind: 'opaque', parts: [], ...spanOf(token) });
      return true;
    }
    this.#note({ code: 'unexpected-text', ...spanOf(token), detail: token.image });
    return false;
  }

  #open(token: IToken): boolean {
    const frame = this.#frame;
    let owner: CfgExpression | undefined;
    if (!frame.operandNext) {
      const last = frame.operands.at(-1);
      if (token.image === '{') {
        if (!frame.open) {
          this.#note({ code: 'unexpected-text', ...spanOf(token), ...(last && { related: last }) });
          return false;
        }
        this.#note({ code: 'missing-comma', offset: (last ?? spanOf(token)).offset, end: (last ?? spanOf(token)).end });
        this.#finishItem();
      } else {
        owner = frame.operands.pop();
        frame.operandNext = true;
      }
    }
    this.#frames.push(frame);
    this.#frame = newFrame(token, owner);
    return true;
  }

  #close(token: IToken): boolean {
    const open = this.#frame.open;
    if (!open) {
      this.#note({ code: 'stray-bracket', ...spanOf(token), detail: token.image });
      return false;
    }
    if (CLOSER[open.image] !== token.image) {
      const known = this.#frames.slice(-100).some((frame) => frame.open && CLOSER[frame.open.image] === token.image);
      if (!known) {
        this.#note({ code: 'stray-bracket', ...spanOf(token), detail: token.image, related: spanOf(open) });
        return true;
      }
      while (this.#frame.open && CLOSER[this.#frame.open.image] !== token.image)
        this.#closeFrame(false, token.startOffset);
    }
    this.#closeFrame(true, endOf(token));
    return true;
  }

  #closeFrame(closed: boolean, end: number): void {
    const frame = this.#frame;
    const open = frame.open as IToken;
    const [comma] = frame.commas;
    if (
      frame.comprehension &&
      open.image === '[' &&
      frame.operandNext &&
      frame.commas.length === 1 &&
      comma !== undefined
    )
      this.#note({ code: 'extra-comma', offset: comma, end: comma + 1 });
    if (!frame.operandNext || frame.waiting.length > 0 || frame.opaque || frame.colon || frame.keyword)
      this.#finishItem();
    if (!closed) {
      const inner = frame.items.at(-1);
      this.#note({ code: 'unclosed-bracket', ...spanOf(open), detail: open.image, ...(inner && { related: inner }) });
    }
    if (closed && frame.owner && open.image === '[' && frame.items.length === 0)
      this.#note({ code: 'missing-value', ...spanOf(open), detail: '[' });
    const node = bracketNode(frame, open, closed, end);
    this.#frame = this.#frames.pop() as Frame;
    this.#operand(node);
  }

  #finishTop(): CfgExpression | undefined {
    const frame = this.#frame;
    if (!frame.operandNext || frame.waiting.length > 0 || frame.opaque) this.#finishItem();
    const first = frame.items[0];
    if (frame.commas.length === 0 && frame.items.length <= 1) return first;
    const offset = first?.offset ?? this.#end;
    const end = Math.max(frame.items.at(-1)?.end ?? offset, (frame.commas.at(-1) ?? offset - 1) + 1);
    return { kind: 'tuple', items: frame.items, commas: frame.commas, closed: true, offset, end };
  }
}

/** `not` behind a value, as long as its `in` has not come. */
function isHalfNotIn({ operator, span }: Waiting): boolean {
  return operator === 'not in' && span.end - span.offset === 3;
}

function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

function binary(operator: Waiting, left: CfgExpression, right: CfgExpression | undefined): CfgExpression {
  return {
    kind: 'binary',
    operator: operator.operator,
    operatorSpan: operator.span,
    left,
    right,
    offset: left.offset,
    end: right?.end ?? operator.span.end,
  };
}

function bracketNode(frame: Frame, open: IToken, closed: boolean, end: number): CfgExpression {
  const { items, commas, owner } = frame;
  const offset = owner?.offset ?? open.startOffset;
  if (owner && open.image === '(') return { kind: 'call', callee: owner, args: items, closed, offset, end };
  if (owner) return { kind: 'subscript', object: owner, index: items, closed, offset, end };
  if (open.image === '(' && commas.length === 0 && items.length === 1)
    return { kind: 'group', inner: items[0], closed, offset, end };
  const pairs = frame.pairs || items.length === 0;
  const kind = open.image === '[' ? 'list' : open.image === '(' ? 'tuple' : pairs ? 'dict' : 'set';
  return { kind, items, commas, closed, offset, end };
}

/**
 * Reads one value out of the tokens `from` (inclusive) to `to` (exclusive); line breaks among them count as blanks.
 * `broken` is true when something in it fits nowhere.
 */
export function readExpression(
  tokens: readonly IToken[],
  from: number,
  to: number,
  note: Note,
): { value: CfgExpression | undefined; broken: boolean } {
  return new ExpressionReader(note).read(tokens, from, to);
}
