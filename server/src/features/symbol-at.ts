/** The one answer to "what is at the cursor", for completion, hover and whatever else asks. */
import type { CfgFile, InterfacesFile, SourceFile, SxpFile, XlConfFile } from '../model/source-file.ts';
import { keyValueOf, type SpecString, slotAt, specStringAt, toolstackOf } from '../model/spec-strings.ts';
import type { CfgAssignment, CfgExpression, CfgList, CfgStatement, CfgString, CfgTree } from '../syntax/cfg/tree.ts';
import { assignedName } from '../syntax/cfg/tree.ts';
import { type Span, touches } from '../syntax/span.ts';
import type { SpecName } from '../syntax/spec/languages.ts';
import type { SxpItem, SxpList, SxpTree } from '../syntax/sxp/tree.ts';
import { textOf } from '../syntax/sxp/tree.ts';

/**
 * What the offset touches. `span` is the word there, from its first to behind its last character, empty where nothing
 * is typed yet; `typed` is the part of it before the cursor.
 */
export type SymbolAt =
  | XendOptionSymbol
  | XendValueSymbol
  | CfgKeySymbol
  | CfgValueSymbol
  | SpecSymbol
  | InterfacesSymbol;

interface Word {
  readonly span: Span;
  readonly text: string;
}

/** The name of an option in xend-config.sxp. `bracket` is false at top level, where the form's bracket is still missing. */
export interface XendOptionSymbol extends Word {
  readonly kind: 'xend-option';
  readonly bracket: boolean;
  /** Whether the form has its closing bracket. */
  readonly closed: boolean;
  /** Whether something stands behind the name already. */
  readonly hasValue: boolean;
}

/** A word of an option's value; `index` counts the blank-separated words inside quotes, `quoted` says that there are quotes. */
export interface XendValueSymbol extends Word {
  readonly kind: 'xend-value';
  readonly option: string;
  readonly index: number;
  readonly quoted: boolean;
  /** The first word of the value: the script whose arguments follow. */
  readonly first: string;
  /** In a listener of `xen-api-server`: which of its items this is. */
  readonly item?: string;
}

export interface CfgKeySymbol extends Word {
  readonly kind: 'cfg-key';
  readonly hasValue: boolean;
}

/** A value in a domU file or xl.conf; `quoted` when the cursor is inside quotes, `listed` inside a list. */
export interface CfgValueSymbol extends Word {
  readonly kind: 'cfg-value';
  readonly key: string;
  readonly quoted: boolean;
  readonly listed: boolean;
  /** Between the entries of a list: whether an entry stands before (after) the cursor with no comma between. */
  readonly joins?: { readonly before: boolean; readonly after: boolean };
}

/**
 * Inside one of the small languages in quotes: a sub-key or a bare word, the value of a sub-key, or a word that is known
 * by its place.
 */
export interface SpecSymbol extends Word {
  readonly kind: 'spec-key' | 'spec-value' | 'spec-position';
  /** The key of the file that holds the string: `vif`, `disk`, `pci`, … */
  readonly key: string;
  /** The language of the string. */
  readonly spec: SpecName;
  /** The sub-key at the cursor, or what its place stands for (`target`, `bdf`); empty for a bare word. */
  readonly subkey: string;
  /** Sub-keys and words that the string has elsewhere, and what its words that are known by their place stand for. */
  readonly present: readonly string[];
  /** Number of the part at the cursor, from 0. */
  readonly part: number;
  /** The string's text, without quotes. */
  readonly string: Span;
  /** Position of the string in its list, from 0. */
  readonly entry: number;
}

export interface InterfacesSymbol extends Word {
  readonly kind: 'interfaces-keyword' | 'interfaces-option' | 'interfaces-argument' | 'interfaces-value';
  /** The keyword of the stanza (`iface`), or the option whose value this is. */
  readonly of: string;
  readonly index: number;
}

/** What the offset touches in the file; undefined in comments and where nothing of ours stands. */
export function symbolAt(file: SourceFile, offset: number): SymbolAt | undefined {
  if (inComment(file, offset)) return undefined;
  switch (file.language) {
    case 'xend-sxp':
      return sxpSymbol(file, offset);
    case 'xen-interfaces':
      return interfacesSymbol(file, offset);
    default:
      return cfgSymbol(file, offset);
  }
}

function inComment(file: SourceFile, offset: number): boolean {
  return file.tree.comments.some((comment) => comment.offset < offset && offset <= comment.end);
}

