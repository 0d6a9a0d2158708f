/** What an interfaces(5) file sets up: devices, addresses, bridges; and whose file it is. */
import type { InterfacesOption, InterfacesStanza, InterfacesTree, InterfacesWord } from '../syntax/interfaces/tree.ts';
import type { Span } from '../syntax/span.ts';
import type { Located } from './guest.ts';

/** One `iface` stanza. Several stanzas of one name and family all apply, in their order, as ifup does it. */
export interface InterfaceDevice extends Span {
  readonly name: Located<string>;
  /** `inet` or `inet6`; empty when the file does not say. */
  readonly family: string;
  readonly method: string;
  /** The address without a prefix length behind it. */
  readonly address: Located<string> | undefined;
  /** The mask as written, dotted or a prefix length: the option `netmask`, else what stands behind the slash of `address` (as ifupdown 0.8.41). */
  readonly netmask: Located<string> | undefined;
  readonly gateway: Located<string> | undefined;
  /** The named ports of a bridge (none for `bridge_ports none`); undefined when the stanza makes no bridge. */
  readonly bridgePorts: readonly Located<string>[] | undefined;
  /** False when ports are chosen by pattern (`all`, `regex …`), so that others may join. */
  readonly bridgePortsComplete: boolean;
  /** The stanza's own options, behind them the inherited ones that it does not set itself. */
  readonly options: readonly InterfacesOption[];
  readonly stanza: InterfacesStanza;
}

export interface InterfacesFacts {
  readonly devices: readonly InterfaceDevice[];
  /** Names after `auto` and `allow-…`. */
  readonly started: readonly Located<string>[];
  /** Bridges that this file makes: by `bridge_ports`, as an Open vSwitch bridge, or by a command of a stanza. */
  readonly bridges: readonly Located<string>[];
  /** False when a `source` line or a command that cannot be read may set up more than is seen here. */
  readonly complete: boolean;
  /** False when a command that cannot be read may set up more than is seen here; `source` lines aside. */
  readonly commandsKnown: boolean;
}

/** How hook scripts see the name of an option: ifupdown makes `bridge-ports` and `Bridge_Ports` the same IF_BRIDGE_PORTS. */
export function hookName(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}

const IFUPDOWN2 = /^(?:bridge_(?:vlan_aware|vids|pvid|access|trunk)|vxlan_.*|vrf|vrf_table|mstpctl_.*|clag_.*|alias)$/;

/**
 * Whether the file is written for ifupdown2 (Proxmox, Cumulus), which reads more than Debian's ifupdown: several
 * addresses in a stanza, and stanzas without family and method.
 */
export function isForIfupdown2(facts: InterfacesFacts): boolean {
  return facts.devices.some((device) => device.options.some((option) => IFUPDOWN2.test(hookName(option.name.text))));
}

/** The options whose values are commands; each of them may stand several times. */
export const COMMAND_OPTIONS: ReadonlySet<string> = new Set([
  'pre-up',
  'up',
  'post-up',
  'down',
  'pre-down',
  'post-down',
]);

/** Reads the facts off a tree; inherited options are merged in as ifup copies them. */
export function interfacesFacts(tree: InterfacesTree): InterfacesFacts {
  const devices: InterfaceDevice[] = [];
  const started: Located<string>[] = [];
  /** The first stanza of each name, and of each name with its family, as ifup looks up what to inherit from. */
  const first = new Map<string, InterfaceDevice>();
  let complete = true;
  for (const stanza of tree.stanzas) {
    const keyword = stanza.keyword.text;
    if (keyword === 'auto' || keyword.startsWith('allow-')) {
      for (const word of stanza.args) started.push(located(word));
    } else if (keyword.startsWith('source')) complete = false;
    const device = keyword === 'iface' ? readDevice(stanza, first) : undefined;
    if (!device) continue;
    devices.push(device);
    for (const key of [device.name.value, `${device.name.value} ${device.family}`]) {
      if (!first.has(key)) first.set(key, device);
    }
  }
  const bridges = bridgesOf(devices);
  return {
    devices,
    started,
    bridges: bridges.made,
    complete: complete && bridges.complete,
    commandsKnown: bridges.complete,
  };
}

