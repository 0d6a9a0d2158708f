/**
 * The network of a host as all of its files make it together: ifupdown's, and those of every other program. It is the
 * one place that answers "is there a bridge of this name", "what is eth0", "whose is this address".
 */
import type { Span } from '../../syntax/span.ts';
import { parseAddressAndPrefix } from '../../xen/addresses.ts';
import { dom0Files } from '../dom0-files.ts';
import type { Located } from '../guest.ts';
import { hookOptionOf, type InterfaceDevice, optionOf } from '../interfaces.ts';
import { isWithin } from '../paths.ts';
import { guestNames } from '../shared-keys.ts';
import type { CfgFile, InterfacesFile, SourceFile } from '../source-file.ts';
import type { Host, Workspace } from '../workspace.ts';
import type { DeviceKind, NetworkFile } from './types.ts';

/** A device of the host, what all files say of it taken together. */
export interface HostDevice {
  readonly name: string;
  readonly kind: DeviceKind;
  /** Where it is described first; a bridge: where it is made. */
  readonly uri: string;
  readonly span: Span;
  readonly ports: readonly string[];
  /** The bridge that it joins as a port. */
  readonly bridge: string | undefined;
}

/** An address and where it is written. */
export interface HostAddress extends Span {
  /** In its usual short form, without a prefix length. */
  readonly text: string;
  readonly uri: string;
  /** The device whose address it is, or whose files name it. */
  readonly device: string;
}

export interface HostNetwork {
  readonly devices: ReadonlyMap<string, HostDevice>;
  readonly bridges: readonly HostDevice[];
  /** The host's own addresses, loopback aside. */
  readonly addresses: readonly HostAddress[];
  readonly gateways: readonly HostAddress[];
  readonly nameServers: readonly HostAddress[];
  /**
   * False when some file, or a part of one, could not be read, or when nothing at all describes the network: what is not
   * in the model may exist all the same.
   */
  readonly complete: boolean;
}

/** Bridges that daemons make when they start: libvirt, LXC, LXD, Incus, Docker, Podman, CNI. */
const MADE_BY_DAEMONS =
  /^(?:virbr\d*|lxcbr\d+|lxdbr\d+|incusbr\d+|docker\d+|br-[0-9a-f]{12}|podman\d+|cni\d+|cni-podman\d+)$/;

/** Whether a daemon makes a bridge of this name, without a file of the host's network. */
export function isMadeByDaemon(bridge: string): boolean {
  return MADE_BY_DAEMONS.test(bridge);
}

/** The network of the host that a file belongs to. */
export function hostNetwork(file: SourceFile, workspace: Workspace): HostNetwork {
  const host = workspace.hostOf(file);
  const own = dom0Files(host, workspace);
  const others = networkFilesOf(file, host, workspace);
  const builder = new Builder();
  for (const one of own.files) builder.addInterfaces(one);
  for (const one of others) builder.addFile(one);
  const complete = (!host.interfaces || own.complete) && others.every((one) => one.complete);
  return builder.build(complete && (host.interfaces !== undefined || others.length > 0));
}

/**
 * The files of other programs that set up this host: those below its folder, else those of the folder that the file lies
 * in. A guest's own files (`web01/etc/netplan/…`) are not the host's.
 */
function networkFilesOf(file: SourceFile, host: Host, workspace: Workspace): NetworkFile[] {
  const all = [...workspace.networkFiles.values()];
  if (all.length === 0) return [];
  const near = host.root === '' ? all.filter((one) => isWithin(file.path, rootOf(one.path))) : [];
  const below =
    host.root === '' ? near : all.filter((one) => isWithin(one.path, host.root) || rootOf(one.path) === host.root);
  return below.filter((one) => !isGuests(one.path, workspace));
}

/** The folder that stands for the host: what is above `etc`, else the folder of the file. */
function rootOf(path: string): string {
  const at = path.lastIndexOf('/etc/');
  return at >= 0 ? path.slice(0, at) || '/' : path.slice(0, path.lastIndexOf('/')) || '/';
}

/** Whether a part of the path is the name of a guest of the workspace. */
function isGuests(path: string, workspace: Workspace): boolean {
  return path
    .split('/')
    .slice(0, -1)
    .some(
      (part) =>
        part !== '' && workspace.sharing(`guest:${part}`).some((one) => guestNames(one as CfgFile).includes(part)),
    );
}

/** `ip addr add 10.0.0.2/24 dev …` and `ifconfig … 10.0.0.2` in a command of a stanza. */
const ADDS_ADDRESS =
  /\b(?:ip[ \t]+(?:-[46][ \t]+)?a(?:ddr(?:ess)?)?[ \t]+add[ \t]+|ifconfig[ \t]+\S+[ \t]+(?:inet6?[ \t]+)?(?:add[ \t]+)?)([0-9a-fA-F.:]+)/;

class Builder {
  readonly #devices = new Map<string, HostDevice>();
  readonly #addresses: HostAddress[] = [];
  readonly #gateways: HostAddress[] = [];
  readonly #nameServers: HostAddress[] = [];

