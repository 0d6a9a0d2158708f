/** Addresses that nothing in the workspace uses yet: the next free one of a subnet, and a MAC for a vif. */
import { formatAddress, parseAddress, type Subnet, usableRange, XEN_MAC_PREFIX } from '../xen/addresses.ts';
import type { Vif } from './guest.ts';
import { hostNetwork } from './host-network/network.ts';
import { guestSubnet, vifMode } from './network.ts';
import { stem } from './paths.ts';
import type { CfgFile } from './source-file.ts';
import type { Workspace } from './workspace.ts';

/** Where the search ends: a subnet of which this many of the first addresses are taken is left to the administrator. */
const MOST_TRIED = 70_000;

/**
 * The addresses of a subnet that a host may have and that no file of the workspace uses, the lowest first; `taken` holds
 * further addresses to keep off (in their usual short form), such as the gateway.
 */
export function* freeAddresses(
  subnet: Subnet,
  workspace: Workspace,
  taken: ReadonlySet<string> = new Set(),
): Generator<string, undefined> {
  const range = usableRange(subnet);
  // The first address of an IPv6 subnet is the anycast address of its routers (RFC 4291).
  const first = subnet.family === 6 && subnet.prefix < 127 ? range.first + 1n : range.first;
  for (let value = first; value <= range.last && value - first < BigInt(MOST_TRIED); value++) {
    const text = formatAddress(subnet.family, value);
    if (!taken.has(text) && workspace.sharing(`ip:${text}`).length === 0) yield text;
  }
  return undefined;
}

/** The lowest of them; undefined when none is free. */
export function nextFreeAddress(
  subnet: Subnet,
  workspace: Workspace,
  taken: ReadonlySet<string> = new Set(),
): string | undefined {
  return freeAddresses(subnet, workspace, taken).next().value;
}

/** The next free address of the subnet that a vif lives on; undefined where no file and no setting tells the subnet. */
export function nextFreeForVif(guest: CfgFile, vif: Vif, workspace: Workspace, family: 4 | 6 = 4): string | undefined {
  const known = guestSubnet(guest, vif, workspace, family);
  if (!known) return undefined;
  const taken = gatewaysOf(guest, workspace, known.gateway?.value.text);
  const behindNat = vifMode(guest, vif, workspace)?.mode === 'nat';
  for (const address of freeAddresses(known.subnet, workspace, taken))
    if (!behindNat || fitsVifNat(address)) return address;
  return undefined;
}

/**
 * Whether vif-nat can serve the address: it makes dom0's end of the vif by adding 127 to the last number, which must
 * stay below 255 (`vif-nat`, router_ip).
 */
export function fitsVifNat(address: string): boolean {
  return Number(address.slice(address.lastIndexOf('.') + 1)) <= 127;
}

function gatewaysOf(guest: CfgFile, workspace: Workspace, own: string | undefined): Set<string> {
  const taken = new Set(own === undefined ? [] : [own]);
  const host = workspace.hostOf(guest);
  const files = [host.interfaces, workspace.interfacesOf(guest)];
  for (const file of files) for (const device of file?.facts.devices ?? []) addAddress(taken, device.gateway?.value);
  for (const row of workspace.settings(guest.uri).networks) addAddress(taken, row.gateway);
  // The host's own addresses, its gateways and name servers are somebody's, whether or not a file of theirs is here.
  const network = hostNetwork(guest, workspace);
  for (const list of [network.addresses, network.gateways, network.nameServers])
    for (const { text } of list) taken.add(text);
  return taken;
}

function addAddress(taken: Set<string>, text: string | undefined): void {
  const address = text === undefined ? undefined : parseAddress(text);
  if (address) taken.add(address.text);
}

/**
 * A MAC of Xen's own range for a vif, made from the guest's name and the vif's place in its list, so that the same
 * workspace always gives the same one; the next one up where that is in use. `taken` holds further ones to keep off.
 */
export function newMac(
  name: string,
  index: number,
  workspace: Workspace,
  taken: ReadonlySet<string> = new Set(),
): string {
  let number = hash(`${name}/${index}`);
  for (;;) {
    const mac = XEN_MAC_PREFIX + number.toString(16).padStart(6, '0').replaceAll(/../g, ':$&');
    if (!taken.has(mac) && workspace.sharing(`mac:${mac}`).length === 0) return mac;
    number = (number + 1) & 0xffffff;
  }
}

/** A new MAC for a vif of a file. */
export function newMacForVif(guest: CfgFile, index: number, workspace: Workspace): string {
  return newMac(guest.facts.name?.value ?? stem(guest.path), index, workspace);
}

/** 24 bits of FNV-1a (its 32 bits folded, as its authors advise for shorter hashes). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return ((value >>> 24) ^ value) & 0xffffff;
}
