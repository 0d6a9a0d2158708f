import { formatAddress, lastAddress, reservesEnds } from '../../xen/addresses.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, span, staticSubnet } from './devices.ts';

export default defineRule({
  code: 'network-address-as-host',
  area: 'interfaces',
  severity: 'warning',
  title: 'Network or broadcast address given to an interface',
  explanation:
    'The first address of an IPv4 subnet names the subnet, the last one is its broadcast address; neither can belong to a host (subnets of ' +
    '/31 and /32 excepted). Other machines answer to it all at once or not at all.',
  examples: [
    {
      bad: { [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.0/24\n' },
      good: { [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.2/24\n' },
      fixed: { [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.2/24\n' },
    },
    {
      bad: { [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.127\n    netmask 255.255.255.192\n' },
      good: {
        [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.126\n    netmask 255.255.255.192\n',
      },
      fixed: {
        [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.126\n    netmask 255.255.255.192\n',
      },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    for (const device of file.facts.devices) {
      const known = staticSubnet(device);
      const place = device.address;
      if (!known || !place || known.address.value === 0n || !reservesEnds(known.subnet)) continue;
      const { address, subnet } = known;
      const isFirst = address.value === subnet.network;
      if (!isFirst && address.value !== lastAddress(subnet)) continue;
      const what = isFirst ? 'the address of the network itself' : 'the broadcast address';
      yield {
        span: span(place),
        message: `${address.text}/${subnet.prefix} is ${what}, no host can use it: ${device.name.value} will not be reachable. Choose an address between the first and the last one, or correct the mask.`,
        fixes: () => {
          // The first address is the router's for the most part.
          const step = subnet.prefix < 30 ? 2n : 1n;
          const next = formatAddress(4, isFirst ? address.value + step : address.value - 1n);
          return next === device.gateway?.value ? [] : [fixBy(`Change to ${next}`, replace(file, place, next))];
        },
      };
    }
  },
});
