/**
 * Colours that only the tables know: which keys there are, and of what the strings of vif, disk, pci and the like are
 * made. A grammar colours the rest.
 */
import type { Range, SemanticTokensEdit, SemanticTokensLegend } from 'vscode-languageserver-types';
import { COMMAND_OPTIONS, hookName } from '../model/interfaces.ts';
import { documentOf } from '../model/lines.ts';
import type { InterfacesFile, SourceFile, SxpFile } from '../model/source-file.ts';
import {
  assignmentsOf,
  type KeyFile,
  type SpecSlot,
  slotsOf,
  specStrings,
  toolstackOf,
} from '../model/spec-strings.ts';
import { scriptOf } from '../model/xend.ts';
import type { InterfacesStanza } from '../syntax/interfaces/tree.ts';
import { overlaps, type Span, touches } from '../syntax/span.ts';
import type { SxpItem } from '../syntax/sxp/tree.ts';
import { parseAddressAndPrefix, parseMac } from '../xen/addresses.ts';
import { scriptArguments, scriptRows } from '../xen/hotplug-scripts.ts';
import type { Row, Toolstack } from '../xen/row.ts';
import { find, keyTable, specRow, specTable, TABLES, table } from '../xen/tables.ts';

/** `address` (network, PCI) and `script` are this product's own; an editor that does not know them shows plain text. */
const TYPES = [
  'property',
  'variable',
  'enumMember',
  'number',
  'string',
  'address',
  'script',
  'keyword',
  'regexp',
] as const;
const MODIFIERS = ['deprecated', 'declaration'] as const;

type TokenType = (typeof TYPES)[number];

export const LEGEND: SemanticTokensLegend = { tokenTypes: [...TYPES], tokenModifiers: [...MODIFIERS] };

export interface Token extends Span {
  readonly type: TokenType;
  readonly deprecated?: boolean;
  /** A key of the file itself, not one inside a string. */
  readonly declaration?: boolean;
}

/** Longer files (in UTF-16 units) are coloured only where an editor shows them. */
const LONGEST = 2_000_000;

/** The coloured words of a file, or of a range of it, in the order of the text; none of them reaches over a line's end. */
export function tokensOf(file: SourceFile, range?: Range): readonly Token[] {
  if (!range && file.text.length > LONGEST) return [];
  const document = documentOf(file);
  const within = range
    ? { offset: document.offsetAt(range.start), end: document.offsetAt(range.end) }
    : { offset: 0, end: file.text.length };
  return [...allTokens(file, within)]
    .filter(
      (one) => one.end > one.offset && overlaps(one, within) && !file.text.slice(one.offset, one.end).includes('\n'),
    )
    .sort((a, b) => a.offset - b.offset)
    .filter((one, index, all) => index === 0 || one.offset >= (all[index - 1]?.end ?? 0));
}

function allTokens(file: SourceFile, within: Span): Generator<Token> {
  if (file.language === 'xend-sxp') return sxpTokens(file, within);
  return file.language === 'xen-interfaces' ? interfacesTokens(file, within) : keyTokens(file, within);
}

/** The same as the protocol packs them: line and column relative to the token before, length, type, modifiers. */
export function semanticTokens(file: SourceFile, range?: Range): number[] {
  const document = documentOf(file);
  const data: number[] = [];
  let line = 0;
  let character = 0;
  for (const token of tokensOf(file, range)) {
    const start = document.positionAt(token.offset);
    const modifiers = (token.deprecated ? 1 : 0) + (token.declaration ? 2 : 0);
    data.push(start.line - line, start.line === line ? start.character - character : start.character);
    data.push(token.end - token.offset, TYPES.indexOf(token.type), modifiers);
    line = start.line;
    character = start.character;
  }
  return data;
}