/** The first value of a plain option (`address`, `gateway`, …; names compared exactly, as ifupdown does). */
export function optionOf(device: InterfaceDevice, name: string): InterfacesOption | undefined {
  return device.options.find((option) => option.name.text === name);
}

/** The first option that a hook script would find under this name (`bridge_ports`, in any spelling). */
export function hookOptionOf(device: InterfaceDevice, name: string): InterfacesOption | undefined {
  return device.options.find((option) => hookName(option.name.text) === name);
}

function located(word: InterfacesWord): Located<string> {
  return { value: word.text, offset: word.offset, end: word.end };
}

function readDevice(
  stanza: InterfacesStanza,
  first: ReadonlyMap<string, InterfaceDevice>,
): InterfaceDevice | undefined {
  const [name, ...words] = stanza.args;
  if (!name) return undefined;
  const at = words.findIndex((word) => word.text === 'inherits');
  const said = at < 0 ? words : words.slice(0, at);
  const origin = at < 0 ? undefined : words[at + 1]?.text;
  const parent = origin === undefined ? undefined : first.get(said[0] ? `${origin} ${said[0].text}` : origin);
  const options = parent ? inherit(stanza.options, parent.options) : stanza.options;
  const [address, slashMask] = splitAddress(firstWord(options, 'address'));
  const ports = options.find((option) => hookName(option.name.text) === 'bridge_ports');
  return {
    offset: stanza.offset,
    end: stanza.end,
    name: located(name),
    family: said[0]?.text ?? parent?.family ?? '',
    method: said[1]?.text ?? parent?.method ?? '',
    address,
    netmask: firstWord(options, 'netmask') ?? slashMask,
    gateway: firstWord(options, 'gateway'),
    bridgePorts: ports && namedPorts(ports.words),
    bridgePortsComplete: !ports?.words.some((word) => PATTERN_WORDS.has(word.text)),
    options,
    stanza,
  };
}

/** Bound on what one stanza inherits, so that a chain of thousands of stanzas does not grow with its square. */
const MOST_INHERITED = 200;

function inherit(
  own: readonly InterfacesOption[],
  inherited: readonly InterfacesOption[],
): readonly InterfacesOption[] {
  const names = new Set(own.map((option) => option.name.text));
  return [
    ...own,
    ...inherited
      .slice(0, MOST_INHERITED)
      .filter((option) => COMMAND_OPTIONS.has(option.name.text) || !names.has(option.name.text)),
  ];
}

function firstWord(options: readonly InterfacesOption[], name: string): Located<string> | undefined {
  const word = options.find((option) => option.name.text === name)?.words[0];
  return word && located(word);
}

function splitAddress(
  address: Located<string> | undefined,
): [Located<string> | undefined, Located<string> | undefined] {
  const slash = address?.value.indexOf('/') ?? -1;
  if (!address || slash < 0) return [address, undefined];
  const { value, offset, end } = address;
  // A word that a continuation line cuts in two is longer in the document than its text; its halves then share the span.
  const plain = end - offset === value.length;
  const cut = plain ? offset + slash : end;
  return [
    { value: value.slice(0, slash), offset, end: cut },
    { value: value.slice(slash + 1), offset: plain ? cut + 1 : offset, end },
  ];
}

/** Words of `bridge_ports` behind which a pattern decides (bridge-utils-interfaces(5)). */
const PATTERN_WORDS: ReadonlySet<string> = new Set(['all', 'regex', 'noregex']);

function namedPorts(words: readonly InterfacesWord[]): Located<string>[] {
  const ports: Located<string>[] = [];
  let pattern = false;
  for (const word of words) {
    // A comment here is a slip (there is a rule for it), and its words are no ports.
    if (word.text.startsWith('#')) break;
    if (PATTERN_WORDS.has(word.text)) pattern = word.text !== 'all';
    else if (pattern) pattern = false;
    else if (word.text !== 'none' && !word.text.startsWith('-')) ports.push(located(word));
  }
  return ports;
}

