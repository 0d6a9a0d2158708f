/** IP addresses, subnets and MAC addresses: reading them the strict way that a host does, and calculating with them. */
import ipaddr from 'ipaddr.js';

export interface IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
  /** The address in its usual short form. */
  readonly text: string;
}

export interface Subnet {
  readonly family: 4 | 6;
  /** The address with all host bits zero. */
  readonly network: bigint;
  /** Length of the network part: 0 to 32 for IPv4, 0 to 128 for IPv6. */
  readonly prefix: number;
}

const WIDTH = { 4: 32, 6: 128 } as const;

/** Reads an address: IPv4 as four decimal parts without leading zeros, or any IPv6 form without a zone; undefined otherwise. */
export function parseAddress(text: string): IpAddress | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return fromBytes(ipaddr.IPv4.parse(text).toByteArray());
  if (text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text)) {
    return fromBytes(ipaddr.IPv6.parse(text).toByteArray());
  }
  return undefined;
}

/**
 * What `ip` (iproute2, `get_addr_ipv4` in lib/utils.c) makes of an IPv4 address: each part as strtoul with base 0 counts it,
 * so that `010` is 8, and missing parts at the end are 0. Undefined where it refuses the text.
 */
export function parseIprouteIpv4(text: string): IpAddress | undefined {
  const parts = text.split('.');
  if (parts.length > 4) return undefined;
  const bytes = parts.map((part) =>
    /^(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/.test(part)
      ? Number.parseInt(part, /^0[xX]/.test(part) ? 16 : part.startsWith('0') ? 8 : 10)
      : Number.NaN,
  );
  if (!bytes.every((byte) => byte <= 255)) return undefined;
  return fromBytes([...bytes, 0, 0, 0].slice(0, 4));
}

function fromBytes(bytes: number[]): IpAddress {
  const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return { family: bytes.length === 4 ? 4 : 6, value, text: ipaddr.fromByteArray(bytes).toString() };
}

/** The address with this value (0 to 2^32-1 or 2^128-1) in its usual form. */
export function formatAddress(family: 4 | 6, value: bigint): string {
  const bytes: number[] = [];
  for (let shift = WIDTH[family] - 8; shift >= 0; shift -= 8) bytes.push(Number((value >> BigInt(shift)) & 0xffn));
  return ipaddr.fromByteArray(bytes).toString();
}

/** Reads `ADDRESS` or `ADDRESS/BITS`; undefined when either half is wrong. */
export function parseAddressAndPrefix(text: string): { address: IpAddress; prefix: number | undefined } | undefined {
  const slash = text.indexOf('/');
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (!address) return undefined;
  if (slash < 0) return { address, prefix: undefined };
  const prefix = parsePrefix(text.slice(slash + 1), address.family);
  return prefix === undefined ? undefined : { address, prefix };
}

/** Reads a mask in either form: a number of bits, or (IPv4) dotted with all ones before all zeros. */
export function parsePrefix(text: string, family: 4 | 6 = 4): number | undefined {
  if (/^\d{1,3}$/.test(text)) {
    const bits = Number(text);
    return bits <= WIDTH[family] ? bits : undefined;
  }
  if (family !== 4 || !ipaddr.IPv4.isValidFourPartDecimal(text)) return undefined;
  return ipaddr.IPv4.parse(text).prefixLengthFromSubnetMask() ?? undefined;
}

/** The subnet that an address with this prefix length belongs to. */
export function subnetOf(address: IpAddress, prefix: number): Subnet {
  const hostBits = BigInt(WIDTH[address.family] - prefix);
  return { family: address.family, network: (address.value >> hostBits) << hostBits, prefix };
}

/** Reads `NETWORK/BITS` or `NETWORK/MASK`; host bits that are set are cleared. Undefined without a mask. */
export function parseSubnet(text: string): Subnet | undefined {
  const parsed = parseAddressAndPrefix(text);
  return parsed?.prefix === undefined ? undefined : subnetOf(parsed.address, parsed.prefix);
}

export function contains(subnet: Subnet, address: IpAddress): boolean {
  return subnet.family === address.family && subnetOf(address, subnet.prefix).network === subnet.network;
}

/** Whether the address is one that a device makes up for its own link and that no subnet holds: fe80::/10. */
export function isLinkLocal(address: IpAddress): boolean {
  return address.family === 6 && address.value >> 118n === 0x3fan;
}

/** Whether the two subnets share an address. */
export function subnetsOverlap(a: Subnet, b: Subnet): boolean {
  if (a.family !== b.family) return false;
  const prefix = Math.min(a.prefix, b.prefix);
  const shift = BigInt(WIDTH[a.family] - prefix);
  return a.network >> shift === b.network >> shift;
}

/** The last address: the broadcast address of an IPv4 subnet of /30 or larger. */
export function lastAddress(subnet: Subnet): bigint {
  return subnet.network | ((1n << BigInt(WIDTH[subnet.family] - subnet.prefix)) - 1n);
}

/** Whether the subnet sets its first and last address aside (IPv4 down to /30; /31, /32 and IPv6 do not). */
export function reservesEnds(subnet: Subnet): boolean {
  return subnet.family === 4 && subnet.prefix <= 30;
}

/** First and last address that a host may have; for /31, /32 and IPv6 these are the ends themselves. */
export function usableRange(subnet: Subnet): { first: bigint; last: bigint } {
  const reserved = reservesEnds(subnet) ? 1n : 0n;
  return { first: subnet.network + reserved, last: lastAddress(subnet) - reserved };
}

/** `10.0.0.0/24`. */
export function formatSubnet(subnet: Subnet): string {
  return `${formatAddress(subnet.family, subnet.network)}/${subnet.prefix}`;
}

/** The dotted mask of an IPv4 prefix length (0 to 32): `255.255.255.0` for 24. */
export function netmask(prefix: number): string {
  return ipaddr.IPv4.subnetMaskFromPrefixLength(prefix).toString();
}

/** Xen's own vendor prefix, in which the toolstacks make up random addresses (xl.cfg(5), vif `mac=`). */
export const XEN_MAC_PREFIX = '00:16:3e';

/** Reads six two-digit hex bytes with colons and gives them in lower case; undefined for anything else. */
export function parseMac(text: string): string | undefined {
  return /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i.test(text) ? text.toLowerCase() : undefined;
}

/** Prefixes that makers of hypervisors have for virtual cards: Xen, VMware, VirtualBox, Hyper-V, Parallels, Xsigo, Oracle VM. */
const VIRTUAL_PREFIXES: ReadonlySet<string> = new Set([
  XEN_MAC_PREFIX,
  '00:50:56',
  '00:0c:29',
  '00:05:69',
  '00:1c:14',
  '08:00:27',
  '0a:00:27',
  '00:15:5d',
  '00:03:ff',
  '00:1c:42',
  '00:21:f6',
  '00:14:4f',
]);

/** Whether an address (as `parseMac` gives it) is made for virtual cards: a maker's prefix, or the bit for made-up ones. */
export function isVirtualMac(mac: string): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 2) !== 0 || VIRTUAL_PREFIXES.has(mac.slice(0, XEN_MAC_PREFIX.length));
}

/** Whether the group bit of a MAC (as `parseMac` gives it) is set: no network card may have such an address as its own. */
export function isMulticastMac(mac: string): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 1) === 1;
}
