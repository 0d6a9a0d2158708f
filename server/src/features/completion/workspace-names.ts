/** Names that the files of the workspace use, to be offered where such a name is wanted. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { nextFreeAddress } from '../../model/free-addresses.ts';
import { deviceAddress, guestSubnet } from '../../model/network.ts';
import { dirname, isWithin } from '../../model/paths.ts';
import type { CfgFile, InterfacesFile, SourceFile } from '../../model/source-file.ts';
import type { KeyFile } from '../../model/spec-strings.ts';
import type { Workspace } from '../../model/workspace.ts';
import { assignedName, type CfgStatement } from '../../syntax/cfg/tree.ts';
import type { Span } from '../../syntax/span.ts';
import { formatSubnet, netmask, type Subnet, subnetOf } from '../../xen/addresses.ts';
import type { Row } from '../../xen/row.ts';
import { TABLES } from '../../xen/tables.ts';
import type { Candidate } from './candidate.ts';

/** Bridges that dom0's files make or guests join, the most used first. */
export function workspaceBridges(workspace: Workspace): string[] {
  const uses = new Map<string, number>();
  const count = (name: string | undefined): void => {
    if (name) uses.set(name, (uses.get(name) ?? 0) + 1);
  };
  for (const file of workspace.files.values()) {
    if (file.language === 'xen-interfaces') {
      for (const device of file.facts.devices) if (device.bridgePorts) count(device.name.value);
    } else if (file.language === 'xen-cfg') {
      for (const vif of file.facts.vifs) count(vif.bridge?.value);
    } else if (file.language === 'xl-conf') count(file.facts.bridge?.value);
  }
  return [...uses].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
}

const named = (labels: Iterable<string>, detail: string): Candidate[] =>
  [...new Set(labels)].map((label) => ({ label, kind: CompletionItemKind.Reference, detail, open: true }));

export function bridgeCandidates(workspace: Workspace): Candidate[] {
  return named(workspaceBridges(workspace), 'bridge of this workspace');
}

/** The interfaces files that describe the place: that of a guest alone, else those of dom0. */
function interfacesFor(file: SourceFile, workspace: Workspace): readonly InterfacesFile[] {
  if (file.language === 'xen-interfaces' && workspace.guestOf(file)) return [file];
  const { root, interfaces } = workspace.hostOf(file);
  const main = file.language === 'xen-interfaces' ? file : interfaces;
  const others = [...workspace.files.values()].filter(
    (other): other is InterfacesFile =>
      other.language === 'xen-interfaces' &&
      other !== main &&
      (root === '' || isWithin(other.path, root)) &&
      !workspace.guestOf(other),
  );
  return main ? [main, ...others] : others;
}

/** Cards of the host: what its interfaces files name and make no bridge of; `eth0` where none names any. */
export function cardCandidates(file: SourceFile, workspace: Workspace, except?: Span): Candidate[] {
  const files = interfacesFor(file, workspace);
  const bridges = new Set(files.flatMap((one) => one.facts.bridges.map((bridge) => bridge.value)));
  const cards = deviceNames(file, workspace, except).filter((name) => name !== 'lo' && !bridges.has(name));
  return named(cards.length > 0 ? cards : ['eth0'], 'card of the host');
}

/** Every interface that the host's files name: in `iface` and `auto` lines, and as ports of bridges. */
export function deviceNames(file: SourceFile, workspace: Workspace, except?: Span): string[] {
  const found = new Set<string>();
  for (const one of interfacesFor(file, workspace)) {
    const { devices, started } = one.facts;
    const ports = devices.flatMap((device) => device.bridgePorts ?? []);
    for (const { value, offset } of [...devices.map((device) => device.name), ...started, ...ports])
      if (one !== file || offset !== except?.offset) found.add(value);
  }
  return [...found];
}

