/** The network of a guest: the mode that its vifs are in, and the subnet that it lives on, each with where that is known from. */
import type { Span } from '../syntax/span.ts';
import { parseKernelIp } from '../syntax/spec/kernel-command-line.ts';
import {
  formatSubnet,
  type IpAddress,
  parseAddress,
  parseAddressAndPrefix,
  parsePrefix,
  parseSubnet,
  type Subnet,
  subnetOf,
} from '../xen/addresses.ts';
import { modeOfScript, type NetworkMode } from '../xen/hotplug-scripts.ts';
import { parseOpenvswitchBridge } from '../xen/openvswitch.ts';
import { dom0Devices } from './dom0-files.ts';
import { type Located, stringOf, type Vif } from './guest.ts';
import type { InterfaceDevice } from './interfaces.ts';
import { basename } from './paths.ts';
import type { CfgFile, InterfacesFile } from './source-file.ts';
import type { Workspace } from './workspace.ts';
import { scriptOf } from './xend.ts';

export type { NetworkMode };

export interface Place {
  readonly uri: string;
  readonly span: Span;
}

export interface VifMode {
  readonly mode: NetworkMode;
  /** The script that runs for the vif, without its folder. */
  readonly script: string;
  /** Where the script is named: the vif itself, xend-config.sxp or xl.conf. */
  readonly place: Place;
}

/**
 * The mode of a vif: its own `script=`, else the host's `vif-script` (xm) or `vif.default.script` (xl). Undefined
 * when neither is in the workspace: the toolstack's default is vif-bridge, but the file that could say otherwise is
 * not here.
 */
export function vifMode(guest: CfgFile, vif: Vif, workspace: Workspace): VifMode | undefined {
  if (vif.script) return modeAt(vif.script.value, guest.uri, vif.script);
  const host = workspace.hostOf(guest);
  if (guest.toolstack.toolstack === 'xm') {
    const option = host.xend?.facts.options.find((one) => one.name === 'vif-script' && one.used);
    const script = option && scriptOf(option);
    if (script && host.xend) return modeAt(script.name.text, host.xend.uri, script.name);
    const network = host.xend?.facts.options.find((one) => one.name === 'network-script' && one.used);
    const started = network && scriptOf(network);
    return started && host.xend && !option ? modeAt('vif-bridge', host.xend.uri, network.form) : undefined;
  }
  return host.xlConf?.facts.script && modeAt(host.xlConf.facts.script.value, host.xlConf.uri, host.xlConf.facts.script);
}

function modeAt(command: string, uri: string, span: Span): VifMode {
  const script = basename(command.split(/\s/, 1)[0] ?? '');
  return { mode: modeOfScript(script), script, place: { uri, span } };
}

/** The subnet that a guest's vif is on. */
export interface GuestSubnet {
  readonly subnet: Subnet;
  readonly gateway: (Located<IpAddress> & { readonly uri: string }) | undefined;
  /** Which of the five sources gave it; see `SUBNET_SOURCES`. */
  readonly rule: 1 | 2 | 3 | 4 | 5;
  /** The source in words, to end "… is outside 10.0.0.0/24 (": `from the guest's interfaces file`. */
  readonly source: string;
  /** Where the source is a file: the place of the mask or the address there. */
  readonly place: Place | undefined;
}

export const SUBNET_SOURCES: Readonly<Record<1 | 2 | 3 | 4 | 5, string>> = {
  1: "the guest's own interfaces file",
  2: "the guest's cfg",
  3: 'the setting xen.networks',
  4: "the bridge's stanza in dom0's interfaces file",
  5: 'the range that vif-nat hands out',
};

/** The subnet of a vif and address family from the first of the five sources that knows it; undefined when none does. */
export function guestSubnet(
  guest: CfgFile,
  vif: Vif,
  workspace: Workspace,
  family: 4 | 6 = 4,
): GuestSubnet | undefined {
  return (
    fromInterfaces(guest, vif, workspace, family) ??
    fromCfg(guest, vif, family) ??
    fromSettings(guest, vif, workspace, family) ??
    fromBridge(guest, vif, workspace, family) ??
    fromMode(guest, vif, workspace, family)
  );
}

