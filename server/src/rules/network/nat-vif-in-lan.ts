import { dom0Devices } from '../../model/dom0-files.ts';
import { deviceAddress } from '../../model/network.ts';
import { contains, formatSubnet, subnetOf } from '../../xen/addresses.ts';
import { defineRule } from '../rule.ts';
import { freeAddressFixes, vifAddresses, vifMode } from './vifs.ts';

export default defineRule({
  code: 'nat-vif-in-lan',
  area: 'network',
  severity: 'warning',
  title: "NAT guest with an address of dom0's own LAN",
  explanation:
    "In NAT mode guests live on a private subnet behind dom0. An address of dom0's own LAN makes dom0 look for the guest on the LAN " +
    'and for the LAN at the guest: machines there stop being reachable, and the guest may take the address of one of them.',
  examples: [
    {
      bad: {
        'vm01.cfg': "name = 'vm01'\nmemory = 128\nvif = [ 'ip=192.168.0.77' ]\n",
        'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n',
        'etc/network/interfaces': 'auto eth0\niface eth0 inet static\n  address 192.168.0.3\n  netmask 255.255.255.0\n',
      },
      good: {
        'vm01.cfg': "name = 'vm01'\nmemory = 128\nvif = [ 'ip=10.0.0.1' ]\n",
        'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n',
        'etc/network/interfaces': 'auto eth0\niface eth0 inet static\n  address 192.168.0.3\n  netmask 255.255.255.0\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const devices = dom0Devices(workspace.hostOf(file), workspace);
    for (const vif of file.facts.vifs) {
      const mode = vifMode(file, vif, workspace);
      if (mode?.mode !== 'nat') continue;
      for (const address of vifAddresses(vif)) {
        const lan = devices.find(({ device }) => {
          const own = deviceAddress(device);
          return (
            device.name.value !== 'lo' &&
            own !== undefined &&
            own.prefix < 31 &&
            contains(subnetOf(own.address, own.prefix), address.value)
          );
        });
        const own = lan && deviceAddress(lan.device);
        if (!lan || !own) continue;
        const subnet = formatSubnet(subnetOf(own.address, own.prefix));
        yield {
          span: address,
          message:
            `${address.value.text} belongs to dom0's own LAN ${subnet} (${lan.device.name.value}), but this guest is behind NAT: dom0 would route ` +
            'part of the LAN to the guest. Use an address of a private subnet of its own, such as 10.0.0.1.',
          related: [
            {
              uri: lan.file.uri,
              span: lan.device.address ?? lan.device,
              message: `dom0's address on ${lan.device.name.value}`,
            },
            { ...mode.place, message: `${mode.script} is chosen here` },
          ],
          fixes: () => freeAddressFixes(file, vif, address, workspace),
        };
      }
    }
  },
});