/**
 * Interfaces for a stanza's first line. After `iface` those come first that have no such line yet, since a second one is for the other
 * address family; after `auto` only those are left; `inherits` wants one that has a line.
 */
export function stanzaCandidates(
  file: InterfacesFile,
  of: 'iface' | 'auto' | 'inherits',
  word: Span,
  workspace: Workspace,
): Candidate[] {
  const { devices, started } = file.facts;
  const done = of === 'auto' ? started : devices.map((device) => device.name);
  const taken = new Set(done.filter((one) => one.offset !== word.offset).map((one) => one.value));
  if (of === 'inherits') return named(taken, 'stanza of this file');
  const known = [...deviceNames(file, workspace, word), 'lo', 'eth0'];
  const fresh = known.filter((name) => !taken.has(name));
  return named(of === 'iface' ? [...fresh, ...known] : fresh, 'interface');
}

/** Names of the pools that files of the workspace make, and of the one that each host has. */
function poolCandidates(workspace: Workspace): Candidate[] {
  const pools = ['Pool-0'];
  for (const file of workspace.files.values()) {
    if (file.language !== 'xl-cpupool') continue;
    const name = file.facts.variables.get('name')?.value;
    if (name?.kind === 'string') pools.push(name.text.text);
  }
  return named(pools, 'CPU pool');
}

/** Addresses of dom0 on which something may listen, the safe one first. */
function listenCandidates(file: SourceFile, workspace: Workspace): Candidate[] {
  const devices = interfacesFor(file, workspace).flatMap((one) => one.facts.devices);
  const own = devices.flatMap((device) => device.address?.value ?? []);
  return [
    ...named(['127.0.0.1'], 'dom0 only'),
    ...named(
      own.filter((address) => !address.startsWith('127.')),
      'address of dom0',
    ),
    ...named(['0.0.0.0'], 'every network of dom0'),
  ];
}

type NameSource = (file: KeyFile, key: string, workspace: Workspace) => Candidate[];

/** Where names come from, by the form of a key's value. */
const SOURCES: Readonly<Record<string, NameSource>> = {
  'interface-name': (file, key, workspace) =>
    key.endsWith('bridge') ? bridgeCandidates(workspace) : cardCandidates(file, workspace),
  'cpupool-name': (file, _key, workspace) => (file.language === 'xl-cpupool' ? [] : poolCandidates(workspace)),
  'cpu-pool': (_file, _key, workspace) => poolCandidates(workspace),
  'listen-address': (file, _key, workspace) => listenCandidates(file, workspace),
  'address-display': (file, _key, workspace) => listenCandidates(file, workspace),
  'address[:display]': (file, _key, workspace) => listenCandidates(file, workspace),
};

/** Names of the workspace that the value of a key, or of a part of a string, may be. */
export function namesFor(file: KeyFile, row: Row, workspace: Workspace): Candidate[] {
  return SOURCES[row.form ?? '']?.(file, row.name, workspace) ?? [];
}

/** Variables that the lines above the cursor set and that xm knows no option by: what `name = vm_…` may mean. */
export function variablesAbove(file: CfgFile, offset: number): Candidate[] {
  if (file.toolstack.toolstack !== 'xm') return [];
  const names = new Set<string>();
  const waiting: CfgStatement[] = [...file.tree.statements];
  for (let statement = waiting.shift(); statement; statement = waiting.shift()) {
    if (statement.offset >= offset) continue;
    if (statement.kind === 'block') waiting.unshift(...statement.body);
    if (statement.kind !== 'assignment' || !file.text.slice(statement.end, offset).includes('\n')) continue;
    const name = assignedName(file.tree, statement);
    if (name !== undefined && !TABLES.xm.has(name)) names.add(name);
  }
  return [...names].toReversed().map((label) => ({
    label,
    kind: CompletionItemKind.Variable,
    detail: 'variable of this file',
    rank: 60,
  }));
}

