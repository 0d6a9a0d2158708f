/** Turns the text of a domU file into its tree: logical lines, statements, indented blocks. Never fails, never recurses. */
import { EOF, type IToken } from 'chevrotain';
import type { Span, SyntaxProblem } from '../span.ts';
import { type CfgProblemCode, KEYWORDS, readExpression, spanOf } from './expression.ts';
import { foreignFormat } from './foreign.ts';
import { CfgGrammar } from './grammar.ts';
import * as lex from './lexer.ts';
import type { CfgAssignment, CfgBlock, CfgBroken, CfgExpression, CfgName, CfgStatement, CfgTree } from './tree.ts';

export type { CfgProblemCode } from './expression.ts';

let grammar: CfgGrammar | undefined;

type Problem = SyntaxProblem<CfgProblemCode>;

/** What only Python minds about the lines of a file: blocks, their indentation, and what a value is assigned to. */
export interface LayoutProblem extends Span {
  readonly code:
    | 'missing-indentation'
    | 'unexpected-indentation'
    | 'uneven-indentation'
    | 'missing-colon'
    | 'lone-semicolon'
    | 'dash-in-key'
    | 'malformed-key'
    | 'unexpected-text';
  readonly related?: Span;
}

const layouts = new WeakMap<CfgTree, readonly LayoutProblem[]>();

/** What Python alone refuses about the tree's lines. */
export function layoutProblems(tree: CfgTree): readonly LayoutProblem[] {
  return layouts.get(tree) ?? [];
}

const BLOCK_WORDS = new Set<string>([
  'if',
  'elif',
  'else',
  'for',
  'while',
  'def',
  'try',
  'except',
  'finally',
  'with',
  'class',
]);
/** Blocks that say something between their word and the colon. */
const HEADED = new Set<string>(['if', 'elif', 'while', 'for', 'with', 'def', 'class']);
const SIMPLE_WORDS = new Set([
  'import',
  'from',
  'return',
  'raise',
  'pass',
  'global',
  'nonlocal',
  'del',
  'print',
  'assert',
  'exec',
  'break',
  'continue',
  'yield',
]);
/** Words that begin a line of their own even when a bracket before it was left open. */
const BEGINNERS = new Set(['import', 'def', 'class', 'return', 'raise', 'pass', 'global', 'del']);

interface OpenBlock {
  readonly indent: number;
  readonly keyword: CfgBlock['keyword'];
  readonly head: readonly CfgExpression[];
  readonly binds: readonly CfgName[];
  readonly offset: number;
  readonly headEnd: number;
  readonly colon: boolean;
  readonly body: CfgStatement[];
  bodyIndent: number;
}

interface OpenBracket {
  readonly token: IToken;
  readonly call: boolean;
}

