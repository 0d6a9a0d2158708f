import { parseAddress } from '../../xen/addresses.ts';
import { fixBy, insert } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, isStatic, span } from './devices.ts';

export default defineRule({
  code: 'static-without-netmask',
  area: 'interfaces',
  severity: 'warning',
  title: 'Static address without a mask',
  explanation:
    'Without `netmask` and without a prefix length in `address`, ifupdown takes the mask of the old address classes: 10.0.0.2 becomes a ' +
    'member of 10.0.0.0/8 and the host looks for all of 10.x on that card. An IPv6 address gets no subnet at all. Say which subnet it is.',
  examples: [
    {
      bad: { [DOM0_FILE]: 'auto xenbr1\niface xenbr1 inet static\n    bridge_ports eth1\n    address 10.0.0.2\n' },
      good: { [DOM0_FILE]: 'auto xenbr1\niface xenbr1 inet static\n    bridge_ports eth1\n    address 10.0.0.2/24\n' },
      fixed: {
        'etc/network/interfaces':
          'auto xenbr1\niface xenbr1 inet static\n    bridge_ports eth1\n    address 10.0.0.2/24\n',
      },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    for (const device of file.facts.devices) {
      if (!isStatic(device) || !device.address || device.netmask) continue;
      const address = parseAddress(device.address.value);
      if (!address || address.value === 0n || device.options.some((option) => option.name.text === 'pointopoint'))
        continue;
      const place = span(device.address);
      yield {
        span: place,
        message:
          address.family === 4
            ? `No mask is given: ifup takes the one of the old address class, ${classMask(address.value)}, and ${device.name.value} is in another subnet than meant. Add netmask, or a prefix length behind the address.`
            : `No prefix length is given: ${device.name.value} gets this one address and no subnet. Add it behind the address, such as /64.`,
        fixes: () => [fixBy('Add /24', insert(file, place.end, '/24'))].filter(() => address.family === 4),
      };
    }
  },
});

/** The mask that ifupdown takes when none is given (shown by ifquery 0.8.41). */
function classMask(value: bigint): string {
  const first = Number(value >> 24n);
  if (first < 128) return '255.0.0.0';
  return first < 192 ? '255.255.0.0' : '255.255.255.0';
}
