import { type Dom0Device, dom0Devices } from '../../model/dom0-files.ts';
import { formatSubnet, type Subnet, subnetsOverlap } from '../../xen/addresses.ts';
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
    const started = new Set(all.flatMap((one) => one.file.facts.started.map((name) => name.value)));
    const placed = all.flatMap((one) => {
      const known = isStatic(one.device) && started.has(one.device.name.value) ? staticSubnet(one.device) : undefined;
      return known && !isSmall(known.subnet) && !routesItself(one) ? [{ ...one, subnet: known.subnet }] : [];
    });
    for (const [index, one] of placed.entries()) {
      if (one.file !== file) continue;
      const other = placed
        .slice(0, index)
        .find(
          (before) =>
            cardOf(before.device.name.value) !== cardOf(one.device.name.value) &&
            (before.device.bridgePorts !== undefined || one.device.bridgePorts !== undefined) &&
            subnetsOverlap(before.subnet, one.subnet),
        );
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

function isSmall({ family, prefix }: Subnet): boolean {
  return prefix >= (family === 4 ? 31 : 127);
}

/** Whether a stanza sets rules, tables, metrics or a VRF, so that the kernel's own choice is not the whole story. */
function routesItself({ device }: Dom0Device): boolean {
  return device.options.some(
    ({ name, value }) => /^(?:metric|vrf)/.test(name.text) || /\b(?:table|rule|netns|vrf)\b/.test(value),
  );
}
