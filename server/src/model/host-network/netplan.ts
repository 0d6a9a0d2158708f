/** Reads netplan's YAML (netplan(5)): what it makes, with where each name and address is written. */
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseAllDocuments, type YAMLMap } from 'yaml';
import type { Located } from '../guest.ts';
import { type DeviceKind, device, type NetworkDevice, type NetworkRead } from './types.ts';

/** The groups below `network:` whose members are devices. */
const GROUPS: Readonly<Record<string, DeviceKind>> = {
  ethernets: 'card',
  wifis: 'card',
  modems: 'card',
  vlans: 'vlan',
  bonds: 'bond',
  bridges: 'bridge',
  tunnels: 'unknown',
  vrfs: 'unknown',
  'dummy-devices': 'unknown',
  'virtual-ethernets': 'unknown',
  'nm-devices': 'unknown',
};

/** Keys below `network:` that make no device that a vif could join. */
const HARMLESS: ReadonlySet<string> = new Set(['version', 'renderer', 'openvswitch']);

/** Text of a scalar longer than this names nothing. */
const LONGEST = 256;

/** What the file makes. Never throws; a file that netplan would refuse is incomplete. */
export function readNetplan(text: string): NetworkRead {
  const devices: NetworkDevice[] = [];
  let complete = true;
  try {
    for (const document of parseAllDocuments(text, { uniqueKeys: true, version: '1.1' })) {
      if ('empty' in document) continue;
      complete &&= document.errors.length === 0;
      const network = isMap(document.contents) ? childOf(document.contents, 'network') : undefined;
      if (!isMap(network)) continue;
      for (const pair of network.items) {
        const group = keyOf(pair);
        const kind = group && GROUPS[group.value];
        if (kind === undefined) complete &&= group !== undefined && HARMLESS.has(group.value);
        else if (isMap(pair.value)) for (const member of pair.value.items) devices.push(...readDevice(member, kind));
      }
    }
  } catch {
    complete = false;
  }
  // A placeholder such as <card> stands for a name that cannot be known.
  return { devices, complete: complete && devices.every((one) => /^[\w.:@-]+$/.test(one.name.value)) };
}

function* readDevice(pair: Pair, group: DeviceKind): Generator<NetworkDevice> {
  const name = keyOf(pair);
  if (!name || name.value === 'renderer') return;
  const body = isMap(pair.value) ? pair.value : undefined;
  const isOpen = group === 'bridge' && body !== undefined && body.has('openvswitch');
  // `set-name` and `match` give a card another name than the key, which is then only an id.
  const renamed = body && scalarOf(childOf(body, 'set-name'));
  const known = group !== 'card' || !body?.has('match') || renamed !== undefined;
  yield device(renamed ?? name, isOpen ? 'openvswitch' : known ? group : 'unknown', {
    ports: itemsOf(body, 'interfaces'),
    addresses: itemsOf(body, 'addresses'),
    gateways: [...itemsOf(body, 'gateway4'), ...itemsOf(body, 'gateway6'), ...defaultRoutes(body)],
    nameServers: itemsOf(childMap(body, 'nameservers'), 'addresses'),
  });
}

/** `via` of the routes to `default` (or 0.0.0.0/0, ::/0). */
function defaultRoutes(body: YAMLMap | undefined): Located<string>[] {
  const routes = body && childOf(body, 'routes');
  if (!isSeq(routes)) return [];
  return routes.items.flatMap((route) => {
    if (!isMap(route)) return [];
    const to = scalarOf(childOf(route, 'to'))?.value;
    const via = scalarOf(childOf(route, 'via'));
    return via && (to === 'default' || to === '0.0.0.0/0' || to === '::/0') ? [via] : [];
  });
}

function childOf(map: YAMLMap, key: string): unknown {
  return map.items.find((pair) => keyOf(pair)?.value === key)?.value;
}

function childMap(map: YAMLMap | undefined, key: string): YAMLMap | undefined {
  const child = map && childOf(map, key);
  return isMap(child) ? child : undefined;
}

/** The texts of a list, or the one of a scalar; an address with options is a mapping whose key is the address. */
function itemsOf(map: YAMLMap | undefined, key: string): Located<string>[] {
  const child = map && childOf(map, key);
  const items: unknown[] = isSeq(child) ? child.items : [child];
  return items.flatMap((item) => {
    const found = isMap(item) && item.items[0] ? keyOf(item.items[0]) : scalarOf(item);
    return found ? [found] : [];
  });
}

function keyOf(pair: Pair): Located<string> | undefined {
  return scalarOf(pair.key);
}

/** A scalar as text with its place; undefined for an empty one, a list, a mapping or an alias. */
function scalarOf(node: unknown): Located<string> | undefined {
  if (isAlias(node) || !isScalar(node) || node.value === null || !(node as Node).range) return undefined;
  const [offset, end] = (node as Node).range as [number, number, number];
  // As written: YAML 1.1 would make a number of `10` and of `1:30`.
  const value = typeof node.value === 'string' ? node.value : String(node.source ?? node.value);
  return value.length === 0 || value.length > LONGEST ? undefined : { value, offset, end };
}
