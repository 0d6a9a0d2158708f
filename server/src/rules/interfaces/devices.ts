/** What the rules about interfaces files share: which devices count, and what their values are. */
import type { InterfaceDevice, InterfacesFacts } from '../../model/interfaces.ts';
import { COMMAND_OPTIONS } from '../../model/interfaces.ts';
import type { InterfacesOption } from '../../syntax/interfaces/tree.ts';
import type { Span } from '../../syntax/span.ts';
import { type IpAddress, parseAddress, parsePrefix, type Subnet, subnetOf } from '../../xen/addresses.ts';

/** Where the examples of the rules lie. */
export const DOM0_FILE = 'etc/network/interfaces';

export function span({ offset, end }: Span): Span {
  return { offset, end };
}

/** Whether a value is meant to be filled in by a template or a script: nothing can be said of it. */
export function isPlaceholder(value: string): boolean {
  return /[${}<>@%*]/.test(value) || /^0x/i.test(value);
}

/** Whether the stanza sets an address by hand: `static` of IPv4 or IPv6. */
export function isStatic(device: InterfaceDevice): boolean {
  return device.method === 'static' && (device.family === 'inet' || device.family === 'inet6');
}

/** Address, prefix length and subnet of a static stanza; undefined when a part is missing or malformed. */
export function staticSubnet(device: InterfaceDevice): { address: IpAddress; subnet: Subnet } | undefined {
  const address = isStatic(device) && device.address ? parseAddress(device.address.value) : undefined;
  const prefix = address && device.netmask ? parsePrefix(device.netmask.value, address.family) : undefined;
  return address && prefix !== undefined ? { address, subnet: subnetOf(address, prefix) } : undefined;
}

/** Whether a stanza's commands deal with default routes themselves, so that `gateway` is not the whole story. */
export function setsRoutesItself(device: InterfaceDevice): boolean {
  return commandsOf(device).some((option) =>
    option.words.some((word) => word.text === 'default' || word.text === 'onlink'),
  );
}

/** The command options (`up`, `pre-up`, …) of a stanza. */
export function commandsOf(device: InterfaceDevice): readonly InterfacesOption[] {
  return device.options.filter((option) => COMMAND_OPTIONS.has(option.name.text));
}

/** The devices that come up at boot or with their card; alternatives that somebody starts by hand are left out. */
export function startedDevices(facts: InterfacesFacts): readonly InterfaceDevice[] {
  const started = new Set(facts.started.map((name) => name.value));
  return facts.devices.filter((device) => started.has(device.name.value));
}

/** `eth0` and its alias `eth0:1` are the same card. */
export function cardOf(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(0, colon);
}
