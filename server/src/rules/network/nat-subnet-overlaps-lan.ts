import { dom0Devices } from '../../model/dom0-files.ts';
import { describeSubnet } from '../../model/network.ts';
import { contains, formatSubnet, subnetsOverlap } from '../../xen/addresses.ts';
import { staticSubnet } from '../interfaces/devices.ts';
import { defineRule } from '../rule.ts';
import { placedAddresses, subnetPlace, vifMode } from './vifs.ts';

const XEND = '(network-script network-nat)\n(vif-script vif-nat)\n';
const LAN = 'auto eth0\niface eth0 inet static\n  address 10.0.0.3\n  netmask 255.255.255.128\n';
const guest = (ip: string): string => `name = 'vm01'\nkernel = '/boot/vmlinuz'\nvif = [ 'ip=${ip}' ]\n`;
const own = (ip: string): string => `auto eth0\niface eth0 inet static\n  address ${ip}\n  netmask 255.255.255.0\n`;

export default defineRule({
  code: 'nat-subnet-overlaps-lan',
  area: 'network',
  severity: 'warning',
  title: 'NAT guest whose subnet is also a LAN of dom0',
  explanation:
    'A guest takes all addresses of its subnet for its neighbours and never sends them to a gateway. When a LAN of dom0 has some of these ' +
    'addresses, the guest behind NAT looks for that LAN on its own vif and does not reach its machines. (An address of the guest that lies within ' +
    'the LAN itself is `nat-vif-in-lan`.)',
  examples: [
    {
      bad: {
        'vm01.cfg': guest('10.0.0.201'),
        'vm01/etc/network/interfaces': own('10.0.0.201'),
        'xend-config.sxp': XEND,
        'etc/network/interfaces': LAN,
      },
      good: {
        'vm01.cfg': guest('10.0.1.1'),
        'vm01/etc/network/interfaces': own('10.0.1.1'),
        'xend-config.sxp': XEND,
        'etc/network/interfaces': LAN,
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const lans = dom0Devices(workspace.hostOf(file), workspace).flatMap((one) => {
      const known = one.device.name.value === 'lo' ? undefined : staticSubnet(one.device);
      return known ? [{ ...one, subnet: known.subnet }] : [];
    });
    if (lans.length === 0) return;
    for (const { vif, addresses, known } of placedAddresses(file, workspace)) {
      const mode = vifMode(file, vif, workspace);
      const [first] = addresses;
      if (mode?.mode !== 'nat' || !first) continue;
      const lan = lans.find(({ subnet }) => subnetsOverlap(subnet, known.subnet));
      if (!lan || addresses.some((address) => contains(lan.subnet, address.value))) continue;
      const { device } = lan;
      yield {
        span: { offset: first.offset, end: first.end },
        message:
          `The guest's subnet ${describeSubnet(known)}, and dom0's LAN ${formatSubnet(lan.subnet)} (${device.name.value}) have addresses in ` +
          'common: from behind NAT the guest does not reach them. Use a private subnet that no LAN of dom0 has.',
        related: [
          ...subnetPlace(known, `The subnet ${formatSubnet(known.subnet)} comes from here`),
          { uri: lan.file.uri, span: device.address ?? device.name, message: `dom0's address on ${device.name.value}` },
        ],
      };
    }
  },
});
