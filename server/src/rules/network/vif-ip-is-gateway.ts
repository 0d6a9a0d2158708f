import { SUBNET_SOURCES } from '../../model/network.ts';
import { defineRule } from '../rule.ts';
import { freeAddressFixes, placedAddresses } from './vifs.ts';

export default defineRule({
  code: 'vif-ip-is-gateway',
  area: 'network',
  severity: 'warning',
  title: "vif address that is the guest's gateway",
  explanation:
    "A guest that has its gateway's address sends everything for the outside to itself. On a bridge it also takes the address away " +
    'from the real gateway, and every machine of the LAN loses its way out.',
  examples: [
    {
      bad: {
        'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=10.0.0.254\' ]\n',
        'vm01/etc/network/interfaces':
          'auto eth0\niface eth0 inet static\n  address 10.0.0.1\n  netmask 255.255.255.0\n  gateway 10.0.0.254\n',
      },
      good: {
        'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=10.0.0.1\' ]\n',
        'vm01/etc/network/interfaces':
          'auto eth0\niface eth0 inet static\n  address 10.0.0.1\n  netmask 255.255.255.0\n  gateway 10.0.0.254\n',
      },
      fixed: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=10.0.0.2\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    for (const { vif, addresses, known } of placedAddresses(file, workspace)) {
      const { gateway } = known;
      // dom0's own gateway may be meant to be a guest; guest-has-lan-gateway looks closer.
      if (!gateway || known.rule === 4) continue;
      for (const address of addresses) {
        if (address.value.text !== gateway.value.text) continue;
        yield {
          span: address,
          message:
            `${address.value.text} is the guest's own gateway, known from ${SUBNET_SOURCES[known.rule]}: the guest would send everything ` +
            'for the outside to itself. Give the guest another address of the subnet.',
          related: gateway.uri ? [{ uri: gateway.uri, span: gateway, message: 'The gateway is named here' }] : [],
          fixes: () => freeAddressFixes(file, vif, address, workspace),
        };
      }
    }
  },
});