/** Values of an address option in the stanza that holds the cursor: what the guest or the subnet says. */
export function addressCandidates(file: InterfacesFile, option: string, word: Span, workspace: Workspace): Candidate[] {
  const stanza = file.tree.stanzas.findLast((one) => one.offset <= word.offset);
  const device = file.facts.devices.find((one) => one.stanza === stanza);
  const guest = workspace.guestOf(file);
  const subnets = neighbouringSubnets(file, guest, workspace);
  switch (option) {
    case 'address': {
      const ofGuest = guest?.facts.vifs.flatMap((vif) => vif.ips.map((ip) => ip.value)) ?? [];
      const gateways = new Set(subnets.flatMap(({ gateway }) => gateway ?? []));
      const free = subnets.flatMap(({ subnet }) => nextFreeAddress(subnet, workspace, gateways) ?? []);
      return [
        ...named(ofGuest, `ip= of ${guest?.facts.name?.value ?? 'the guest'}`),
        ...named(free, 'next free address'),
      ];
    }
    case 'gateway': {
      const gateways = subnets.flatMap(({ gateway }) => gateway ?? []);
      return named(gateways, 'gateway of this subnet');
    }
    case 'netmask': {
      const own = device?.address && device.netmask?.offset === word.offset ? undefined : device?.netmask?.value;
      const masks = [...(own ? [own] : []), ...subnets.flatMap(({ mask }) => mask ?? []), '255.255.255.0'];
      return named(masks, 'netmask');
    }
    default:
      return [];
  }
}

interface NearSubnet {
  readonly subnet: Subnet;
  readonly mask: string | undefined;
  readonly gateway: string | undefined;
}

/** The subnets of the other stanzas of the file, of the guest's vifs, and of the host. */
function neighbouringSubnets(file: InterfacesFile, guest: CfgFile | undefined, workspace: Workspace): NearSubnet[] {
  const files = new Set([file, ...interfacesFor(guest ?? file, workspace)]);
  const found = new Map<string, NearSubnet>();
  for (const vif of guest?.facts.vifs ?? []) {
    const known = guest && guestSubnet(guest, vif, workspace);
    if (known) remember(found, known.subnet, known.gateway?.value.text);
  }
  for (const device of [...files].flatMap((one) => one.facts.devices)) {
    const address = deviceAddress(device);
    if (address?.address.family === 4 && device.name.value !== 'lo')
      remember(found, subnetOf(address.address, address.prefix), device.gateway?.value);
  }
  return [...found.values()];
}

function remember(found: Map<string, NearSubnet>, subnet: Subnet, gateway: string | undefined): void {
  const key = formatSubnet(subnet);
  const mask = subnet.family === 4 ? netmask(subnet.prefix) : undefined;
  found.set(key, { subnet, mask, gateway: found.get(key)?.gateway ?? gateway });
}

/** A free address of the first subnet that a bridge of the host is on; undefined where no file tells. */
export function freeOnBridge(file: SourceFile, workspace: Workspace): string | undefined {
  for (const device of interfacesFor(file, workspace).flatMap((one) => one.facts.devices)) {
    const own = device.bridgePorts ? deviceAddress(device) : undefined;
    if (own?.address.family !== 4) continue;
    const gateway = device.gateway?.value;
    return nextFreeAddress(subnetOf(own.address, own.prefix), workspace, new Set(gateway ? [gateway] : []));
  }
  return undefined;
}

/** What `source` may name: the folder of Debian, and interfaces files of the workspace beside this one. */
export function sourceCandidates(file: InterfacesFile, workspace: Workspace): Candidate[] {
  const beside = [...workspace.files.values()]
    .filter(
      (other) => other.language === 'xen-interfaces' && other !== file && isWithin(other.path, dirname(file.path)),
    )
    .map((other) => other.path);
  return [
    ...named(['/etc/network/interfaces.d/*'], 'every file of the folder'),
    ...named(beside, 'file of this workspace'),
  ];
}