class TreeBuilder {
  readonly problems: Problem[] = [];
  readonly layout: LayoutProblem[] = [];
  readonly statements: CfgStatement[] = [];
  python = false;
  readonly #text: string;
  readonly #tokens: readonly IToken[];
  readonly #blocks: OpenBlock[] = [];
  #brackets: OpenBracket[] = [];
  #line: IToken[] = [];
  /** The block that this line opened and that has its body on the line too: all of `if a: b = 1; c = 2`. */
  #inline: OpenBlock | undefined;
  #index = -1;
  /** Column of the statements outside blocks: 0, or what the file's last complaint about it found. */
  #base = 0;
  readonly #note = (problem: Problem): void => {
    this.problems.push(problem);
  };

  constructor(text: string, tokens: readonly IToken[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  take(token: IToken): void {
    this.#index++;
    const { tokenType } = token;
    if (tokenType === lex.Newline) {
      if (this.#brackets.length === 0 || this.#statementFollows()) this.#flush();
      return;
    }
    if (tokenType === lex.Open) {
      const before = this.#line.at(-1);
      const call = token.image === '(' && (before?.tokenType === lex.Word || before?.tokenType === lex.Close);
      this.#brackets.push({ token, call });
    } else if (tokenType === lex.Close) this.#brackets.pop();
    this.#line.push(token);
  }

  finish(): void {
    this.#flush();
    while (this.#blocks.length > 0) this.#endBlock(this.#text.length);
  }

  /** Whether the line behind this break clearly begins a statement, so that an open bracket must have ended before. */
  #statementFollows(): boolean {
    const first = this.#tokens[this.#index + 1];
    if (first?.tokenType !== lex.Word) return false;
    let at = this.#index + 2;
    while (this.#tokens[at]?.tokenType === lex.Dot && this.#tokens[at + 1]?.tokenType === lex.Word) at += 2;
    const next = this.#tokens[at];
    const top = this.#brackets.at(-1);
    const column = this.#column(first);
    if (next?.tokenType === lex.Assign) {
      if (!top?.call) return true;
      return column === 0 && next.image === '=' && this.#line.at(-1)?.tokenType !== lex.Comma;
    }
    return column === 0 && BEGINNERS.has(first.image) && next !== undefined && next.tokenType === lex.Word;
  }

  #column(token: IToken): number {
    let column = 0;
    const start = lineStart(this.#text, token.startOffset);
    for (let at = start; at < token.startOffset; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 9) column = column - (column % 8) + 8;
      else if (code === 12) column = 0;
      else if (code !== 0xfeff) column++;
    }
    return column;
  }

  #flush(): void {
    const line = this.#line;
    this.#line = [];
    this.#brackets = [];
    const first = line[0];
    if (!first) return;
    this.#indent(first);
    let from = 0;
    let depth = 0;
    for (let at = 0; at < line.length; at++) {
      const { tokenType, image } = line[at] as IToken;
      if (image === 'yield' && tokenType === lex.Word) this.#onlyInFunction(line[at] as IToken);
      if (tokenType === lex.Open) depth++;
      else if (tokenType === lex.Close) depth = Math.max(0, depth - 1);
      else if (tokenType === lex.Semicolon && depth === 0) {
        if (at === from) this.layout.push({ code: 'lone-semicolon', ...spanOf(line[at] as IToken) });
        from = this.#statement(line, from, at);
        from = at + 1;
      }
    }
    this.#statement(line, from, line.length);
    const inline = this.#inline;
    this.#inline = undefined;
    while (inline && this.#blocks.includes(inline)) this.#endBlock(this.#text.length);
  }

  /** Ends the blocks that this line does not belong to any more. */
  #indent(first: IToken): void {
    const indent = this.#column(first);
    let mine = this.#blocks.at(-1);
    if (mine && mine.bodyIndent < 0) {
      if (indent > mine.indent) {
        mine.bodyIndent = indent;
        return;
      }
      const head = { offset: mine.offset, end: mine.headEnd };
      if (mine.colon) this.layout.push({ code: 'missing-indentation', ...spanOf(first), related: head });
      this.#endBlock(mine.headEnd);
      mine = this.#blocks.at(-1);
    }
    let ended = false;
    while (mine && indent < mine.bodyIndent) {
      this.#endBlock(first.startOffset);
      ended = true;
      mine = this.#blocks.at(-1);
    }
    if (!mine && indent < this.#base) this.#base = indent;
    const expected = mine ? mine.bodyIndent : this.#base;
    if (indent !== expected) {
      if (mine) mine.bodyIndent = indent;
      else this.#base = indent;
      this.layout.push({ code: ended ? 'uneven-indentation' : 'unexpected-indentation', ...spanOf(first) });
    }
  }

  #endBlock(limit: number): void {
    const block = this.#blocks.pop() as OpenBlock;
    const { keyword, head, binds, body, offset } = block;
    if (block.colon && body.length === 0 && limit === this.#text.length)
      this.layout.push({ code: 'missing-indentation', offset, end: block.headEnd });
    const end = Math.min(limit, Math.max(block.headEnd, body.at(-1)?.end ?? 0));
    this.#add({ kind: 'block', keyword, head, body, binds, offset, end });
  }

  #add(statement: CfgStatement): void {
    (this.#blocks.at(-1)?.body ?? this.statements).push(statement);
  }

  /** Reads one statement out of a line; gives back where the next one begins. */
  #statement(line: readonly IToken[], from: number, to: number): number {
    const first = line[from];
    if (!first || from >= to) return to;
    const { image } = first;
    const word = first.tokenType === lex.Word;
    const assigned = line[from + 1]?.tokenType === lex.Assign || line[from + 1]?.tokenType === lex.Dot;
    if (word && BLOCK_WORDS.has(image) && !assigned) return this.#block(line, from, to);
    if (first.image === '@') this.#simple('@', line, from + 1, to, first);
    else if (word && SIMPLE_WORDS.has(image) && !assigned && !this.#isCall(line, from))
      this.#simple(image, line, from + 1, to, first);
    else this.#assignment(line, from, to);
    return to;
  }

  #isCall(line: readonly IToken[], from: number): boolean {
    const next = line[from + 1]?.image;
    return (line[from]?.image === 'print' || line[from]?.image === 'exec') && next === '(';
  }

  #block(line: readonly IToken[], from: number, to: number): number {
    const first = line[from] as IToken;
    const colon = headColon(line, from + 1, to);
    const keyword = first.image as CfgBlock['keyword'];
    const headTo = colon < 0 ? to : colon;
    const binds = boundNames(keyword, line, from, headTo);
    const { value } = this.#headValue(keyword, line, from + 1, headTo);
    const headEnd = spanOf(line[Math.min(headTo, to - 1)] as IToken).end;
    const head = value ? [value] : [];
    if (colon >= 0 && HEADED.has(keyword) && headTo === from + 1)
      this.layout.push({ code: 'unexpected-text', ...spanOf(first) });
    if (keyword === 'for' && line[from + 1]?.image === 'lambda')
      this.layout.push({ code: 'unexpected-text', ...spanOf(line[from + 1] as IToken) });
    const odd = keyword === 'def' ? oddParameter(line.slice(from + 1, headTo)) : undefined;
    if (odd) this.layout.push({ code: 'unexpected-text', ...spanOf(odd) });
    if (keyword === 'for' && !line.slice(from, headTo).some(({ image }) => image === 'in'))
      this.layout.push({ code: 'unexpected-text', ...spanOf(first) });
    if (colon < 0) this.layout.push({ code: 'missing-colon', offset: first.startOffset, end: headEnd });
    else this.python = true;
    const block: OpenBlock = {
      indent: this.#blockIndent(line),
      keyword,
      head,
      binds,
      offset: first.startOffset,
      headEnd,
      colon: colon >= 0,
      body: [],
      bodyIndent: -1,
    };
    this.#blocks.push(block);
    if (colon >= 0 && colon + 1 < to) {
      this.#inlineBody(line, colon + 1, to);
      this.#inline ??= block;
    }
    return to;
  }

  /** What stands behind the colon on the same line; Python wants no second block there. */
  #inlineBody(line: readonly IToken[], from: number, to: number): void {
    const first = line[from] as IToken;
    const word = first.tokenType === lex.Word && BLOCK_WORDS.has(first.image);
    if (!word || line[from + 1]?.tokenType === lex.Assign) {
      this.#statement(line, from, to);
      return;
    }
    this.layout.push({ code: 'unexpected-text', ...spanOf(first) });
    const { end } = spanOf(line[to - 1] as IToken);
    this.#add({ kind: 'broken', expressions: [], offset: first.startOffset, end });
  }

  #blockIndent(line: readonly IToken[]): number {
    return this.#column(line[0] as IToken);
  }

  #headValue(keyword: string, line: readonly IToken[], from: number, to: number) {
    if (from >= to || keyword === 'class') return { value: undefined, broken: false };
    return readExpression(line, from, to, this.#note);
  }

  #simple(keyword: string, line: readonly IToken[], from: number, to: number, first: IToken): void {
    const last = spanOf(line[to - 1] as IToken);
    const binds = boundNames(keyword, line, from, to);
    if (keyword === 'return') this.#onlyInFunction(first);
    if (keyword === 'import' || keyword === 'from') {
      const odd = line.slice(from, to).find((token) => !isImported(token));
      if (odd || (keyword === 'import' && binds.length === 0))
        this.layout.push({ code: 'unexpected-text', ...spanOf(odd ?? first) });
    }
    const silent = keyword === 'import' || keyword === 'from' || keyword === 'print' || keyword === 'global';
    const { value, broken } = readExpression(line, from, to, silent ? () => {} : this.#note);
    this.python ||= silent ? binds.length > 0 || keyword === 'print' : !broken;
    const expressions = value && !silent ? [value] : [];
    this.#add({ kind: 'simple', keyword, expressions, binds, offset: first.startOffset, end: last.end });
  }

  #onlyInFunction(token: IToken): void {
    if (!this.#blocks.some((block) => block.keyword === 'def'))
      this.layout.push({ code: 'unexpected-text', ...spanOf(token) });
  }

  #assignment(line: readonly IToken[], from: number, to: number): void {
    const marks = assignMarks(line, from, to);
    const first = line[from] as IToken;
    const last = spanOf(line[to - 1] as IToken);
    const span = { offset: first.startOffset, end: last.end };
    const mark = marks[0];
    if (mark === undefined) {
      const { value, broken } = readExpression(line, from, to, this.#note);
      const expressions = value ? [value] : [];
      if (broken) this.#add({ kind: 'broken', expressions, ...span } satisfies CfgBroken);
      else {
        this.python ||= value?.kind === 'call' && value.closed;
        this.#add({ kind: 'simple', keyword: '', expressions, binds: [], ...span });
      }
      return;
    }
    const targets: CfgExpression[] = [];
    let start = from;
    let broken = false;
    for (const at of marks) {
      const target = this.#target(line, start, at);
      if (target) targets.push(target);
      else broken = true;
      start = at + 1;
    }
    const operator = line[marks.at(-1) as number] as IToken;
    const value = this.#value(line, start, to, operator);
    const target = targets[0];
    const several = target?.kind === 'tuple' || target?.kind === 'list';
    if (several && operator.image !== '=')
      this.layout.push({ code: 'malformed-key', offset: target.offset, end: target.end });
    if (broken || !target) {
      this.#note({ code: 'unexpected-text', ...spanOf(operator), detail: operator.image });
      this.#add({ kind: 'broken', expressions: value ? [...targets, value] : targets, ...span });
      return;
    }
    this.python ||= onlyPython(this.#text, value);
    this.#add({
      kind: 'assignment',
      target,
      chained: targets.slice(1),
      operator: (line[mark] as IToken).image,
      operatorSpan: spanOf(line[mark] as IToken),
      value,
      ...span,
    } satisfies CfgAssignment);
  }

  #value(line: readonly IToken[], start: number, to: number, operator: IToken): CfgExpression | undefined {
    if (start >= to) {
      this.#note({ code: 'missing-value', ...spanOf(operator), detail: operator.image });
      return undefined;
    }
    return readExpression(line, start, to, this.#note).value;
  }

  /** The left side of `=`. `vif.default.bridge`, written without blanks, is one key for xl and is kept as one name. */
  #target(line: readonly IToken[], from: number, to: number): CfgExpression | undefined {
    if (from >= to) return undefined;
    const first = line[from] as IToken;
    const offset = first.startOffset;
    const { end } = spanOf(line[to - 1] as IToken);
    if (first.tokenType === lex.Word && to - from <= 40 && /^[a-z][._0-9a-z]*$/.test(this.#text.slice(offset, end))) {
      if (KEYWORDS.has(first.image) || /\.(?:[0-9.]|$)/.test(this.#text.slice(offset, end)))
        this.layout.push({ code: 'malformed-key', offset, end });
      return { kind: 'name', offset, end };
    }
    const before = this.problems.length;
    const { value, broken } = readExpression(line, from, to, this.#note);
    this.problems.length = broken ? before : this.problems.length;
    if (value && !broken && !isAssignable(value)) this.layout.push({ code: keyFault(value), offset, end });
    return broken ? undefined : value;
  }
}

/** The first token that fits neither a function's name, its bracket nor a parameter in it. */
function oddParameter(head: readonly IToken[]): IToken | undefined {
  if (head[0]?.tokenType !== lex.Word) return head[0];
  if (head[1]?.image !== '(') return head[1] ?? head[0];
  let depth = 0;
  let inDefault = false;
  let named = false;
  for (const token of head.slice(1)) {
    if (token.tokenType === lex.Open) depth++;
    if (token.tokenType === lex.Close) depth--;
    if (depth > 1 || token.tokenType === lex.Open || token.tokenType === lex.Close) continue;
    if (token.tokenType === lex.Comma) {
      inDefault = false;
      named = false;
    } else if (inDefault) continue;
    else if (token.image === '=' && named) inDefault = true;
    else if (token.tokenType === lex.Word && !named && !KEYWORDS.has(token.image)) named = true;
    else if (named || (token.image !== '*' && token.image !== '**')) return token;
  }
  return undefined;
}

/** What may stand in an import: names, dots, commas, brackets and the star. */
function isImported({ tokenType, image }: IToken): boolean {
  return tokenType === lex.Word || tokenType === lex.Dot || tokenType === lex.Comma || '()*'.includes(image);
}

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text.charCodeAt(at - 1) !== 10 && text.charCodeAt(at - 1) !== 13) at--;
  return at;
}