/** The one edit that makes `after` of `before`; none where they are alike. */
export function tokenEdits(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let tail = 0;
  while (
    tail < before.length - start &&
    tail < after.length - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++;
  const deleteCount = before.length - start - tail;
  const data = after.slice(start, after.length - tail);
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}

// ---- domU files, xl.conf, cpupools

function* keyTokens(file: KeyFile, within: Span): Generator<Token> {
  const toolstack = toolstackOf(file);
  const keys = table(keyTable(file.language, toolstack));
  for (const { key, target } of assignmentsOf(file.tree, within)) {
    const row = keys.get(key);
    yield row
      ? { ...target, type: 'property', declaration: true, ...marks(row) }
      : { ...target, type: 'variable', declaration: true };
  }
  for (const string of specStrings(file, within)) {
    for (const slot of slotsOf(string.spec, string.text, toolstack)) {
      yield { offset: slot.offset, end: slot.end, ...typeOf(string.spec, slot, toolstack) };
    }
  }
}

function marks(row: Row): { deprecated?: boolean } {
  return row.status === 'deprecated' || row.status === 'removed' || row.status === 'ignored'
    ? { deprecated: true }
    : {};
}

type Typed = Pick<Token, 'type' | 'deprecated'>;

function typeOf(spec: string, slot: SpecSlot, toolstack: Toolstack): Typed {
  const text = slot.text.trim();
  if (slot.kind === 'key' || slot.kind === 'word') {
    if (spec === 'cpuid-registers') return { type: 'property' };
    const word = spec === 'viridian' && text.startsWith('!') ? text.slice(1) : text;
    const row = table(specTable(spec, toolstack)).get(word);
    if (row) return { type: row.type === 'flag' ? 'enumMember' : 'property', ...marks(row) };
    return { type: spec === 'kernel' ? 'string' : 'variable' };
  }
  const kind = slot.kind === 'value' ? 'spec-value' : 'spec-position';
  const row = specRow({ kind, spec, subkey: slot.name, text }, toolstack)?.row;
  if (slot.name === 'prefix') return { type: 'keyword', ...(row ? marks(row) : {}) };
  if (slot.name === 'script') return { type: 'script' };
  if (slot.name === 'devtype' || (spec === 'vsnd' && slot.kind === 'position')) return { type: 'enumMember' };
  return { type: row?.name === text ? 'enumMember' : valueType(text, row) };
}

const BDF = /^(?:[0-9a-fA-F]{1,4}:)?[0-9a-fA-F]{1,2}:[0-9a-fA-F]{1,2}\.(?:[0-7]|\*)$/;
const NUMBER = /^(?:0x[0-9a-fA-F]+|\d+)(?:[kKMGT]?[bB]\/s(?:@\d+[mu]?s)?|-(?:0x[0-9a-fA-F]+|\d+))?$/;

function valueType(text: string, row: Row | undefined): TokenType {
  if (row?.values?.includes(text) && !NUMBER.test(text)) return 'enumMember';
  if (BDF.test(text) || parseMac(text)) return 'address';
  if (NUMBER.test(text) || (row?.type === 'hex' && /^(?:0x)?[0-9a-fA-F]+(?:-(?:0x)?[0-9a-fA-F]+)?$/.test(text)))
    return 'number';
  return text !== '' && parseAddressAndPrefix(text) ? 'address' : 'string';
}

// ---- xend

function* sxpTokens(file: SxpFile, within: Span): Generator<Token> {
  if (!file.facts.xend) return;
  for (const option of file.facts.options) {
    if (!overlaps(option, within) && !touches(within, option.offset)) continue;
    const row = TABLES.xend.get(option.name);
    yield {
      ...spanOf(option.nameSpan),
      ...(row ? { type: 'property', ...marks(row) } : { type: 'variable' }),
      declaration: true,
    };
    if (option.name === 'network-script' || option.name === 'vif-script') yield* scriptTokens(option);
    else if (option.name === 'xend-relocation-hosts-allow') yield* patterns(option.value);
    else if (option.name === 'xen-api-server') yield* listeners(option.value);
    else if (option.value && option.value.kind !== 'list' && row) {
      const { value } = option;
      const span =
        value.kind === 'string' ? { offset: value.offset + 1, end: value.end - (value.closed ? 1 : 0) } : value;
      yield { ...spanOf(span), type: valueType(value.value, row) };
    }
  }
}

function* scriptTokens(option: SxpFile['facts']['options'][number]): Generator<Token> {
  const script = scriptOf(option);
  if (!script) return;
  yield { ...spanOf(script.name), type: scriptRows(script.name.text).length > 0 ? 'script' : 'string' };
  const known = scriptArguments(script.name.text);
  for (const word of script.args) {
    const equals = word.text.indexOf('=');
    if (equals < 0 || word.end - word.offset !== word.text.length) {
      yield { ...spanOf(word), type: 'string' };
      continue;
    }
    const name = word.text.slice(0, equals);
    const isKnown = known?.some((one) => one.name === name) ?? false;
    yield { offset: word.offset, end: word.offset + equals, type: isKnown ? 'property' : 'variable' };
    yield { offset: word.offset + equals + 1, end: word.end, type: valueType(word.text.slice(equals + 1), undefined) };
  }
}

function* patterns(item: SxpItem | undefined): Generator<Token> {
  if (item?.kind !== 'string') return;
  const inside = { offset: item.offset + 1, end: item.end - (item.closed ? 1 : 0) };
  // Escapes shift the words of the value against the text; then the whole string is one.
  if (inside.end - inside.offset !== item.value.length) {
    yield { ...inside, type: 'regexp' };
    return;
  }
  for (const match of item.value.matchAll(/[^ ]+/g)) {
    const offset = inside.offset + match.index;
    yield { offset, end: offset + match[0].length, type: 'regexp' };
  }
}

function* listeners(item: SxpItem | undefined): Generator<Token> {
  if (item?.kind !== 'list') return;
  for (const listener of item.items) {
    if (listener.kind !== 'list') continue;
    const [address, auth, hosts] = listener.items;
    if (address?.kind === 'atom') {
      const type = address.value === 'unix' ? 'enumMember' : /^\d+$/.test(address.value) ? 'number' : 'address';
      yield { ...spanOf(address), type };
    }
    const row = find('xen-api', 'auth')?.row;
    if (auth?.kind === 'atom')
      yield { ...spanOf(auth), type: row?.values?.includes(auth.value) ? 'enumMember' : 'variable' };
    yield* patterns(hosts);
  }
}

// ---- interfaces(5)

function* interfacesTokens(file: InterfacesFile, within: Span): Generator<Token> {
  const devices = deviceNames(file);
  for (const stanza of file.tree.stanzas) {
    if (!overlaps(stanza, within) && !touches(within, stanza.offset)) continue;
    yield* argumentTokens(stanza);
    for (const { name, words } of stanza.options) {
      const row = TABLES['interfaces-option'].get(name.text) ?? TABLES['interfaces-option'].get(hookName(name.text));
      yield { ...spanOf(name), type: row ? 'property' : 'variable', ...(row ? marks(row) : {}) };
      // What follows is for a shell, and a grammar colours that.
      if (COMMAND_OPTIONS.has(name.text)) continue;
      for (const word of words) {
        if (word.text.startsWith('#')) break;
        yield { ...spanOf(word), type: devices.has(word.text) ? 'variable' : valueType(word.text, row) };
      }
    }
  }
}

/** The names that the file itself uses for devices, ports of bridges among them. */
function deviceNames({ facts }: InterfacesFile): ReadonlySet<string> {
  const ports = facts.devices.flatMap((device) => device.bridgePorts ?? []);
  return new Set([...facts.devices.map(({ name }) => name), ...facts.started, ...ports].map(({ value }) => value));
}

/** The arguments of a stanza: a device, then its family, its method, and what it inherits; else a path, or devices. */
function* argumentTokens({ keyword, args }: InterfacesStanza): Generator<Token> {
  if (keyword.text !== 'iface') {
    const type = keyword.text.startsWith('source') ? 'string' : 'variable';
    for (const word of args) yield { ...spanOf(word), type };
    return;
  }
  for (const [index, word] of args.entries()) {
    const known = index === 1 || TABLES['interfaces-method'].has(word.text);
    if (index === 0) yield { ...spanOf(word), type: 'variable', declaration: true };
    else if (word.text === 'inherits') yield { ...spanOf(word), type: 'keyword' };
    else yield { ...spanOf(word), type: known && index < 3 ? 'enumMember' : 'variable' };
  }
}

function spanOf({ offset, end }: Span): Span {
  return { offset, end };
}
