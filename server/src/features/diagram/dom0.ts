/** The network devices of dom0: cards, bonds, VLAN devices and bridges, from its interfaces file and from what xend's script makes. */
import type { Dom0Files } from '../../model/dom0-files.ts';
import { hookOptionOf, type InterfaceDevice } from '../../model/interfaces.ts';
import { deviceAddress, type Place } from '../../model/network.ts';
import type { CfgFile, InterfacesFile } from '../../model/source-file.ts';
import { type IpAddress, parseAddress, type Subnet, subnetOf } from '../../xen/addresses.ts';
import { bridgeOfScript, type HostScript, type HostSetup, makesBridge } from './setup.ts';

/** A gateway as a file names it. */
export interface KnownGateway {
  readonly address: IpAddress;
  readonly place: Place;
}

export interface Device {
  /** Empty for the bridge that network-bridge makes where its name is not known. */
  readonly name: string;
  readonly bridge: boolean;
  /** `192.168.0.3/24`, or `by DHCP`. */
  readonly addresses: readonly string[];
  readonly subnets: readonly Subnet[];
  readonly gateway: KnownGateway | undefined;
  /** The devices below: ports of a bridge, slaves of a bond, the card of a VLAN device. */
  readonly lower: readonly string[];
  /** False for a bridge whose ports are chosen by a pattern, or that no file here makes. */
  readonly lowerKnown: boolean;
  readonly place: Place | undefined;
  readonly certain: boolean;
  /** What to know besides: which script makes it, what it was called before. */
  readonly note: string;
}

export interface Dom0 extends Dom0Files {
  readonly devices: ReadonlyMap<string, Device>;
  /** The bridge that vifs without `bridge=` join under xend: its name, empty for one of unknown name. */
  readonly defaultBridge: string | undefined;
  /** The cards to the outside: those that nothing lies below. */
  readonly cards: readonly Device[];
  /** The card that routed and translated packets leave by; assumed to be eth0 where nothing says so. */
  readonly outer: Device | undefined;
  /** The command of an interfaces file that translates addresses (a MASQUERADE or SNAT rule). */
  readonly translates: Place | undefined;
}

const VIRTUAL = /^(?:dummy|tap|tun|veth|virbr|vif|docker|wg|lo)/;

/**
 * Reads dom0's devices. `guests` help where only they say what a bridge is called; `routed` says whether packets of guests
 * leave through dom0 itself, so that there must be a card.
 */
export function dom0Of(read: Dom0Files, setup: HostSetup, guests: readonly CfgFile[], routed: boolean): Dom0 {
  const devices = fromInterfaces(read.files);
  const script = setup.networkScript;
  const bridges = [...devices.values()].filter((device) => device.bridge);
  let defaultBridge = bridges.length === 1 ? bridges[0]?.name : undefined;
  if (makesBridge(script) && bridges.length === 0) defaultBridge = addScriptBridge(devices, script, setup, guests);
  const netdev = script?.args.get('netdev');
  if (script && netdev && script.mode !== 'bridge' && !devices.has(netdev))
    devices.set(netdev, assumed(netdev, script.place, true, `named by ${script.name}`));
  const cards = () =>
    [...devices.values()].filter((one) => !one.bridge && one.lower.length === 0 && !VIRTUAL.test(one.name));
  if (routed && cards().length === 0)
    devices.set('eth0', assumed('eth0', script?.place, false, 'no file names the card'));
  const named = devices.get(netdev ?? setup.gatewaydev ?? '');
  const withGateway = [...devices.values()].find((one) => one.gateway);
  return {
    devices,
    defaultBridge,
    cards: cards(),
    outer: named ?? withGateway ?? cards()[0],
    translates: read.files.map(masquerade).find((place) => place !== undefined),
    ...read,
  };
}

function assumed(name: string, place: Place | undefined, certain: boolean, note: string): Device {
  return {
    name,
    bridge: false,
    addresses: [],
    subnets: [],
    gateway: undefined,
    lower: [],
    lowerKnown: true,
    place,
    certain,
    note,
  };
}

/** The devices of the main file and of all that its `source` lines take in. */
function fromInterfaces(files: readonly InterfacesFile[]): Map<string, Device> {
  const devices = new Map<string, Device>();
  const made = new Set(files.flatMap((file) => file.facts.bridges.map((bridge) => bridge.value)));
  for (const file of files) {
    for (const stanza of file.facts.devices) {
      const name = stanza.name.value.split(':', 1)[0] ?? '';
      if (name === 'lo' || name === '') continue;
      const next = readDevice(stanza, name, file.uri, made.has(name));
      const before = devices.get(name);
      devices.set(name, before ? merge(before, next) : next);
    }
  }
  for (const file of files) {
    for (const bridge of file.facts.bridges) {
      if (devices.has(bridge.value)) continue;
      const place = { uri: file.uri, span: { offset: bridge.offset, end: bridge.end } };
      devices.set(bridge.value, { ...assumed(bridge.value, place, true, ''), bridge: true, lowerKnown: false });
    }
  }
  addPorts(devices, files);
  return devices;
}