/** Index of the colon that ends a block's head, or -1. */
function headColon(line: readonly IToken[], from: number, to: number): number {
  let depth = 0;
  let lambdas = 0;
  for (let at = from; at < to; at++) {
    const { tokenType, image } = line[at] as IToken;
    if (tokenType === lex.Open) depth++;
    else if (tokenType === lex.Close) depth--;
    else if (depth > 0) continue;
    else if (tokenType === lex.Word && image === 'lambda') lambdas++;
    else if (tokenType === lex.Colon && lambdas-- <= 0) return at;
  }
  return -1;
}

/** Whether Python can assign to it: a name, an attribute, an item, or several of them. */
function isAssignable(target: CfgExpression): boolean {
  switch (target.kind) {
    case 'name':
    case 'attribute':
    case 'subscript':
      return true;
    case 'group':
      return target.inner === undefined || ASSIGNABLE.has(target.inner.kind);
    case 'list':
    case 'tuple':
      return target.items.every((item) => ASSIGNABLE.has(item.kind));
    default:
      return false;
  }
}

const ASSIGNABLE = new Set<CfgExpression['kind']>(['name', 'attribute', 'subscript', 'group', 'list', 'tuple']);

function keyFault(target: CfgExpression): LayoutProblem['code'] {
  const dashed = target.kind === 'binary' && target.operator === '-';
  return dashed && target.operatorSpan.offset === target.left.end && target.right?.kind === 'name'
    ? 'dash-in-key'
    : 'malformed-key';
}