/** Programs that may set up a bridge that cannot be told from the command line. */
const OPAQUE_PROGRAMS: ReadonlySet<string> = new Set([
  'network-bridge',
  'network-nat',
  'network-route',
  'ifup',
  'sh',
  'bash',
  'ovs-vsctl',
]);
const ADDS_BRIDGE = [
  /\bbrctl[ \t]addbr[ \t]([^\s;&|]+)/,
  /\bip[ \t]link[ \t]add[ \t](?:name[ \t]|dev[ \t])?([^\s;&|]+)[ \t]type[ \t]bridge\b/,
];

/** Whether a command runs a script or a program whose effect on bridges cannot be read off it. */
function isOpaque(command: string): boolean {
  return command.split(/[\s;&|()'"]/).some((word) => {
    const program = word.slice(word.lastIndexOf('/') + 1);
    return OPAQUE_PROGRAMS.has(program) || program.endsWith('.sh');
  });
}

/** The bridges that stanzas make, and whether a command may make others. */
function bridgesOf(devices: readonly InterfaceDevice[]): { made: Located<string>[]; complete: boolean } {
  const made: Located<string>[] = [];
  let complete = true;
  for (const device of devices) {
    if (makesBridge(device)) made.push(device.name);
    for (const option of device.options) {
      if (!COMMAND_OPTIONS.has(option.name.text) || option.name.text.includes('down')) continue;
      if (isOpaque(option.value)) complete = false;
      const command = option.words.map((word) => word.text).join(' ');
      for (const pattern of ADDS_BRIDGE) {
        const name = pattern.exec(command)?.[1]?.replace('$IFACE', device.name.value);
        if (name) made.push({ value: name, offset: option.offset, end: option.end });
      }
    }
  }
  return { made, complete };
}

function makesBridge(device: InterfaceDevice): boolean {
  return device.bridgePorts !== undefined || hookOptionOf(device, 'ovs_type')?.value === 'OVSBridge';
}

/** Whose interfaces file it is. */
export type InterfacesRole =
  /** `certain` is false when the file lies in a folder whose name no guest has, which may be a host's or an unknown guest's. */
  { readonly role: 'dom0'; readonly certain: boolean } | { readonly role: 'guest'; readonly guest: string };

const IN_ETC = /(?:^|\/)etc\/network\/(?:interfaces|interfaces\.d\/[^/]+)$/;
const HOST_FOLDERS = new Set(['dom0', 'domain-0', 'host', 'hypervisor', 'xenhost']);

/**
 * Tells from its path whose file it is. `path` is relative to the workspace folder, with `/`; `guests` are the names of
 * the guests and of their files without the ending. A `NAME.interfaces` is the guest NAME's (unless NAME says dom0);
 * below `etc/network`, the innermost folder with a guest's name decides.
 */
export function interfacesRole(path: string, guests: ReadonlySet<string> | readonly string[]): InterfacesRole {
  const known = guests instanceof Set ? (guests as ReadonlySet<string>) : new Set(guests);
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  const file = segments.pop() ?? '';
  if (file.endsWith('.interfaces') && file !== '.interfaces') {
    const name = file.slice(0, -'.interfaces'.length);
    return HOST_FOLDERS.has(name.toLowerCase()) ? { role: 'dom0', certain: true } : { role: 'guest', guest: name };
  }
  const folders = IN_ETC.test(path) ? segments.slice(0, segments.lastIndexOf('etc')) : segments;
  const guest = folders.findLast((folder) => known.has(folder));
  if (guest !== undefined) return { role: 'guest', guest };
  const owner = folders.at(-1);
  return { role: 'dom0', certain: owner === undefined || HOST_FOLDERS.has(owner.toLowerCase()) };
}
