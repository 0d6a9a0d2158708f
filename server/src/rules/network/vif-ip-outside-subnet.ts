import { describeSubnet, deviceAddress, guestDevice } from '../../model/network.ts';
import { contains, formatSubnet, isLinkLocal } from '../../xen/addresses.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { isConfigured, placedAddresses, subnetPlace } from './vifs.ts';

export default defineRule({
  code: 'vif-ip-outside-subnet',
  area: 'network',
  severity: 'warning',
  title: "vif address outside the guest's subnet",
  explanation:
    "The address in a vif's `ip=` is what dom0 filters, routes or translates for. When it lies outside the subnet that the guest " +
    'itself is configured for, dom0 lets packets through for an address that nobody uses and drops or never routes the real ones. ' +
    "The subnet is taken from the guest's own interfaces file, from `netmask=` and `gateway=` or a kernel `ip=` in the cfg, from the " +
    "setting `xen.networks`, or from the bridge's stanza in dom0's interfaces file, the first of them that is known.",
  examples: [
    {
      bad: {
        'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=10.0.1.1\' ]\n',
        'vm01/etc/network/interfaces':
          'auto eth0\niface eth0 inet static\n  address 10.0.0.1\n  netmask 255.255.255.0\n  gateway 10.0.0.254\n',
      },
      good: {
        'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=10.0.0.1\' ]\n',
        'vm01/etc/network/interfaces':
          'auto eth0\niface eth0 inet static\n  address 10.0.0.1\n  netmask 255.255.255.0\n  gateway 10.0.0.254\n',
      },
      fixed: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=10.0.0.1\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const own = workspace.interfacesOf(file);
    for (const { vif, family, addresses, known } of placedAddresses(file, workspace)) {
      const [first] = addresses;
      if (!first || addresses.some((address) => contains(known.subnet, address.value) || isLinkLocal(address.value)))
        continue;
      if (own && addresses.some((address) => isConfigured(own, address.value.text))) continue;
      yield {
        span: first,
        message:
          `${first.value.text} is outside the guest's subnet ${describeSubnet(known)}. dom0 would serve an address that the guest ` +
          'does not have, so its traffic is dropped. Give the vif the address that the guest uses, or correct the subnet there.',
        related: subnetPlace(known, `The subnet ${formatSubnet(known.subnet)} comes from here`),
        fixes: () => {
          const device = own && guestDevice(own, file, vif, family);
          const set = device && deviceAddress(device);
          if (!set) return [];
          const title = `Use the guest's own address ${set.address.text}`;
          return [fixBy(title, replace(file, first, set.address.text), { preferred: true })];
        },
      };
    }
  },
});
