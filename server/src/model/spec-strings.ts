/**
 * The strings of a file that are small languages of their own, and the words that each is made of: one reading for
 * completion, hover, signature help, colours and checks.
 */
import { decodeString, joinTexts } from '../syntax/cfg/strings.ts';
import {
  assignedName,
  type CfgExpression,
  type CfgStatement,
  type CfgString,
  type CfgTree,
} from '../syntax/cfg/tree.ts';
import { type MappedText, type Span, sourceSpan, touches } from '../syntax/span.ts';
import { type SpecName, specNameOf, specParts } from '../syntax/spec/languages.ts';
import type { SpecPart } from '../syntax/spec/tree.ts';
import type { Toolstack } from '../xen/row.ts';
import type { CfgFile, XlConfFile } from './source-file.ts';

/** A string of a file together with the language that it is written in. */
export interface SpecString {
  readonly spec: SpecName;
  /** The key of the file that holds the string: `vif`, `extra`, … */
  readonly key: string;
  /** Position in the key's list, from 0; that of the inner list where lists are nested. */
  readonly entry: number;
  /** True where the string stands in a list. */
  readonly listed: boolean;
  /** As the toolstack reads it. */
  readonly text: MappedText;
  /** The text between the quotes as it is written. */
  readonly content: Span;
}

/** A word of such a string. Of `key=value` there are two, of a value that is a list one for each item. */
export interface SpecSlot extends Span {
  readonly text: string;
  /** `position`: known by its place. `word`: a bare word that is none, so that it may be the beginning of a key. */
  readonly kind: 'key' | 'value' | 'position' | 'word';
  /** Of a key its name, of a value the name of its key, of a position what stands there (`target`, `bdf`, …). */
  readonly name: string;
  /** Number of the `key=value` or word in the string, from 0. */
  readonly part: number;
}

/** Values that are lists themselves, by language and key: what separates their items. */
const LISTS: Readonly<Record<string, string>> = {
  'vif ip': ' ',
  'vnuma vcpus': ',',
  'vnuma vdistances': ',',
  'vsnd sample-rates': ';',
  'vsnd sample-formats': ';',
  'vdispl connectors': ';',
};

const KERNEL_IP = ['client', 'server', 'gateway', 'netmask', 'hostname', 'device', 'autoconf', 'dns0', 'dns1', 'ntp0'];

/** The words of a string, in the order of the text. */
export function slotsOf(spec: SpecName, text: MappedText, toolstack: Toolstack): readonly SpecSlot[] {
  const slots: SpecSlot[] = [];
  for (const [part, one] of specParts(spec, text, toolstack).entries()) {
    if (one.key) {
      slots.push({ ...spanOf(one.key), text: one.key.text, kind: 'key', name: one.key.text.trim(), part });
      for (const slot of valueSlots(spec, one, text, part)) slots.push(slot);
    } else if (one.role === undefined && one.value.text.includes('=')) slots.push(...halfPair(one, text, part));
    else {
      const position = one.role !== undefined && one.role !== 'flag';
      const kind = position ? 'position' : 'word';
      slots.push({ ...spanOf(one.value), text: one.value.text, kind, name: one.role ?? '', part });
    }
  }
  return slots;
}

function spanOf({ offset, end }: Span): Span {
  return { offset, end };
}

/** A `key=` that the language refuses as it stands, since its value is missing or wrong; it is a pair all the same. */
function halfPair({ value }: SpecPart, text: MappedText, part: number): SpecSlot[] {
  const [key, rest] = split(value, text, '=');
  const [word] = rest ? split(rest, text, ',') : [];
  if (!key || !word) return [];
  const name = key.text.trim();
  return [
    { ...key, kind: 'key', name, part },
    { ...word, kind: 'value', name, part },
  ];
}

function valueSlots(spec: SpecName, { key, value }: SpecPart, text: MappedText, part: number): SpecSlot[] {
  const name = key?.text.trim() ?? '';
  if (spec === 'kernel' && name === 'ip') return kernelIpSlots(value, text, part);
  const separator = LISTS[`${spec} ${name}`];
  if (separator === undefined) return [{ ...spanOf(value), text: value.text, kind: 'value', name, part }];
  return split(value, text, separator).map((word) => ({ ...word, kind: 'value', name, part }));
}

/** `ip=CLIENT:SERVER:…`; a value without colons that is no address, such as `dhcp`, is the way of configuration. */
function kernelIpSlots(value: SpecPart['value'], text: MappedText, part: number): SpecSlot[] {
  const fields = split(value, text, ':');
  const only = fields[0];
  if (fields.length === 1 && only && !/^[0-9]/.test(only.text))
    return [{ ...only, kind: 'position', name: 'autoconf', part }];
  return fields.map((field, index) => ({ ...field, kind: 'position', name: KERNEL_IP[index] ?? 'other', part }));
}

function split(value: SpecPart['value'], text: MappedText, separator: string): (Span & { text: string })[] {
  const from = indexAt(text, value.offset);
  const words: (Span & { text: string })[] = [];
  let at = from;
  for (const word of value.text.split(separator)) {
    const blank = word.length - word.trimStart().length;
    words.push({ ...sourceSpan(text, at + blank, at + word.length), text: word.slice(blank) });
    at += word.length + separator.length;
  }
  return words;
}

