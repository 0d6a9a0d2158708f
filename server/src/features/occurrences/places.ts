/** The names that a file writes and that other files write too: devices of dom0, MACs, addresses, vif scripts. */
import type { Located } from '../../model/guest.ts';
import { COMMAND_OPTIONS } from '../../model/interfaces.ts';
import { basename } from '../../model/paths.ts';
import type { CfgFile, InterfacesFile, SourceFile, SxpFile, XlConfFile } from '../../model/source-file.ts';
import { type SpecSlot, slotsOf, specStrings, toolstackOf } from '../../model/spec-strings.ts';
import type { Workspace } from '../../model/workspace.ts';
import { type ScriptWord, scriptOf } from '../../model/xend.ts';
import type { Span } from '../../syntax/span.ts';
import { parseAddress, parseAddressAndPrefix, parseMac } from '../../xen/addresses.ts';
import { parseOpenvswitchBridge } from '../../xen/openvswitch.ts';
import type { NamedPlace } from './types.ts';

/** Every name of the file that is shared with others, each place once, the narrower of two that overlap first. */
export function sharedPlaces(file: SourceFile, workspace: Workspace): NamedPlace[] {
  const found = new Map<string, NamedPlace>();
  for (const place of placesIn(file, workspace)) {
    // What is put together from pieces of several places has no stretch of its own: its first letter stands for it.
    const one = place.end > place.offset ? place : { ...place, end: place.offset + 1 };
    const key = `${one.kind} ${one.offset} ${one.end}`;
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

function placesIn(file: SourceFile, workspace: Workspace): Iterable<NamedPlace> {
  switch (file.language) {
    case 'xen-cfg':
      return guestPlaces(file, deviceNames(workspace.hostOf(file).interfaces));
    case 'xend-sxp':
      return xendPlaces(file);
    case 'xen-interfaces':
      return interfacesPlaces(file, workspace.guestOf(file) === undefined);
    default:
      return xlConfPlaces(file);
  }
}

const spanOf = ({ offset, end }: Span): Span => ({ offset, end });

function device(text: string, span: Span, more: Partial<NamedPlace> = {}): NamedPlace {
  return { kind: 'device', name: text, defines: false, ...spanOf(span), ...more };
}

// ---- domU files

/** What a guest's bridge can be called at a host whose interfaces file is known. */
function deviceNames(interfaces: InterfacesFile | undefined): ReadonlySet<string> {
  return new Set(interfaces?.facts.devices.map((one) => one.name.value));
}

function* guestPlaces(file: CfgFile, devices: ReadonlySet<string>): Generator<NamedPlace> {
  for (const { spec, text } of specStrings(file, { offset: 0, end: file.text.length })) {
    if (spec !== 'vif' && spec !== 'kernel') continue;
    for (const slot of slotsOf(spec, text, toolstackOf(file))) yield* slotPlaces(slot, devices);
  }
  // What Python puts together is written elsewhere than in the vif.
  for (const { mac, bridge, script, ips } of file.facts.vifs) {
    const named = { mac, bridge, script };
    for (const [name, one] of Object.entries(named))
      if (one) yield* slotPlaces({ ...spanOf(one), text: one.value, kind: 'value', name, part: 0 }, devices);
    for (const one of ips)
      yield* slotPlaces({ ...spanOf(one), text: one.value, kind: 'value', name: 'ip', part: 0 }, devices);
  }
}

/** What the words of a vif, and of a kernel's `ip=`, stand for. */
const SLOTS: Readonly<
  Record<string, (text: string, span: Span, devices: ReadonlySet<string>) => NamedPlace | undefined>
> = {
  mac: (text, span) => mac(text, span),
  bridge: bridgePlace,
  gatewaydev: (text, span) => (text ? device(text, span) : undefined),
  script: (text, span) => script(text, span, false),
  ip: (text, span) => address(text, span, false),
  client: (text, span) => address(text, span, false),
  server: (text, span) => address(text, span, false),
  gateway: (text, span) => address(text, span, false),
};

/** A bridge without Open vSwitch's VLAN and trunks after it; a device of the host may be called so as a whole, though. */
function bridgePlace(text: string, { offset, end }: Span, devices: ReadonlySet<string>): NamedPlace | undefined {
  const name = devices.has(text) ? text : (parseOpenvswitchBridge(text)?.bridge ?? text);
  // The span may be longer than the text by blanks at its end, but not shorter: then it is put together elsewhere.
  const written = end - offset >= text.length;
  return name ? device(name, { offset, end: written ? offset + name.length : end }, { bridge: true }) : undefined;
}

function* slotPlaces({ kind, name, text, offset, end }: SpecSlot, devices: ReadonlySet<string>): Generator<NamedPlace> {
  // A pattern of Python's is no name; what comes of it is among the vifs' facts.
  if ((kind !== 'value' && kind !== 'position') || text.includes('%')) return;
  const place = Object.hasOwn(SLOTS, name) ? SLOTS[name]?.(text.trimEnd(), { offset, end }, devices) : undefined;
  if (place) yield place;
}

function mac(text: string, span: Span): NamedPlace | undefined {
  const name = parseMac(text);
  return name === undefined ? undefined : { kind: 'mac', name, defines: false, ...spanOf(span) };
}

/** An address without the prefix length that may stand behind it. */
function address(text: string, span: Span, defines: boolean): NamedPlace | undefined {
  const parsed = parseAddressAndPrefix(text);
  if (!parsed) return undefined;
  const plain = span.end - span.offset === text.length;
  const slash = text.indexOf('/');
  const end = plain && slash >= 0 ? span.offset + slash : span.end;
  return { kind: 'address', name: parsed.address.text, defines, offset: span.offset, end };
}

function script(text: string, span: Span, defines: boolean): NamedPlace | undefined {
  const name = basename(text.split(' ', 1)[0] ?? '');
  return name === '' ? undefined : { kind: 'script', name, defines, ...spanOf(span) };
}

// ---- xend-config.sxp and xl.conf

const MAKES_BRIDGE = /^network-bridge(?:-|$)/;

function* xendPlaces({ facts }: SxpFile): Generator<NamedPlace> {
  for (const option of facts.options) {
    const found = option.name === 'network-script' || option.name === 'vif-script' ? scriptOf(option) : undefined;
    if (!found) continue;
    const defines = option.name === 'network-script';
    if (!defines) yield* [script(found.name.text, found.name, true)].filter((one) => one !== undefined);
    for (const word of found.args) yield* argumentPlaces(word, defines && MAKES_BRIDGE.test(basename(found.name.text)));
  }
}

/** `bridge=xenbr0`, `netdev=eth0` behind a script. */
function* argumentPlaces(word: ScriptWord, defines: boolean): Generator<NamedPlace> {
  const cut = word.text.indexOf('=') + 1;
  const key = word.text.slice(0, cut);
  if (word.end - word.offset !== word.text.length || cut === word.text.length) return;
  const span = { offset: word.offset + cut, end: word.end };
  if (key === 'bridge=') yield device(word.text.slice(cut), span, { defines, bridge: true });
  else if (key === 'netdev=' || key === 'gatewaydev=') yield device(word.text.slice(cut), span);
}

function* xlConfPlaces({ facts, text }: XlConfFile): Generator<NamedPlace> {
  const inside = (one: Located<string> | undefined): Located<string> | undefined => {
    const quoted = one !== undefined && text.slice(one.offset + 1, one.end - 1) === one.value;
    return quoted ? { ...one, offset: one.offset + 1, end: one.end - 1 } : one;
  };
  const [bridge, gatewaydev, started] = [facts.bridge, facts.gatewaydev, facts.script].map(inside);
  const joined = bridge && bridgePlace(bridge.value, bridge, new Set());
  if (joined) yield joined;
  if (gatewaydev?.value) yield device(gatewaydev.value, gatewaydev);
  const named = started && script(started.value, started, true);
  if (named) yield named;
}

// ---- interfaces(5)

function* interfacesPlaces({ tree, facts }: InterfacesFile, dom0: boolean): Generator<NamedPlace> {
  const bridges = new Set(facts.bridges.map((one) => one.value));
  const names = new Set(facts.devices.map((one) => one.name.value));
  for (const bridge of bridges) names.add(bridge);
  for (const { keyword, args, options } of tree.stanzas) {
    const iface = keyword.text === 'iface';
    const listed = keyword.text === 'auto' || keyword.text.startsWith('allow-');
    for (const [index, word] of args.entries()) {
      if (!listed && !(iface && (index === 0 || names.has(word.text)))) continue;
      const bridge = bridges.has(word.text);
      yield device(word.text, word, { defines: iface && index === 0, ...(bridge ? { bridge } : {}) });
      yield* basePlace(word.text, word, names);
    }
    for (const { name, words } of options) {
      for (const word of words) {
        const bridge = bridges.has(word.text);
        if (names.has(word.text) || (dom0 && isPort(name.text)))
          yield device(word.text, word, bridge ? { bridge } : {});
        else yield* basePlace(word.text, word, names);
      }
      if (!COMMAND_OPTIONS.has(name.text)) yield* addressPlaces(name.text, words, dom0);
    }
  }
}

const isPort = (option: string): boolean => /^(?:bridge[-_]ports|vlan[-_]raw[-_]device|bond[-_]slaves)$/.test(option);

/** The device before the dot or colon of `br0.100` and `br0:1`. */
function* basePlace(text: string, span: Span, names: ReadonlySet<string>): Generator<NamedPlace> {
  const base = /^[^.:]+(?=[.:])/.exec(text)?.[0];
  if (base === undefined || !names.has(base) || span.end - span.offset !== text.length) return;
  yield device(base, { offset: span.offset, end: span.offset + base.length });
}

function* addressPlaces(
  option: string,
  words: readonly (Span & { text: string })[],
  dom0: boolean,
): Generator<NamedPlace> {
  const [first] = words;
  if (option === 'address' && first) yield* [address(first.text, first, true)].filter((one) => one !== undefined);
  if (option === 'gateway' && first && parseAddress(first.text))
    yield* [address(first.text, first, false)].filter((one) => one !== undefined);
  if (option !== 'hwaddress' || dom0) return;
  const last = words.at(-1);
  const found = last && mac(last.text, last);
  if (found) yield found;
}