/** Indices of the `=`, `+=`, … outside brackets. */
function assignMarks(line: readonly IToken[], from: number, to: number): number[] {
  const marks: number[] = [];
  let depth = 0;
  let lambda = false;
  for (let at = from; at < to; at++) {
    const { tokenType, image } = line[at] as IToken;
    if (tokenType === lex.Open) depth++;
    else if (tokenType === lex.Close) depth = Math.max(0, depth - 1);
    else if (depth > 0) continue;
    else if (tokenType === lex.Word && image === 'lambda') lambda = true;
    else if (tokenType === lex.Colon) lambda = false;
    else if (tokenType === lex.Assign && !lambda && (marks.length === 0 || image === '=')) {
      marks.push(at);
      if (image !== '=') break;
    }
  }
  return marks;
}

/** The names that a head or a statement with a keyword binds. */
function boundNames(keyword: string, line: readonly IToken[], from: number, to: number): CfgName[] {
  const words = (start: number, end: number) =>
    line
      .slice(start, end)
      .filter((token) => token.tokenType === lex.Word)
      .map((token): CfgName => ({ kind: 'name', ...spanOf(token) }));
  const find = (word: string) => {
    for (let at = from; at < to; at++) if (line[at]?.image === word) return at;
    return -1;
  };
  switch (keyword) {
    case 'def':
    case 'class':
      return words(from + 1, to);
    case 'for':
      return words(from + 1, find('in') < 0 ? to : find('in'));
    case 'with':
    case 'except': {
      const as = find('as');
      const comma = find(',');
      return as >= 0 ? words(as + 1, to) : comma >= 0 ? words(comma + 1, to) : [];
    }
    case 'import':
    case 'global':
    case 'del':
      return words(from, to);
    case 'from': {
      const at = find('import');
      return at < 0 ? [] : words(at + 1, to);
    }
    default:
      return [];
  }
}

