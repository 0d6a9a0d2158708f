/** The answers that the workspace itself suggests, so that most of them need only be confirmed. */

import { fitsVifNat, freeAddresses, nextFreeAddress } from '../../model/free-addresses.ts';
import type { InterfaceDevice } from '../../model/interfaces.ts';
import { deviceAddress, guestSubnet, vifMode } from '../../model/network.ts';
import { stem } from '../../model/paths.ts';
import type { NetworkSetting } from '../../model/settings.ts';
import type { CfgFile, InterfacesFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import {
  contains,
  formatAddress,
  formatSubnet,
  parseAddress,
  parseAddressAndPrefix,
  parseSubnet,
  type Subnet,
  subnetOf,
  subnetsOverlap,
  usableRange,
} from '../../xen/addresses.ts';
import type { PairedMode } from '../../xen/network-modes.ts';
import type { Toolstack } from '../../xen/row.ts';
import { type AdviceAnswers, type AdviceTarget, DHCP, type PlannedGuest } from './types.ts';

/** What a set-up may have been told already: the rest is filled in. */
export type GivenAnswers = Partial<AdviceAnswers>;

/** Private subnets to propose for guests, the usual one first. */
const PRIVATE = ['10.0.0.0/24', '10.1.0.0/24', '172.16.0.0/24', '192.168.100.0/24'];

const LAN = { lan: '192.168.0.0/24', gateway: '192.168.0.1', dom0: '192.168.0.3' };

/** The toolstack that a host's files are for; xl, the one that is alive, where nothing tells. */
export function toolstackOfHost({ host, base }: AdviceTarget, workspace: Workspace): Toolstack {
  const { toolstack } = workspace.settings(base);
  if (toolstack !== 'auto') return toolstack;
  return host.xend && !host.xlConf ? 'xm' : 'xl';
}

/** Fills in every answer that is not given. */
export function completeAnswers(
  given: GivenAnswers & { readonly mode: PairedMode },
  target: AdviceTarget,
  workspace: Workspace,
): AdviceAnswers {
  const { mode } = given;
  const toolstack = given.toolstack ?? toolstackOfHost(target, workspace);
  const outer = outerDevice(target.host.interfaces);
  const lan = { ...lanOf(outer, given, target, workspace), ...defined(given, ['lan', 'gateway', 'dom0']) };
  const guestNet = guestNetOf(mode, given, lan, target, workspace);
  const network = { ...guestNet, ...defined(given, ['guestGateway']) };
  // A bridge is made of the card; forwarding and routing go by the device that has the address.
  const device = mode === 'bridge' ? cardOf(outer, target.host.interfaces) : outer?.name.value;
  const card = given.card ?? device ?? 'eth0';
  const made = target.host.interfaces?.facts.bridges[0]?.value;
  const answers = {
    mode,
    toolstack,
    card,
    bridge: given.bridge ?? made ?? target.host.xlConf?.facts.bridge?.value ?? 'xenbr0',
    ...lan,
    ...network,
  };
  return { ...answers, guests: guestsOf(answers, given.guests, target, workspace) };
}

function defined<K extends keyof AdviceAnswers>(
  given: GivenAnswers,
  names: readonly K[],
): Partial<Pick<AdviceAnswers, K>> {
  const found: Partial<Pick<AdviceAnswers, K>> = {};
  for (const name of names) if (given[name] !== undefined) found[name] = given[name];
  return found;
}

/** The device of dom0 that leads outside: the first with a gateway, else the first with an address of its own. */
export function outerDevice(file: InterfacesFile | undefined): InterfaceDevice | undefined {
  const real = (file?.facts.devices ?? []).filter(
    (device) => device.name.value !== 'lo' && device.family === 'inet' && !device.name.value.includes(':'),
  );
  return (
    real.find((device) => device.gateway) ?? real.find((device) => device.method === 'dhcp' || deviceAddress(device))
  );
}

/** The card itself where the outer device is a bridge over it. */
function cardOf(outer: InterfaceDevice | undefined, file: InterfacesFile | undefined): string | undefined {
  if (!outer) return undefined;
  const ports = outer.bridgePorts;
  if (ports === undefined) return outer.name.value;
  return ports[0]?.value ?? file?.facts.devices.find((one) => /^(?:eth|en)/.test(one.name.value))?.name.value;
}

function lanOf(
  outer: InterfaceDevice | undefined,
  given: GivenAnswers,
  target: AdviceTarget,
  workspace: Workspace,
): typeof LAN {
  const known = outer && deviceAddress(outer);
  if (known && outer && given.lan === undefined) {
    const subnet = subnetOf(known.address, known.prefix);
    return {
      lan: formatSubnet(subnet),
      gateway: outer.gateway?.value ?? firstHost(subnet),
      dom0: known.address.text,
    };
  }
  const row = workspace.settings(target.base).networks.find((one) => (one.mode ?? 'bridge') === 'bridge');
  const subnet = parseSubnet(given.lan ?? row?.subnet ?? '') ?? subnetOfGuests('bridge', target, workspace);
  if (subnet?.family !== 4) return outer?.method === 'dhcp' ? { ...LAN, dom0: DHCP } : LAN;
  const gateway =
    given.gateway ?? gatewayOf(row, subnet) ?? gatewayOfGuests(subnet, target, workspace) ?? firstHost(subnet);
  const free = nextFreeAddress(subnet, workspace, new Set([gateway]));
  return { lan: formatSubnet(subnet), gateway, dom0: outer?.method === 'dhcp' ? DHCP : (free ?? gateway) };
}

function firstHost(subnet: Subnet): string {
  return formatAddress(subnet.family, usableRange(subnet).first);
}

function gatewayOf(row: NetworkSetting | undefined, subnet: Subnet): string | undefined {
  const address = row?.gateway === undefined ? undefined : parseAddress(row.gateway);
  return address && contains(subnet, address) ? address.text : undefined;
}

function guestNetOf(
  mode: PairedMode,
  given: GivenAnswers,
  { lan }: { lan: string },
  target: AdviceTarget,
  workspace: Workspace,
): { subnet: string; guestGateway: string } {
  const outside = parseSubnet(lan);
  const free = (subnet: Subnet | undefined): subnet is Subnet =>
    subnet !== undefined && subnet.family === 4 && !(outside && subnetsOverlap(subnet, outside));
  const row = workspace.settings(target.base).networks.find((one) => one.mode === mode && mode !== 'bridge');
  const candidates = [
    parseSubnet(row?.subnet ?? ''),
    mode === 'bridge' ? undefined : subnetOfGuests('own', target, workspace),
    ...PRIVATE.map((one) => parseSubnet(one)),
  ];
  const subnet = parseSubnet(given.subnet ?? '') ?? candidates.find(free);
  if (subnet?.family !== 4) return { subnet: given.subnet ?? '', guestGateway: '' };
  return {
    subnet: given.subnet ?? formatSubnet(subnet),
    guestGateway:
      gatewayOf(row, subnet) ??
      gatewayOfGuests(subnet, target, workspace) ??
      formatAddress(4, usableRange(subnet).last),
  };
}

/**
 * The subnet of the first guest whose own is known: of those on a bridge the LAN, of the others (`own`) the one behind
 * dom0. vif-nat's wide default range is nobody's choice.
 */
function subnetOfGuests(kind: 'bridge' | 'own', target: AdviceTarget, workspace: Workspace): Subnet | undefined {
  for (const guest of target.guests) {
    const [vif] = guest.facts.vifs;
    const known = vif && guestSubnet(guest, vif, workspace);
    const bridged = vif && (vifMode(guest, vif, workspace)?.mode ?? 'bridge') === 'bridge';
    if (known && known.rule !== 5 && bridged === (kind === 'bridge')) return known.subnet;
  }
  return undefined;
}

function gatewayOfGuests(subnet: Subnet, target: AdviceTarget, workspace: Workspace): string | undefined {
  for (const guest of target.guests) {
    const [vif] = guest.facts.vifs;
    const gateway = vif && guestSubnet(guest, vif, workspace)?.gateway?.value;
    if (gateway && contains(subnet, gateway)) return gateway.text;
  }
  return undefined;
}

/** The guests of the host, or one to begin with; each keeps its address where that fits the new network. */
function guestsOf(
  answers: Omit<AdviceAnswers, 'guests'>,
  given: readonly PlannedGuest[] | undefined,
  target: AdviceTarget,
  workspace: Workspace,
): readonly PlannedGuest[] {
  if (given && given.length > 0 && given.every((guest) => guest.address !== '')) return given;
  const names = target.guests.map((guest) => guest.facts.name?.value ?? stem(guest.path));
  const subnet = parseSubnet(answers.mode === 'bridge' ? answers.lan : answers.subnet);
  if (!subnet) return given ?? names.map((name) => ({ name, address: '' }));
  const taken = new Set([answers.gateway, answers.dom0, answers.guestGateway]);
  for (const guest of given ?? []) taken.add(guest.address);
  const serves = (address: string): boolean => answers.mode !== 'nat' || fitsVifNat(address);
  const kept = new Map<string, string>();
  for (const guest of target.guests) {
    const [vif] = guest.facts.vifs;
    const address = vif?.ips[0] && parseAddressAndPrefix(vif.ips[0].value)?.address;
    if (!address || !contains(subnet, address) || taken.has(address.text) || !serves(address.text)) continue;
    kept.set(guest.uri, address.text);
    taken.add(address.text);
  }
  const free = freeAddresses(subnet, workspace, taken);
  const fresh = (): string => {
    for (let next = free.next(); !next.done; next = free.next()) if (serves(next.value)) return next.value;
    return '';
  };
  if (given && given.length > 0) return given.map(({ name, address }) => ({ name, address: address || fresh() }));
  if (names.length === 0) return [{ name: 'vm01', address: fresh() }];
  return target.guests.map((guest, index) => {
    const byDhcp = answers.mode === 'bridge' && isDhcp(guest, workspace);
    return { name: names[index] ?? '', address: kept.get(guest.uri) ?? (byDhcp ? DHCP : fresh()) };
  });
}

function isDhcp(guest: CfgFile, workspace: Workspace): boolean {
  const [first] = guest.facts.vifs;
  if (first && first.ips.length > 0) return false;
  const devices = workspace.interfacesOf(guest)?.facts.devices ?? [];
  return devices.some((device) => device.method === 'dhcp');
}