  addInterfaces(file: InterfacesFile): void {
    for (const device of file.facts.devices) {
      const name = device.name.value;
      const ports = (device.bridgePorts ?? hookOptionOf(device, 'ovs_ports')?.words ?? []).map((one) =>
        'text' in one ? one.text : one.value,
      );
      const joins = hookOptionOf(device, 'ovs_bridge')?.words[0]?.text;
      this.#add(name, kindOf(device), file.uri, device.name, ports, joins);
      if (name === 'lo') continue;
      this.#note(this.#addresses, device.address, file.uri, name);
      this.#note(this.#gateways, device.gateway, file.uri, name);
      const servers = optionOf(device, 'dns-nameservers') ?? optionOf(device, 'dns-nameserver');
      for (const { text, offset, end } of servers?.words ?? [])
        this.#note(this.#nameServers, { value: text, offset, end }, file.uri, name);
      for (const option of device.options) {
        if (!/^(?:pre-up|up|post-up)$/.test(option.name.text)) continue;
        const address = ADDS_ADDRESS.exec(option.value)?.[1];
        const word = address && option.words.find((one) => one.text.startsWith(address));
        if (word) this.#note(this.#addresses, { value: address, offset: word.offset, end: word.end }, file.uri, name);
      }
    }
    for (const bridge of file.facts.bridges) {
      const known = this.#devices.get(bridge.value);
      if (known?.kind !== 'bridge' && known?.kind !== 'openvswitch')
        this.#add(bridge.value, 'bridge', file.uri, bridge, [], undefined);
    }
  }

  addFile(file: NetworkFile): void {
    for (const { name, kind, ports, addresses, gateways, nameServers, bridge } of file.devices) {
      const named = ports.map((one) => one.value);
      this.#add(name.value, kind, file.uri, name, named, bridge?.value);
      if (name.value === 'lo') continue;
      for (const one of addresses) this.#note(this.#addresses, one, file.uri, name.value);
      for (const one of gateways) this.#note(this.#gateways, one, file.uri, name.value);
      for (const one of nameServers) this.#note(this.#nameServers, one, file.uri, name.value);
    }
  }

  build(complete: boolean): HostNetwork {
    for (const one of [...this.#devices.values()]) this.#joinPorts(one);
    for (const one of [...this.#devices.values()]) this.#joinBridge(one);
    const devices = this.#devices;
    const bridges = [...devices.values()].filter((one) => one.kind === 'bridge' || one.kind === 'openvswitch');
    return {
      devices,
      bridges,
      addresses: this.#addresses,
      gateways: this.#gateways,
      nameServers: this.#nameServers,
      complete,
    };
  }

  /** A bridge names its ports: they learn which bridge they are in. */
  #joinPorts(bridge: HostDevice): void {
    if (bridge.kind !== 'bridge' && bridge.kind !== 'openvswitch') return;
    for (const port of bridge.ports) {
      const known = this.#devices.get(port);
      if (known && known !== bridge && known.bridge === undefined)
        this.#devices.set(port, { ...known, bridge: bridge.name });
    }
  }

  /** A port names its bridge: there is one, whoever makes it. */
  #joinBridge(port: HostDevice): void {
    if (port.bridge === undefined || port.bridge === port.name) return;
    const { uri, span } = port;
    this.#add(port.bridge, 'bridge', uri, span, [port.name], undefined);
  }

  /** Takes in one description; what makes a device counts more than what only sets it up. */
  #add(
    name: string,
    kind: DeviceKind,
    uri: string,
    span: Span,
    ports: readonly string[],
    bridge: string | undefined,
  ): void {
    const known = this.#devices.get(name);
    const place = { offset: span.offset, end: span.end };
    if (!known) {
      this.#devices.set(name, { name, kind, uri, span: place, ports, bridge });
      return;
    }
    const isMaker = RANK[kind] > RANK[known.kind];
    this.#devices.set(name, {
      name,
      kind: isMaker ? kind : known.kind,
      uri: isMaker ? uri : known.uri,
      span: isMaker ? place : known.span,
      ports: [...new Set([...known.ports, ...ports])],
      bridge: known.bridge ?? bridge,
    });
  }

  #note(list: HostAddress[], address: Located<string> | undefined, uri: string, device: string): void {
    const parsed = address && parseAddressAndPrefix(address.value);
    if (!address || !parsed || /^(?:127\.|::1$|0\.0\.0\.0$)/.test(parsed.address.text)) return;
    list.push({ text: parsed.address.text, uri, device, offset: address.offset, end: address.end });
  }
}

/** Which of two descriptions says more of what a device is. */
const RANK: Readonly<Record<DeviceKind, number>> = { unknown: 0, card: 1, vlan: 2, bond: 2, bridge: 3, openvswitch: 4 };

function kindOf(device: InterfaceDevice): DeviceKind {
  const type = hookOptionOf(device, 'ovs_type')?.value;
  if (type === 'OVSBridge') return 'openvswitch';
  if (type === 'OVSBond') return 'bond';
  if (device.bridgePorts) return 'bridge';
  if (hookOptionOf(device, 'bond_slaves') || hookOptionOf(device, 'bond_mode')) return 'bond';
  if (hookOptionOf(device, 'vlan_raw_device')) return 'vlan';
  return kindOfName(device.name.value);
}

/** Names that the kernel and udev give to network cards, and to VLANs on them. */
const CARD = /^(?:eth\d+|en(?:[opsx]|P\d+)[\w]+|em\d+|p\d+p\d+|wl[\w]+|usb\d+)$/;

/** What a device that a stanza only configures is by its name alone: a card, a VLAN on one (`eth0.5`), or nobody knows. */
export function kindOfName(name: string): DeviceKind {
  if (CARD.test(name)) return 'card';
  const base = /^(.+)\.\d+$/.exec(name)?.[1];
  if (base !== undefined) return CARD.test(base) || /^bond\d+$/.test(base) ? 'vlan' : 'unknown';
  return /^bond\d+$/.test(name) ? 'bond' : 'unknown';
}