/** The index of the first character of the text that was written at `offset` or behind. */
function indexAt(text: MappedText, offset: number): number {
  let low = 0;
  let high = text.text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (text.sourceOffset(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The word at an offset of the document, and all words beside it. Where nothing is typed yet, the word that would
 * begin there: it is empty.
 */
export function slotAt(
  string: SpecString,
  toolstack: Toolstack,
  offset: number,
): { slot: SpecSlot; slots: readonly SpecSlot[] } {
  const slots = slotsOf(string.spec, string.text, toolstack);
  const typed = slots.findLast((one) => touches(one, offset));
  if (typed) return { slot: typed, slots };
  // The language itself says what would stand here: a letter is put in, and the string read again.
  const withLetter = slotsOf(string.spec, letterAt(string.text, offset), toolstack);
  const wanted = withLetter.findLast((one) => touches(one, offset));
  const rest = slots.filter((one) => !touches(one, offset));
  const empty = { offset, end: offset, text: '' };
  const slot = wanted ? { ...wanted, ...empty } : { kind: 'word' as const, name: '', part: rest.length, ...empty };
  return { slot: slot.kind === 'word' ? { ...slot, name: '' } : slot, slots };
}

function letterAt(mapped: MappedText, offset: number): MappedText {
  const at = indexAt(mapped, offset);
  return {
    text: `${mapped.text.slice(0, at)}x${mapped.text.slice(at)}`,
    sourceOffset: (index) => (index === at ? offset : mapped.sourceOffset(index > at ? index - 1 : index)),
  };
}

/** The files that are made of `key = value`. */
export type KeyFile = CfgFile | XlConfFile;

/** The program that reads a file; what configures a host or a CPU pool is for xl. */
export function toolstackOf(file: KeyFile): Toolstack {
  return file.language === 'xen-cfg' ? file.toolstack.toolstack : 'xl';
}

/** The string of a small language that holds the offset between its quotes. */
export function specStringAt(file: KeyFile, key: string, value: CfgExpression, offset: number): SpecString | undefined {
  for (const string of stringsIn(file, key, value, (item) => touches(item, offset)))
    if (touches(string.content, offset)) return string;
  return undefined;
}

/** Every string of a small language in the file, within a stretch of it. */
export function* specStrings(file: KeyFile, within: Span): Generator<SpecString> {
  const wanted = (item: Span): boolean => item.offset <= within.end && within.offset <= item.end;
  for (const { key, value } of assignmentsOf(file.tree, within)) if (value) yield* stringsIn(file, key, value, wanted);
}

/** A key of the file that a statement sets or adds to, and the value that it gives. */
export interface KeyValue {
  readonly key: string;
  readonly target: Span;
  readonly value: CfgExpression | undefined;
}

/** What a statement sets: `disk = […]`, or adds to in Python's way, `disk.append('…')`. */
export function keyValueOf(tree: CfgTree, statement: CfgStatement): KeyValue | undefined {
  if (statement.kind === 'assignment') {
    const key = assignedName(tree, statement);
    return key === undefined ? undefined : { key, target: spanOf(statement.target), value: statement.value };
  }
  const call = statement.kind === 'simple' && statement.keyword === '' ? statement.expressions[0] : undefined;
  if (call?.kind !== 'call' || call.callee.kind !== 'attribute' || call.callee.object.kind !== 'name') return undefined;
  const { object, name } = call.callee;
  const method = name && tree.text.slice(name.offset, name.end);
  const key = tree.text.slice(object.offset, object.end);
  if (method === 'extend') return { key, target: spanOf(object), value: call.args[0] };
  if (method !== 'append') return undefined;
  const value = { kind: 'list', ...spanOf(call), items: call.args, commas: [], closed: call.closed } as const;
  return { key, target: spanOf(object), value };
}

/** Every statement that sets or adds to a key and touches a stretch of the file, those in blocks included, in order. */
export function* assignmentsOf(tree: CfgTree, within: Span): Generator<KeyValue> {
  const waiting = [{ statements: tree.statements, next: 0 }];
  for (let level = waiting.at(-1); level; level = waiting.at(-1)) {
    const statement = level.statements[level.next++];
    if (!statement || statement.offset > within.end) waiting.pop();
    else if (statement.end < within.offset) continue;
    else if (statement.kind === 'block') waiting.push({ statements: statement.body, next: 0 });
    else {
      const found = keyValueOf(tree, statement);
      if (found) yield found;
    }
  }
}

/** How deep lists may be nested: `vnuma` and `vsnd` have two levels. */
const DEPTH = 3;

/** The strings of a value and of the lists in it; only those items are looked at that `wanted` lets through. */
function* stringsIn(
  file: KeyFile,
  key: string,
  value: CfgExpression,
  wanted: (item: Span) => boolean,
  entry = 0,
  depth = 0,
): Generator<SpecString> {
  const listed = depth > 0;
  if (value.kind === 'list' && depth < DEPTH) {
    for (const [index, item] of value.items.entries())
      if (wanted(item)) yield* stringsIn(file, key, item, wanted, depth === 0 ? index : entry, depth + 1);
    return;
  }
  const nodes = literalsOf(value);
  const [first] = nodes;
  const last = nodes.at(-1);
  const spec = first && specNameOf(file.language, key, listed);
  if (!first || !last || !spec) return;
  const content = { offset: first.content.offset, end: last.content.end };
  yield { spec, key, entry, listed, text: textOf(file, nodes), content };
}

/** The string literals that make up a value: one, several side by side, or the pattern of `'…%s…' % name`. */
function literalsOf(value: CfgExpression): readonly CfgString[] {
  if (value.kind === 'string') return [value];
  if (value.kind === 'adjacent') return value.parts;
  if (value.kind === 'binary' && value.operator === '%' && value.left.kind === 'string') return [value.left];
  return [];
}

function textOf(file: KeyFile, nodes: readonly CfgString[]): MappedText {
  return joinTexts(nodes.map((node) => decodeString(file.text, node, toolstackOf(file)).value));
}