/** The characters of a word around the offset, going no further than `within`. */
function wordAround(text: string, offset: number, part: RegExp, within: Span): Word {
  let start = offset;
  let end = offset;
  while (start > within.offset && part.test(text[start - 1] ?? '')) start--;
  while (end < within.end && part.test(text[end] ?? '')) end++;
  return { span: { offset: start, end }, text: text.slice(start, end) };
}

// ---- S-expressions

function sxpSymbol(file: SxpFile, offset: number): SymbolAt | undefined {
  const { tree, text, facts } = file;
  // A guest as xend writes it down has names of its own, some of which are options of xend's as well.
  if (!facts.xend) return undefined;
  const top = tree.items.find((item) => holds(tree, item, offset));
  if (top?.kind !== 'list') {
    const atom = top?.kind === 'atom' ? top : undefined;
    if (top && !atom) return undefined;
    const span = atom ?? { offset, end: offset };
    return {
      kind: 'xend-option',
      span: { offset: span.offset, end: span.end },
      text: text.slice(span.offset, span.end),
      bracket: false,
      closed: false,
      hasValue: false,
    };
  }
  const [name, ...values] = top.items;
  if (!name || offset < name.offset || (touches(name, offset) && name.kind !== 'list')) {
    const span = name && name.kind !== 'list' && touches(name, offset) ? name : { offset, end: offset };
    return {
      kind: 'xend-option',
      span: { offset: span.offset, end: span.end },
      text: text.slice(span.offset, span.end),
      bracket: true,
      closed: top.closed,
      hasValue: values.length > 0,
    };
  }
  const option = textOf(name);
  if (option === undefined) return undefined;
  const value = values.find((item) => touches(item, offset));
  if (value?.kind === 'list')
    return option === 'xen-api-server' ? listenerItem(text, option, value, offset) : undefined;
  const index = values.filter((item) => item.end < offset).length;
  return xendValue(text, option, value, offset, values[0], index);
}

const LISTENER = ['listener', 'auth', 'hosts', 'key', 'certificate'];

/** `((9363 pam '^localhost$') (unix none))`: the item of one listener. */
function listenerItem(text: string, option: string, list: SxpList, offset: number): SymbolAt | undefined {
  const listener = list.items.find((item) => item.kind === 'list' && item.offset < offset && touches(item, offset));
  if (listener?.kind !== 'list' || (listener.closed && offset === listener.end)) return undefined;
  const at = listener.items.findIndex((item) => touches(item, offset));
  const typed = listener.items[at];
  if (typed?.kind === 'list') return undefined;
  const place = at >= 0 ? at : listener.items.filter((item) => item.end < offset).length;
  const item = LISTENER[place];
  const symbol = xendValue(text, option, typed, offset, listener.items[0]);
  return item === undefined || symbol?.kind !== 'xend-value' ? undefined : { ...symbol, item };
}

function holds(tree: SxpTree, item: SxpItem, offset: number): boolean {
  if (item.kind !== 'list') return touches(item, offset);
  if (offset <= item.offset) return false;
  return item.closed ? offset < item.end : offset <= item.end || isBlank(tree.text, item.end, offset);
}

function isBlank(text: string, from: number, to: number): boolean {
  return /^[ \t]*$/.test(text.slice(from, to));
}