/** The name of an address family in an interfaces file. */
const INET = { 4: 'inet', 6: 'inet6' } as const;

/**
 * The device of the guest's interfaces file that a vif shows up as: ethN for the Nth vif (enXN with a newer udev),
 * or the only configured device of a guest with a single vif.
 */
export function guestDevice(
  file: InterfacesFile,
  guest: CfgFile,
  vif: Vif,
  family: 4 | 6 = 4,
): InterfaceDevice | undefined {
  const inet = file.facts.devices.filter((device) => device.family === INET[family]);
  const named = inet.find(
    (device) => device.name.value === `eth${vif.index}` || device.name.value === `enX${vif.index}`,
  );
  if (named) return named;
  const real = inet.filter((device) => device.name.value !== 'lo');
  return real.length === 1 && guest.facts.vifs.length === 1 && guest.facts.vifsComplete ? real[0] : undefined;
}

/** Address and prefix length of a static stanza; undefined when one of them is missing or malformed. */
export function deviceAddress(device: InterfaceDevice): { address: IpAddress; prefix: number } | undefined {
  const parsed = device.address && parseAddressAndPrefix(device.address.value);
  if (!parsed) return undefined;
  const prefix = parsed.prefix ?? (device.netmask && parsePrefix(device.netmask.value, parsed.address.family));
  return prefix === undefined ? undefined : { address: parsed.address, prefix };
}

function locatedAddress(text: Located<string> | undefined, uri: string): GuestSubnet['gateway'] {
  const address = text && parseAddress(text.value);
  return address && { value: address, offset: text.offset, end: text.end, uri };
}

function fromInterfaces(guest: CfgFile, vif: Vif, workspace: Workspace, family: 4 | 6): GuestSubnet | undefined {
  const file = workspace.interfacesOf(guest);
  const device = file && guestDevice(file, guest, vif, family);
  const known = device && deviceAddress(device);
  if (!file || !device || known?.address.family !== family) return undefined;
  return {
    subnet: subnetOf(known.address, known.prefix),
    gateway: locatedAddress(device.gateway, file.uri),
    rule: 1,
    source: SUBNET_SOURCES[1],
    place: { uri: file.uri, span: device.netmask ?? device.address ?? device },
  };
}

/** xm's `ip=`, `netmask=` and `gateway=` keys, else a kernel parameter `ip=` in `extra`, `root` or `cmdline`; they set the first vif. */
function fromCfg(guest: CfgFile, vif: Vif, family: 4 | 6): GuestSubnet | undefined {
  // Both ways of the cfg know IPv4 only (create.py; nfsroot.rst of the kernel).
  if (vif.index !== 0 || family !== 4) return undefined;
  const { variables } = guest.facts;
  const netmask = stringOf(variables, 'netmask');
  const gateway = stringOf(variables, 'gateway');
  const own = stringOf(variables, 'ip') ?? vif.ips[0] ?? gateway;
  if (netmask && own && guest.toolstack.toolstack === 'xm') {
    const address = parseAddress(own.value.split('/', 1)[0] ?? '');
    const prefix = parsePrefix(netmask.value);
    if (address?.family === 4 && prefix !== undefined)
      return cfgSubnet(guest, subnetOf(address, prefix), gateway, netmask);
  }
  for (const key of ['extra', 'root', 'cmdline']) {
    const value = variables.get(key)?.value;
    if (value?.kind !== 'string') continue;
    const ip = parseKernelIp(value.text);
    const address = ip?.client && parseAddress(ip.client.text);
    const prefix = ip?.netmask ? parsePrefix(ip.netmask.text) : undefined;
    if (!ip || address?.family !== 4 || prefix === undefined) continue;
    const via = ip.gateway && { value: ip.gateway.text, offset: ip.gateway.offset, end: ip.gateway.end };
    return cfgSubnet(guest, subnetOf(address, prefix), via, ip.netmask);
  }
  return undefined;
}

