import { type Dom0Device, dom0Devices } from '../../model/dom0-files.ts';
import { contains, formatSubnet, type IpAddress, type Subnet } from '../../xen/addresses.ts';
import { fixBy, replace } from '../edits.ts';
import { staticSubnet } from '../interfaces/devices.ts';
import { defineRule } from '../rule.ts';
import { bridgeOf, namedSubnet, vifAddresses, vifMode } from './vifs.ts';

const DOM0 =
  'auto xenbr0\niface xenbr0 inet static\n  address 192.168.0.3/24\n  bridge_ports eth0\n' +
  'auto xenbr1\niface xenbr1 inet static\n  address 192.168.1.3/24\n  bridge_ports eth1\n';
const guest = (bridge: string): string => `name = "vm01"\ntype = "hvm"\nvif = [ 'bridge=${bridge},ip=192.168.1.7' ]\n`;
const OWN = 'auto eth0\niface eth0 inet static\n  address 192.168.1.7/24\n  gateway 192.168.1.1\n';

export default defineRule({
  code: 'vif-on-wrong-bridge',
  area: 'network',
  severity: 'warning',
  title: 'vif on another bridge than its subnet',
  explanation:
    'A host with several bridges has a subnet on each. A vif whose address lies in the subnet of another bridge than the one that it joins reaches none of ' +
    "its neighbours: its gateway is on the other bridge. Bridges are compared by the addresses that dom0's interfaces file gives them; a bridge on which " +
    'dom0 has no address may carry any subnet.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': guest('xenbr0'), 'vm01/etc/network/interfaces': OWN, 'etc/network/interfaces': DOM0 },
      good: { 'vm01.cfg': guest('xenbr1'), 'vm01/etc/network/interfaces': OWN, 'etc/network/interfaces': DOM0 },
      fixed: { 'vm01.cfg': guest('xenbr1') },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const bridges = dom0Devices(workspace.hostOf(file), workspace).flatMap((one) => {
      const known = one.device.bridgePorts === undefined ? undefined : staticSubnet(one.device);
      return known ? [{ ...one, subnet: known.subnet }] : [];
    });
    if (new Set(bridges.map((one) => one.device.name.value)).size < 2) return;
    for (const vif of file.facts.vifs) {
      const { bridge } = vif;
      if (!bridge || (vifMode(file, vif, workspace)?.mode ?? 'bridge') !== 'bridge') continue;
      const joined = bridgeOf(file, vif, workspace)?.value;
      const addresses = vifAddresses(vif);
      const [first] = addresses;
      if (!first || addresses.some(({ value }) => isOn(value, bridges, joined))) continue;
      // Where the bridge's stanza is all that tells the subnet, vif-ip-outside-subnet says it.
      if (namedSubnet(file, vif, workspace, first.value.family)?.rule === 4) continue;
      const family = bridges.filter(
        (one) => one.device.name.value === joined && one.subnet.family === first.value.family,
      );
      const other = bridges.find((one) => contains(one.subnet, first.value));
      if (family.length === 0 || !other) continue;
      const name = other.device.name.value;
      yield {
        span: { offset: bridge.offset, end: bridge.end },
        message:
          `${first.value.text} belongs to the subnet ${formatSubnet(other.subnet)} of ${name}, but the vif joins ${joined}: the guest reaches ` +
          'neither its gateway nor its neighbours. Join the other bridge, or give the guest an address of this one.',
        related: [
          { uri: other.file.uri, span: other.device.address ?? other.device.name, message: `The subnet of ${name}` },
        ],
        fixes: () => [fixBy(`Join ${name}`, replace(file, bridge, name))],
      };
    }
  },
});

function isOn(
  address: IpAddress,
  bridges: readonly (Dom0Device & { readonly subnet: Subnet })[],
  joined: string | undefined,
): boolean {
  return bridges.some((one) => one.device.name.value === joined && contains(one.subnet, address));
}