/** Whether a value surely is Python, and not a word or a number that somebody forgot to quote. */
function onlyPython(text: string, value: CfgExpression | undefined): boolean {
  if (!value) return false;
  const pending: CfgExpression[] = [value];
  for (let count = 0; pending.length > 0 && count < 10_000; count++) {
    const one = pending.pop() as CfgExpression;
    if (one.kind === 'call') return one.closed;
    if (one.kind === 'subscript') return one.closed;
    if (one.kind === 'binary' && isArithmetic(one.operator, one.left, one.right)) return true;
    if (one.kind === 'opaque' && one.parts.length > 1 && !lex.CURLY.includes(text.charAt(one.offset))) return true;
    if (one.kind === 'list' || one.kind === 'tuple') for (const item of one.items) pending.push(item);
    else if (one.kind === 'group' && one.inner) pending.push(one.inner);
    else if (one.kind === 'binary') pending.push(one.left, ...(one.right ? [one.right] : []));
  }
  return false;
}

function isArithmetic(operator: string, left: CfgExpression, right: CfgExpression | undefined): boolean {
  if (!right || !'+*%'.includes(operator)) return false;
  const literal = (one: CfgExpression) => one.kind === 'string' || one.kind === 'number' || one.kind === 'list';
  return literal(left) || (operator === '+' && literal(right));
}