function cfgSubnet(
  guest: CfgFile,
  subnet: Subnet,
  gateway: Located<string> | undefined,
  mask: Span | undefined,
): GuestSubnet {
  return {
    subnet,
    gateway: locatedAddress(gateway, guest.uri),
    rule: 2,
    source: SUBNET_SOURCES[2],
    place: mask && { uri: guest.uri, span: { offset: mask.offset, end: mask.end } },
  };
}

function fromSettings(guest: CfgFile, vif: Vif, workspace: Workspace, family: 4 | 6): GuestSubnet | undefined {
  const { networks } = workspace.settings(guest.uri);
  if (networks.length === 0) return undefined;
  const mode = vifMode(guest, vif, workspace)?.mode;
  const named = bridgeOf(guest, vif, workspace)?.value;
  const bridge = mode === 'openvswitch' && named ? (parseOpenvswitchBridge(named)?.bridge ?? named) : named;
  const row = networks.find(
    (one) =>
      (one.bridge === undefined || one.bridge === bridge || one.bridge === named) &&
      (one.mode === undefined || one.mode === mode) &&
      (parseSubnet(one.subnet)?.family ?? 4) === family,
  );
  const subnet = row && parseSubnet(row.subnet);
  if (!subnet) return undefined;
  const gateway = row.gateway === undefined ? undefined : parseAddress(row.gateway);
  return {
    subnet,
    gateway: gateway && { value: gateway, offset: 0, end: 0, uri: '' },
    rule: 3,
    source: SUBNET_SOURCES[3],
    place: undefined,
  };
}

/**
 * The bridge that a vif joins: its own `bridge=`, else the host's default. xl has the fixed default xenbr0
 * (libxl_nic.c); vif-bridge under xend takes the first bridge there is, which no file tells.
 */
export function bridgeOf(
  guest: CfgFile,
  vif: Vif,
  workspace: Workspace,
): { value: string; place: Place | undefined } | undefined {
  if (vif.bridge?.value) return { value: vif.bridge.value, place: { uri: guest.uri, span: vif.bridge } };
  if (guest.toolstack.toolstack === 'xm') return undefined;
  const host = workspace.hostOf(guest);
  const fallback = host.xlConf?.facts.bridge;
  if (fallback && host.xlConf) return { value: fallback.value, place: { uri: host.xlConf.uri, span: fallback } };
  return { value: 'xenbr0', place: undefined };
}

function fromBridge(guest: CfgFile, vif: Vif, workspace: Workspace, family: 4 | 6): GuestSubnet | undefined {
  const mode = vifMode(guest, vif, workspace)?.mode ?? 'bridge';
  if (mode !== 'bridge') return undefined;
  const bridge = bridgeOf(guest, vif, workspace)?.value;
  const found = dom0Devices(workspace.hostOf(guest), workspace).find(
    ({ device }) => device.name.value === bridge && device.family === INET[family] && deviceAddress(device),
  );
  if (!found) return undefined;
  const { file, device } = found;
  const known = deviceAddress(device);
  if (known?.address.family !== family) return undefined;
  return {
    subnet: subnetOf(known.address, known.prefix),
    gateway: locatedAddress(device.gateway, file.uri),
    rule: 4,
    source: SUBNET_SOURCES[4],
    place: { uri: file.uri, span: device.netmask ?? device.address ?? device },
  };
}

function fromMode(guest: CfgFile, vif: Vif, workspace: Workspace, family: 4 | 6): GuestSubnet | undefined {
  if (family !== 4) return undefined;
  const subnet = parseSubnet('10.0.0.0/16');
  if (!subnet || vifMode(guest, vif, workspace)?.mode !== 'nat') return undefined;
  return { subnet, gateway: undefined, rule: 5, source: SUBNET_SOURCES[5], place: undefined };
}

/** `10.0.0.0/24 (the guest's own interfaces file)`: a subnet as messages name it, with its source. */
export function describeSubnet(known: GuestSubnet): string {
  return `${formatSubnet(known.subnet)}, known from ${known.source}`;
}
