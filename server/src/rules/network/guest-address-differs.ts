import { deviceAddress, guestDevice } from '../../model/network.ts';
import { contains, subnetOf } from '../../xen/addresses.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { isConfigured, placedAddresses } from './vifs.ts';

export default defineRule({
  code: 'guest-address-differs',
  area: 'network',
  severity: 'warning',
  title: "vif address differs from the guest's own",
  explanation:
    '`ip=` in the vif tells dom0 which address the guest uses; the guest itself takes its address from its own /etc/network/interfaces. ' +
    'When the two differ, the firewall rule, the host route or the translation that dom0 sets up is for the wrong address: the guest ' +
    'is up and reaches nobody.',
  examples: [
    {
      bad: {
        'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=10.0.0.5\' ]\n',
        'vm01/etc/network/interfaces':
          'auto eth0\niface eth0 inet static\n  address 10.0.0.6\n  netmask 255.255.255.0\n',
      },
      good: {
        'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=10.0.0.6\' ]\n',
        'vm01/etc/network/interfaces':
          'auto eth0\niface eth0 inet static\n  address 10.0.0.6\n  netmask 255.255.255.0\n',
      },
      fixed: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=10.0.0.6\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const interfaces = workspace.interfacesOf(file);
    if (!interfaces) return;
    for (const { vif, family, addresses } of placedAddresses(file, workspace)) {
      const device = guestDevice(interfaces, file, vif, family);
      const own = device && deviceAddress(device);
      const [first] = addresses;
      if (!own || !device?.address || !first || first.value.family !== own.address.family) continue;
      if (addresses.some((address) => isConfigured(interfaces, address.value.text))) continue;
      // A block (`ip=10.0.0.0/29`) lets every address of it through.
      if (addresses.some(({ value, prefix }) => prefix !== undefined && contains(subnetOf(value, prefix), own.address)))
        continue;
      const subnet = subnetOf(own.address, own.prefix);
      // Outside the subnet altogether is what vif-ip-outside-subnet says, and more.
      if (!addresses.some((address) => contains(subnet, address.value))) continue;
      yield {
        span: first,
        message:
          `dom0 expects ${first.value.text} from this guest, but its own interfaces file sets ${own.address.text} on ${device.name.value}: ` +
          'dom0 filters or routes for the wrong address and the guest stays cut off. Make the two agree.',
        related: [{ uri: interfaces.uri, span: device.address, message: `The guest sets ${own.address.text} here` }],
        fixes: () => [
          fixBy(`Use the guest's own address ${own.address.text} in the vif`, replace(file, first, own.address.text), {
            preferred: true,
          }),
          fixBy(
            `Give the guest ${first.value.text} in its interfaces file`,
            replace(
              interfaces,
              device.address ?? first,
              (device.address?.value ?? '').replace(own.address.text, first.value.text),
            ),
          ),
        ],
      };
    }
  },
});
