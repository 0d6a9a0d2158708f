/** A guest as its domU file describes it. */

import type { MappedText, Span } from '../syntax/span.ts';
import type { SpecTree, SpecWord } from '../syntax/spec/tree.ts';
import { parseVif, parseVifIps } from '../syntax/spec/vif.ts';
import type { GuestKind, Toolstack } from '../xen/row.ts';
import type { Variables } from './evaluate.ts';
import { itemReader } from './strings.ts';

/** A value and where it stands in the file that gave it. */
export interface Located<T> extends Span {
  readonly value: T;
}

export interface Vif extends Span {
  /** Position in the list, from 0: the N of vifDOMID.N unless `devid=` says otherwise. */
  readonly index: number;
  /** The string's parts; the vif's span is that of the string without its quotes. */
  readonly spec: SpecTree;
  readonly mac: Located<string> | undefined;
  readonly bridge: Located<string> | undefined;
  readonly script: Located<string> | undefined;
  readonly gatewaydev: Located<string> | undefined;
  /** One entry for each blank-separated address of `ip=`, as written. */
  readonly ips: readonly Located<string>[];
}

export interface GuestFacts {
  readonly variables: Variables;
  /** The name that the toolstack would use, where the file sets it. */
  readonly name: Located<string> | undefined;
  /** Undefined when it cannot be known without running Python. */
  readonly kind: GuestKind | undefined;
  readonly vifs: readonly Vif[];
  /** False when some vif, or the whole list, is only known to a running Python, or is not a list. */
  readonly vifsComplete: boolean;
}

/** What the evaluated variables of a domU file say of the guest (`parse_config_data` in xl_parse.c, xm's create.py). */
export function guestFacts(variables: Variables, toolstack: Toolstack): GuestFacts {
  const { vifs, complete } = readVifs(variables, toolstack);
  return {
    variables,
    name: nameOf(variables, toolstack),
    kind: guestKind(variables, toolstack),
    vifs,
    vifsComplete: complete,
  };
}

/** xm takes the name of the file where `name` is empty (create.py). */
function nameOf(variables: Variables, toolstack: Toolstack): Located<string> | undefined {
  const name = stringOf(variables, 'name');
  return toolstack === 'xm' && name?.value === '' ? undefined : name;
}

/** The value of a variable that is certainly a string (xl keeps numbers as text, so `name=5` counts). */
export function stringOf(variables: Variables, name: string): Located<string> | undefined {
  const value = variables.get(name)?.value;
  if (value?.kind === 'string') return { value: value.text.text, ...value.span };
  if (value?.kind === 'number') return { value: value.source, ...value.span };
  return undefined;
}

/** The words of `type` in the order in which xl compares them; the beginning of one is enough, even an empty one (xl_parse.c). */
const KINDS: readonly GuestKind[] = ['hvm', 'pv', 'pvh'];

function guestKind(variables: Variables, toolstack: Toolstack): GuestKind | undefined {
  // xl passes over a list where it wants a word.
  const isSet = (name: string) =>
    variables.has(name) && (toolstack !== 'xl' || variables.get(name)?.value.kind !== 'list');
  if (toolstack === 'xl' && isSet('type')) {
    const word = stringOf(variables, 'type')?.value;
    return word === undefined ? undefined : KINDS.find((kind) => kind.startsWith(word));
  }
  if (isSet('builder')) {
    const word = stringOf(variables, 'builder')?.value;
    if (word === undefined) return undefined;
    const isHvm = toolstack === 'xl' ? 'hvm'.startsWith(word) : word === 'hvm' || word === 'vmx';
    return isHvm ? 'hvm' : 'pv';
  }
  return toolstack === 'xl' && variables.has('pvh') ? undefined : 'pv';
}

/** The kind that another toolstack would make of the guest, and the variable that tells it. */
export function kindUnder(toolstack: Toolstack, variables: Variables): { kind: GuestKind; by: string } | undefined {
  const kind = guestKind(variables, toolstack);
  const by = ['type', 'builder'].find((name) => variables.has(name));
  return kind && by ? { kind, by } : undefined;
}

function readVifs(variables: Variables, toolstack: Toolstack): { vifs: readonly Vif[]; complete: boolean } {
  const value = variables.get('vif')?.value;
  if (value === undefined) return { vifs: [], complete: toolstack === 'xl' || !variables.has('nics') };
  if (value.kind !== 'list') return { vifs: [], complete: false };
  const vifs: Vif[] = [];
  const read = itemReader(value.items);
  // xm adds vifs up to the number that `nics` names.
  let complete = toolstack === 'xl' || !variables.has('nics');
  for (const [index, item] of value.items.entries()) {
    const text = read(item);
    if (text) vifs.push(readVif(text, index, toolstack));
    else complete = false;
    // xl reads no further than a list inside the list.
    if (item.kind === 'list') break;
  }
  return { vifs, complete };
}

/**
 * Reads one entry of `vif`. Where a key stands twice the last one counts, as in xl_parse.c (`parse_nic_config`) and
 * xm's create.py.
 */
function readVif(text: MappedText, index: number, toolstack: Toolstack): Vif {
  const spec = parseVif(text, toolstack);
  const last = new Map<string, SpecWord>();
  for (const part of spec.parts) if (part.key) last.set(part.key.text, part.value);
  const located = (key: string): Located<string> | undefined => {
    const word = last.get(key);
    return word && { value: word.text, offset: word.offset, end: word.end };
  };
  const ip = last.get('ip');
  return {
    offset: spec.offset,
    end: spec.end,
    index,
    spec,
    mac: located('mac'),
    bridge: located('bridge'),
    script: located('script'),
    gatewaydev: located('gatewaydev') ?? located('netdev'),
    ips: ip ? parseVifIps(ip).map((word) => ({ value: word.text, offset: word.offset, end: word.end })) : [],
  };
}
