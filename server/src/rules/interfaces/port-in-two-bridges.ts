import type { InterfaceDevice } from '../../model/interfaces.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, span, startedDevices } from './devices.ts';
import { withoutPort } from './edits.ts';

const FIRST =
  'auto xenbr0 xenbr1\niface xenbr0 inet dhcp\n    bridge_ports eth0\niface xenbr1 inet manual\n    bridge_ports ';

export default defineRule({
  code: 'port-in-two-bridges',
  area: 'interfaces',
  severity: 'warning',
  title: 'Port in two bridges',
  explanation:
    'A device can be the port of one bridge. The second bridge comes up without it ("device is already a member of a bridge"), and its guests ' +
    'reach nobody outside. Use another card, or a VLAN of this one (`eth0.100`) for the second bridge.',
  examples: [
    {
      bad: { [DOM0_FILE]: `${FIRST}eth0\n` },
      good: { [DOM0_FILE]: `${FIRST}eth1\n` },
      fixed: { [DOM0_FILE]: `${FIRST}none\n` },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    const taken = new Map<string, InterfaceDevice>();
    for (const device of startedDevices(file.facts)) {
      for (const port of device.bridgePorts ?? []) {
        const other = taken.get(port.value);
        if (!other) taken.set(port.value, device);
        else if (other.name.value !== device.name.value) {
          yield {
            span: span(port),
            message: `${port.value} is a port of ${other.name.value} already: ${device.name.value} comes up without it, and its guests reach nobody outside. Use another card or a VLAN.`,
            related: [
              { uri: file.uri, span: span(other.name), message: `${port.value} joins ${other.name.value} here` },
            ],
            fixes: () =>
              [device, other].flatMap((one) => {
                const there = one.bridgePorts?.find(({ value }) => value === port.value);
                return there ? withoutPort(file, one, there) : [];
              }),
          };
        }
      }
    }
  },
});
