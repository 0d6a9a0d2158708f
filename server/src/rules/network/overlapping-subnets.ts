import { type Dom0Device, dom0Devices } from '../../model/dom0-files.ts';
import { formatSubnet, type Subnet } from '../../xen/addresses.ts';
import { cardOf, DOM0_FILE, isStatic, staticSubnet } from '../interfaces/devices.ts';
import { defineRule } from '../rule.ts';

const bridge = (name: string, address: string, port: string): string =>
  `auto ${name}\niface ${name} inet static\n  address ${address}\n  bridge_ports ${port}\n`;

export default defineRule({
  code: 'overlapping-subnets',
  area: 'network',
  severity: 'warning',
  title: 'Bridge with a subnet that another device has too',
  explanation:
    'dom0 sends everything for a subnet out of one device. When two of them have addresses of overlapping subnets, the guests on one of the ' +
    'bridges, or the machines behind the other device, are not reached from dom0. Devices that only come up by hand are left out, as are ' +
    'point-to-point addresses (/31, /32, /127, /128) and stanzas with routing tables of their own.',
  examples: [
    {
      bad: { [DOM0_FILE]: bridge('xenbr0', '10.0.0.1/16', 'eth0') + bridge('xenbr1', '10.0.1.1/24', 'none') },
      good: { [DOM0_FILE]: bridge('xenbr0', '10.0.0.1/24', 'eth0') + bridge('xenbr1', '10.0.1.1/24', 'none') },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file, { workspace }) {
    if (workspace.guestOf(file)) return;
    const host = workspace.hostOf(file);
    const all = dom0Devices(host, workspace);
    if (!all.some((one) => one.file === file)) return;
    const files = new Set(all.map((one) => one.file));
    const started = new Set([...files].flatMap((one) => one.facts.started.map((name) => name.value)));
    const placed = all.flatMap((one) => {
      const known = isStatic(one.device) && started.has(one.device.name.value) ? staticSubnet(one.device) : undefined;
      return known && !isSmall(known.subnet) && !routesItself(one) ? [{ ...one, subnet: known.subnet }] : [];
    });
    const before = new Placed(new Set(placed.map((one) => one.subnet.prefix)));
    for (const [index, one] of placed.entries()) {
      const found = one.file === file ? before.firstBeside(one) : undefined;
      before.add(one, index);
      const other = found === undefined ? undefined : placed[found];
      if (!other) continue;
      const [name, first] = [one.device.name.value, other.device.name.value];
      const place = one.device.address ?? one.device.name;
      yield {
        span: { offset: place.offset, end: place.end },
        message:
          `${formatSubnet(one.subnet)} on ${name} and ${formatSubnet(other.subnet)} on ${first} have addresses in common: dom0 reaches ` +
          'them on one of the two only. Give each device a subnet of its own, or make one bridge of both.',
        related: [
          { uri: other.file.uri, span: other.device.address ?? other.device.name, message: `The subnet of ${first}` },
        ],
      };
    }
  },
});

interface PlacedDevice extends Dom0Device {
  readonly subnet: Subnet;
}

/** The first devices of one kind that have addresses in a subnet: two, so that one of another card is among them. */
type First = { readonly index: number; readonly card: string }[];

/**
 * The devices that were met so far, by their subnets and by the subnets around those: two subnets overlap when one lies in the other,
 * and hosts with thousands of bridges must not be compared each with each.
 */
class Placed {
  readonly #prefixes: readonly number[];
  readonly #firsts = new Map<string, First>();

  /** `prefixes` are the lengths of all subnets that will be met. */
  constructor(prefixes: ReadonlySet<number>) {
    this.#prefixes = [...prefixes].sort((a, b) => a - b);
  }

  add({ subnet, device }: PlacedDevice, index: number): void {
    const entry = { index, card: cardOf(device.name.value) };
    const kind = device.bridgePorts === undefined ? 'device' : 'bridge';
    this.#note(`is ${kind} ${keyOf(subnet, subnet.prefix)}`, entry);
    for (const prefix of this.#prefixes)
      if (prefix < subnet.prefix) this.#note(`below ${kind} ${keyOf(subnet, prefix)}`, entry);
  }

  /** The first device of another card whose subnet overlaps, where one of the two is a bridge. */
  firstBeside({ subnet, device }: PlacedDevice): number | undefined {
    const card = cardOf(device.name.value);
    const own = keyOf(subnet, subnet.prefix);
    const around = this.#prefixes.filter((prefix) => prefix <= subnet.prefix).map((prefix) => keyOf(subnet, prefix));
    const kinds = device.bridgePorts === undefined ? ['bridge'] : ['bridge', 'device'];
    let first: number | undefined;
    for (const key of kinds.flatMap((kind) => [...around.map((one) => `is ${kind} ${one}`), `below ${kind} ${own}`])) {
      const index = this.#firsts.get(key)?.find((one) => one.card !== card)?.index;
      if (index !== undefined && (first === undefined || index < first)) first = index;
    }
    return first;
  }

  #note(key: string, entry: First[number]): void {
    const there = this.#firsts.get(key);
    if (!there) this.#firsts.set(key, [entry]);
    else if (there.length === 1 && there[0]?.card !== entry.card) there.push(entry);
  }
}

function keyOf({ family, network }: Subnet, prefix: number): string {
  return `${family}/${prefix}/${network >> BigInt((family === 4 ? 32 : 128) - prefix)}`;
}

function isSmall({ family, prefix }: Subnet): boolean {
  return prefix >= (family === 4 ? 31 : 127);
}

/** Whether a stanza sets rules, tables, metrics or a VRF, so that the kernel's own choice is not the whole story. */
function routesItself({ device }: Dom0Device): boolean {
  return device.options.some(
    ({ name, value }) => /^(?:metric|vrf)/.test(name.text) || /\b(?:table|rule|netns|vrf)\b/.test(value),
  );
}
