/** Reads `ifcfg-NAME` files as bash does: Red Hat's (sysconfig.txt of initscripts) and SUSE's (ifcfg(5), ifcfg-bridge(5)). */
import type { Located } from '../guest.ts';
import { basename } from '../paths.ts';
import { words } from './key-file.ts';
import { type DeviceKind, device, type NetworkDevice, type NetworkRead } from './types.ts';

/** Red Hat's words for TYPE, lower case. */
const TYPES: Readonly<Record<string, DeviceKind>> = {
  bridge: 'bridge',
  ovsbridge: 'openvswitch',
  ethernet: 'card',
  vlan: 'vlan',
  bond: 'bond',
};

/** What the file sets up. Shell that is more than assignments, and a value with `$`, make it incomplete. */
export function readIfcfg(path: string, text: string): NetworkRead {
  const found = assignments(text);
  const { values } = found;
  const shown = basename(path).slice('ifcfg-'.length);
  const name = values.get('DEVICE') ?? { value: shown, offset: 0, end: 0 };
  if (!name.value || name.value.includes('$')) return { devices: [], complete: false };
  const isBridge = isYes(values.get('BRIDGE')?.value);
  const kind = isBridge ? 'bridge' : (TYPES[values.get('TYPE')?.value.toLowerCase() ?? ''] ?? 'unknown');
  const joined = values.get('OVS_BRIDGE') ?? (isBridge ? undefined : values.get('BRIDGE'));
  const bridge = joined?.value ? joined : undefined;
  const devices: NetworkDevice[] = [
    device(name, kind, {
      ports: words(values.get('BRIDGE_PORTS') ?? { value: '', offset: 0, end: 0 }),
      addresses: addressesOf(values),
      gateways: present(values, 'GATEWAY'),
      nameServers: ['DNS1', 'DNS2', 'DNS3'].flatMap((key) => present(values, key)),
      bridge,
    }),
  ];
  // A card that joins a bridge tells that there is one, whoever makes it.
  if (bridge) devices.push(device(bridge, values.has('OVS_BRIDGE') ? 'openvswitch' : 'bridge', { ports: [name] }));
  return { devices, complete: found.complete };
}

function isYes(value: string | undefined): boolean {
  return value !== undefined && /^(?:yes|true|on|1)$/i.test(value);
}

function present(values: ReadonlyMap<string, Located<string>>, key: string): Located<string>[] {
  const value = values.get(key);
  return value?.value ? [value] : [];
}

/** IPADDR, IPADDR0, IPADDR_2 …; `0.0.0.0` stands for none. PREFIX or PREFIXLEN of the same number goes behind a slash. */
function addressesOf(values: ReadonlyMap<string, Located<string>>): Located<string>[] {
  return [...values].flatMap(([key, address]) => {
    const number = /^IP(?:V6)?ADDR(_?\w*)$/.exec(key)?.[1];
    if (number === undefined || !address.value || /^0\.0\.0\.0(?:\/|$)/.test(address.value)) return [];
    if (address.value.includes('/')) return [address];
    const mask = ['PREFIX', 'PREFIXLEN', 'NETMASK'].map((one) => values.get(one + number)?.value).find(Boolean);
    return [mask ? { ...address, value: `${address.value}/${mask}` } : address];
  });
}

/** The last assignment of each name counts. Quotes are taken off, comments behind a blank left out. */
function assignments(text: string): { values: Map<string, Located<string>>; complete: boolean } {
  const values = new Map<string, Located<string>>();
  let complete = true;
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const line = match[0].slice(0, 4000);
    if (/^\s*(?:#|$)/.test(line)) continue;
    const found = /^(\s*(?:export\s+)?([A-Za-z_]\w*)=)(?:"([^"]*)"|'([^']*)'|([^\s#"';]*))\s*;?\s*(?:#.*)?$/.exec(line);
    if (!found?.[2]) {
      complete &&= !/\b(?:DEVICE|TYPE|BRIDGE|OVS_BRIDGE)=|^\s*(?:if|for|while|case|\.|source)\b/.test(line);
      continue;
    }
    const value = found[3] ?? found[4] ?? found[5] ?? '';
    const offset = match.index + (found[1] ?? '').length + (found[5] === undefined ? 1 : 0);
    values.set(found[2], { value, offset, end: offset + value.length });
  }
  return { values, complete };
}