/** Ports and slaves that have no stanza of their own. */
function addPorts(devices: Map<string, Device>, files: readonly InterfacesFile[]): void {
  for (const device of [...devices.values()]) {
    for (const name of device.lower) {
      if (!devices.has(name)) devices.set(name, assumed(name, device.place, true, `below ${device.name}`));
    }
  }
  for (const file of files) {
    for (const stanza of file.facts.devices) {
      for (const port of stanza.bridgePorts ?? []) {
        const known = devices.get(port.value);
        const span = { offset: port.offset, end: port.end };
        if (known?.note.startsWith('below ')) devices.set(port.value, { ...known, place: { uri: file.uri, span } });
      }
    }
  }
}

function readDevice(stanza: InterfaceDevice, name: string, uri: string, bridge: boolean): Device {
  const known = deviceAddress(stanza);
  const gateway = stanza.gateway && parseAddress(stanza.gateway.value);
  const shown = known ? `${known.address.text}/${known.prefix}` : stanza.address?.value;
  const lower = lowerOf(stanza, name, bridge);
  return {
    name,
    bridge,
    addresses: shown ? [shown] : stanza.method === 'dhcp' ? ['by DHCP'] : [],
    subnets: known ? [subnetOf(known.address, known.prefix)] : [],
    gateway:
      gateway && stanza.gateway
        ? { address: gateway, place: { uri, span: { offset: stanza.gateway.offset, end: stanza.gateway.end } } }
        : undefined,
    lower: lower.filter((one) => one !== name),
    lowerKnown: stanza.bridgePortsComplete,
    place: { uri, span: { offset: stanza.name.offset, end: stanza.name.end } },
    certain: true,
    note: '',
  };
}

function lowerOf(stanza: InterfaceDevice, name: string, bridge: boolean): string[] {
  if (bridge) {
    const ovs = hookOptionOf(stanza, 'ovs_ports')?.words.map((word) => word.text) ?? [];
    return [...(stanza.bridgePorts?.map((port) => port.value) ?? []), ...ovs];
  }
  const slaves = hookOptionOf(stanza, 'bond_slaves') ?? hookOptionOf(stanza, 'slaves');
  if (slaves) return slaves.words.map((word) => word.text).filter((word) => word !== 'none');
  const raw = hookOptionOf(stanza, 'vlan_raw_device')?.words[0]?.text ?? /^(.+)\.\d{1,4}$/.exec(name)?.[1];
  return raw ? [raw] : [];
}

function merge(a: Device, b: Device): Device {
  return {
    ...a,
    bridge: a.bridge || b.bridge,
    addresses: [...new Set([...a.addresses, ...b.addresses])],
    subnets: [...a.subnets, ...b.subnets],
    gateway: a.gateway ?? b.gateway,
    lower: [...new Set([...a.lower, ...b.lower])],
    lowerKnown: a.lowerKnown && b.lowerKnown,
  };
}

/** network-bridge renames the card pethN and hands its address to a bridge (both eras do, under different names). */
function addScriptBridge(
  devices: Map<string, Device>,
  script: HostScript,
  setup: HostSetup,
  guests: readonly CfgFile[],
): string {
  const given = script.args.get('netdev') ?? [...devices.values()].find((one) => one.gateway)?.name;
  const netdev = given ?? 'eth0';
  const before = devices.get(netdev);
  const known = bridgeOfScript(script, netdev, setup.version, guests);
  const name = known?.name ?? '';
  devices.delete(netdev);
  const card = `p${netdev}`;
  devices.set(card, {
    ...assumed(card, script.place, given !== undefined, `the card, ${netdev} before`),
    lower: before?.lower ?? [],
  });
  devices.set(name, {
    ...(before ?? assumed(name, script.place, false, '')),
    name,
    bridge: true,
    place: script.place,
    lower: [card],
    certain: true,
    note: name === '' ? NAMES_BY_RELEASE : 'made by network-bridge',
  });
  return name;
}

const NAMES_BY_RELEASE = 'made by network-bridge: xenbr0 up to Xen 3.1, the old name of the card from 3.2 on';

function masquerade(file: InterfacesFile): Place | undefined {
  const option = file.facts.devices
    .flatMap((device) => device.options)
    .find((one) => /\b(?:MASQUERADE|SNAT)\b/.test(one.value) && !one.name.text.includes('down'));
  return option && { uri: file.uri, span: { offset: option.offset, end: option.end } };
}

/** Bridges of dom0 alone, whose guests leave through the address translation of an interfaces file. */
export function hiddenBridges({ devices, outer, translates }: Dom0): Device[] {
  if (!translates || !outer) return [];
  return [...devices.values()].filter((one) => one.bridge && one.lowerKnown && one.lower.length === 0 && one !== outer);
}
