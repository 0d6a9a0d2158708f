import { describeSubnet } from '../../model/network.ts';
import { formatAddress, formatSubnet, lastAddress, reservesEnds, usableRange } from '../../xen/addresses.ts';
import { defineRule } from '../rule.ts';
import { freeAddressFixes, namedSubnet, subnetPlace, vifAddresses } from './vifs.ts';

export default defineRule({
  code: 'vif-ip-reserved',
  area: 'network',
  severity: 'warning',
  title: "vif address that is the subnet's own or its broadcast address",
  explanation:
    'The first address of an IPv4 subnet names the subnet, the last one reaches everybody in it; no guest can use either of them. ' +
    'A network given on purpose with its length, such as `ip=10.0.0.0/29` for vif-route, is left alone.',
  examples: [
    {
      bad: {
        'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=10.0.0.255\' ]\n',
        'vm01/etc/network/interfaces':
          'auto eth0\niface eth0 inet static\n  address 10.0.0.9\n  netmask 255.255.255.0\n',
      },
      good: {
        'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=10.0.0.9\' ]\n',
        'vm01/etc/network/interfaces':
          'auto eth0\niface eth0 inet static\n  address 10.0.0.9\n  netmask 255.255.255.0\n',
      },
      fixed: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=10.0.0.1\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    for (const vif of file.facts.vifs) {
      const addresses = vifAddresses(vif);
      const known = addresses.length > 0 ? namedSubnet(file, vif, workspace) : undefined;
      if (!known || !reservesEnds(known.subnet)) continue;
      const range = usableRange(known.subnet);
      const usable = `${formatAddress(4, range.first)} to ${formatAddress(4, range.last)}`;
      for (const address of addresses) {
        const isNetwork = address.value.value === known.subnet.network;
        const isBroadcast = address.value.value === lastAddress(known.subnet);
        if (address.value.family !== 4 || (!isNetwork && !isBroadcast) || address.prefix !== undefined) continue;
        yield {
          span: address,
          message:
            `${address.value.text} is the ${isNetwork ? 'name of the subnet itself' : 'broadcast address of the subnet'} ` +
            `${describeSubnet(known)}; no guest can use it. Choose one of ${usable}.`,
          related: subnetPlace(known, `The subnet ${formatSubnet(known.subnet)} comes from here`),
          fixes: () => freeAddressFixes(file, vif, address, workspace),
        };
      }
    }
  },
});