function xendValue(
  text: string,
  option: string,
  value: Exclude<SxpItem, SxpList> | undefined,
  offset: number,
  firstItem: SxpItem | undefined,
  unquotedIndex = 0,
): SymbolAt | undefined {
  const first = firstItem && firstItem.kind !== 'list' ? (firstItem.value.split(/\s/, 1)[0] ?? '') : '';
  if (value?.kind === 'string') {
    const inside = { offset: value.offset + 1, end: value.closed ? value.end - 1 : value.end };
    if (!touches(inside, offset)) return undefined;
    const word = wordAround(text, offset, /[^\s'"]/, inside);
    const before = text.slice(inside.offset, word.span.offset).split(/\s+/).filter(Boolean).length;
    return { kind: 'xend-value', ...word, option, index: before, quoted: true, first };
  }
  const span = value ? { offset: value.offset, end: value.end } : { offset, end: offset };
  return {
    kind: 'xend-value',
    span,
    text: text.slice(span.offset, span.end),
    option,
    index: unquotedIndex,
    quoted: false,
    first,
  };
}

// ---- domU files, xl.conf, cpupools

function cfgSymbol(file: CfgFile | XlConfFile, offset: number): SymbolAt | undefined {
  const { tree, text } = file;
  const statement = statementAt(tree.statements, text, offset);
  if (statement?.kind === 'assignment') return assignmentSymbol(file, statement, offset);
  const added = statement && keyValueOf(tree, statement);
  const string = added?.value && specStringAt(file, added.key, added.value, offset);
  if (string) return specSymbol(file, string, offset);
  if (statement && isOpen(statement)) return undefined;
  const line = lineAround(text, offset);
  const word = wordAround(text, offset, /[\w.-]/, line);
  // A key can only begin a line (or stand alone in it); anywhere else nothing of ours is expected.
  if (!isBlank(text, line.offset, word.span.offset) || isContinued(text, line.offset)) return undefined;
  return { kind: 'cfg-key', ...word, hasValue: /^[ \t]*\+?=/.test(text.slice(word.span.end, word.span.end + 80)) };
}

function statementAt(statements: readonly CfgStatement[], text: string, offset: number): CfgStatement | undefined {
  let list = statements;
  for (;;) {
    const found = lastBefore(list, offset);
    if (!found) return undefined;
    if (found.kind === 'block' && found.body.length > 0 && offset >= (found.body[0]?.offset ?? 0)) {
      list = found.body;
      continue;
    }
    if (offset <= found.end || isBlank(text, found.end, offset)) return found;
    return isOpen(found) && text.slice(found.end, offset).trim() === '' ? found : undefined;
  }
}

/** Whether a bracket of the statement still waits for its partner: what follows then goes on with it. */
function isOpen(statement: CfgStatement): boolean {
  switch (statement.kind) {
    case 'assignment':
      return hasOpenBracket(statement.value);
    case 'simple':
      return hasOpenBracket(statement.expressions.at(-1));
    default:
      return statement.kind === 'block' && statement.body.length === 0 && hasOpenBracket(statement.head.at(-1));
  }
}

function hasOpenBracket(expression: CfgExpression | undefined): boolean {
  for (let node = expression; node; node = lastPart(node))
    if ('closed' in node && !node.closed && node.kind !== 'string') return true;
  return false;
}

/** The part of an expression that ends it. */
function lastPart(node: CfgExpression): CfgExpression | undefined {
  switch (node.kind) {
    case 'list':
    case 'tuple':
    case 'dict':
    case 'set':
      return node.items.at(-1);
    case 'group':
      return node.inner;
    case 'call':
      return node.args.at(-1);
    case 'pair':
    case 'keyword':
      return node.value;
    case 'subscript':
      return node.index.at(-1);
    case 'binary':
      return node.right;
    case 'unary':
      return node.operand;
    case 'opaque':
      return node.parts.at(-1);
    default:
      return undefined;
  }
}

/** The last statement that begins at or before the offset; statements are sorted. */
function lastBefore(statements: readonly CfgStatement[], offset: number): CfgStatement | undefined {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return statements[low - 1];
}

function lineAround(text: string, offset: number): Span {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const next = text.indexOf('\n', offset);
  return { offset: start, end: next < 0 ? text.length : next };
}

/** Whether the line that begins at `start` goes on with the one before, which ends with a backslash. */
function isContinued(text: string, start: number): boolean {
  return /\\\r?\n$/.test(text.slice(Math.max(0, start - 3), start));
}

function assignmentSymbol(file: CfgFile | XlConfFile, statement: CfgAssignment, offset: number): SymbolAt | undefined {
  const { tree } = file;
  const key = assignedName(tree, statement);
  if (key === undefined) return undefined;
  if (touches(statement.target, offset)) {
    const { target } = statement;
    return { kind: 'cfg-key', span: { offset: target.offset, end: target.end }, text: key, hasValue: true };
  }
  if (offset < statement.operatorSpan.end) return undefined;
  const string = statement.value && specStringAt(file, key, statement.value, offset);
  if (string) return specSymbol(file, string, offset);
  const found = statement.value && valueAt(statement.value, offset);
  if (!found) {
    const list = statement.value;
    if (list && (list.kind !== 'list' || !isWithin(list, offset))) return undefined;
    return {
      kind: 'cfg-value',
      span: { offset, end: offset },
      text: '',
      key,
      quoted: false,
      listed: list !== undefined,
      ...(list ? { joins: joinsAt(list, offset) } : {}),
    };
  }
  const { node, listed } = found;
  if (node.kind !== 'string') {
    return {
      kind: 'cfg-value',
      span: { offset: node.offset, end: node.end },
      text: tree.text.slice(node.offset, node.end),
      key,
      quoted: false,
      listed,
    };
  }
  return plainString(tree, node, key, listed, offset);
}

/** Whether the offset is between the brackets of a list. */
function isWithin(list: CfgList, offset: number): boolean {
  return offset > list.offset && (!list.closed || offset < list.end);
}

function joinsAt({ items, commas }: CfgList, offset: number): { before: boolean; after: boolean } {
  const before = items.findLast((item) => item.end <= offset);
  const after = items.find((item) => item.offset >= offset);
  const parted = (from: number, to: number) => commas.some((comma) => from <= comma && comma < to);
  return {
    before: before !== undefined && !parted(before.end, offset),
    after: after !== undefined && !parted(offset, after.offset),
  };
}

interface ValueAt {
  readonly node: CfgExpression;
  readonly listed: boolean;
}

/** The string, number or name of the value that the offset touches: the value itself or an entry of its list. */
function valueAt(value: CfgExpression, offset: number): ValueAt | undefined {
  if (value.kind === 'list') {
    const node = value.items.find((item) => touches(item, offset));
    return node && isLeaf(node) ? { node, listed: true } : undefined;
  }
  return touches(value, offset) && isLeaf(value) ? { node: value, listed: false } : undefined;
}

function isLeaf(node: CfgExpression): boolean {
  return node.kind === 'string' || node.kind === 'number' || node.kind === 'name';
}

function isInside(node: CfgString, offset: number): boolean {
  return offset >= node.content.offset && offset <= node.content.end;
}

function plainString(
  tree: CfgTree,
  node: CfgString,
  key: string,
  listed: boolean,
  offset: number,
): SymbolAt | undefined {
  if (!isInside(node, offset)) return undefined;
  const span = { offset: node.content.offset, end: node.content.end };
  return { kind: 'cfg-value', span, text: tree.text.slice(span.offset, span.end), key, quoted: true, listed };
}

function specSymbol(file: CfgFile | XlConfFile, string: SpecString, offset: number): SpecSymbol {
  const { slot, slots } = slotAt(string, toolstackOf(file), offset);
  const present = slots
    .filter((one) => one.part !== slot.part || slot.text === '')
    .filter((one) => one.kind !== 'value' && one.text !== '' && !touches(one, offset))
    .map((one) => (one.kind === 'position' ? one.name : one.text.trim()));
  return {
    kind: slot.kind === 'value' ? 'spec-value' : slot.kind === 'position' ? 'spec-position' : 'spec-key',
    span: { offset: slot.offset, end: slot.end },
    text: slot.text,
    key: string.key,
    spec: string.spec,
    subkey: slot.kind === 'word' ? '' : slot.name,
    present,
    part: slot.part,
    string: string.content,
    entry: string.entry,
  };
}

// ---- interfaces(5)

function interfacesSymbol(file: InterfacesFile, offset: number): SymbolAt | undefined {
  const { tree, text } = file;
  const stanza = tree.stanzas.findLast((one) => one.offset <= offset);
  const word = (span: Span): Word => ({
    span: { offset: span.offset, end: span.end },
    text: text.slice(span.offset, span.end),
  });
  if (stanza) {
    if (touches(stanza.keyword, offset))
      return { kind: 'interfaces-keyword', ...word(stanza.keyword), of: stanza.keyword.text, index: 0 };
    const index = stanza.args.findIndex((arg) => touches(arg, offset));
    const arg = stanza.args[index];
    if (arg) return { kind: 'interfaces-argument', ...word(arg), of: stanza.keyword.text, index };
    for (const option of stanza.options) {
      if (touches(option.name, offset))
        return { kind: 'interfaces-option', ...word(option.name), of: stanza.keyword.text, index: 0 };
      const at = option.words.findIndex((value) => touches(value, offset));
      const value = option.words[at];
      if (value) return { kind: 'interfaces-value', ...word(value), of: option.name.text, index: at };
    }
  }
  const line = lineAround(text, offset);
  const typed = wordAround(text, offset, /\S/, line);
  let start = line.offset;
  while (isContinued(text, start)) start = lineAround(text, start - 1).offset;
  const head = text
    .slice(start, typed.span.offset)
    .replaceAll(/\\\r?\n/g, ' ')
    .trim();
  if (head === '') {
    const inStanza = stanza?.keyword.text === 'iface' || stanza?.keyword.text === 'mapping';
    return {
      kind: inStanza ? 'interfaces-option' : 'interfaces-keyword',
      ...typed,
      of: stanza?.keyword.text ?? '',
      index: 0,
    };
  }
  const words = head.split(/\s+/);
  const first = words[0] ?? '';
  const isStanza = stanza !== undefined && stanza.keyword.text === first && stanza.keyword.offset >= start;
  return { kind: isStanza ? 'interfaces-argument' : 'interfaces-value', ...typed, of: first, index: words.length - 1 };
}