/** Parses a domU, xl.conf or cpupool file. Total: any text gives a tree, and what is wrong stands in `problems`. */
export function parseCfg(text: string): CfgTree {
  const { tokens, groups } = lex.lexer.tokenize(text);
  const comments = (groups.comments ?? []).map(spanOf);
  const foreign = foreignFormat(text, tokens);
  if (foreign) return { text, statements: [], comments, problems: [foreign], python: false };
  const builder = new TreeBuilder(text, tokens);
  grammar ??= new CfgGrammar(true);
  grammar.read(tokens, (token) => {
    if (token.tokenType !== EOF) builder.take(token);
  });
  builder.finish();
  const problems = builder.problems;
  noteCurly(tokens, problems);
  problems.sort((a, b) => a.offset - b.offset || a.end - b.end);
  const tree: CfgTree = { text, statements: builder.statements, comments, problems, python: builder.python };
  // A byte order mark at the very beginning is all right for Python.
  for (const control of groups.controls ?? [])
    if (control.startOffset > 0 || control.image !== '\ufeff')
      builder.layout.push({ code: 'unexpected-text', ...spanOf(control) });
  if (builder.python && builder.layout.length === 0) noteChains(builder.statements, builder.layout);
  layouts.set(tree, builder.layout);
  return tree;
}

/** What each of these blocks must come right behind. */
const CHAINS: Readonly<Record<string, readonly string[]>> = {
  elif: ['if', 'elif'],
  else: ['if', 'elif', 'for', 'while', 'except'],
  except: ['try', 'except'],
  finally: ['try', 'except', 'else'],
};

/** Notes an `else` without its `if` and the like, and a `try` that nothing follows. */
function noteChains(statements: readonly CfgStatement[], layout: LayoutProblem[]): void {
  const pending = [statements];
  for (let body = pending.pop(); body; body = pending.pop()) {
    for (const [index, one] of body.entries()) {
      if (one.kind !== 'block') continue;
      pending.push(one.body);
      const head = { offset: one.offset, end: one.offset + one.keyword.length };
      const before = body[index - 1];
      const wanted = CHAINS[one.keyword];
      if (wanted && !(before?.kind === 'block' && wanted.includes(before.keyword)))
        layout.push({ code: 'unexpected-text', ...head });
      const after = body[index + 1];
      if (
        one.keyword === 'try' &&
        !(after?.kind === 'block' && (after.keyword === 'except' || after.keyword === 'finally'))
      )
        layout.push({ code: 'unexpected-text', ...head });
    }
  }
}

function noteCurly(tokens: readonly IToken[], problems: Problem[]): void {
  for (const token of tokens)
    if (token.tokenType === lex.Curly) problems.push({ code: 'typographic-quotes', ...spanOf(token) });
}
