import { dom0Devices } from '../../model/dom0-files.ts';
import { deviceAddress } from '../../model/network.ts';
import { contains, parseAddress, subnetOf } from '../../xen/addresses.ts';
import { freeAddressFixes, vifAddresses, vifMode, wordOfVif } from '../network/vifs.ts';
import { defineRule } from '../rule.ts';
import { isSurelyDom0 } from './dom0.ts';

const INTERFACES =
  'auto xenbr0\niface xenbr0 inet static\n  address 192.168.0.3/24\n  gateway 192.168.0.1\n  bridge_ports eth0\n';
const guest = (ip: string): string => `name = "vm01"\ntype = "hvm"\nvif = [ 'bridge=xenbr0,ip=${ip}' ]\n`;

export default defineRule({
  code: 'guest-has-lan-gateway',
  area: 'fleet',
  severity: 'warning',
  title: "Guest with the address of dom0's gateway",
  explanation:
    'A guest that takes the address of the gateway which dom0 itself uses cuts dom0, and everybody else on that LAN, off from the outside. A guest ' +
    'that is meant to be the gateway needs a second connection to the outside: guests with several vifs, a VLAN or a PCI device are left alone.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': guest('192.168.0.1'), 'etc/network/interfaces': INTERFACES },
      good: { 'vm01.cfg': guest('192.168.0.4'), 'etc/network/interfaces': INTERFACES },
      fixed: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'bridge=xenbr0,ip=192.168.0.2\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const { vifs, vifsComplete, variables } = file.facts;
    const [vif] = vifs;
    if (!vif || vifs.length > 1 || !vifsComplete || variables.has('pci') || wordOfVif(vif, 'vlan')) return;
    const host = workspace.hostOf(file);
    if (!isSurelyDom0(host) || (vifMode(file, vif, workspace)?.mode ?? 'bridge') !== 'bridge') return;
    for (const { file: where, device } of dom0Devices(host, workspace)) {
      const gateway = device.gateway && parseAddress(device.gateway.value);
      const own = deviceAddress(device);
      if (!device.gateway || !gateway || !own || !contains(subnetOf(own.address, own.prefix), gateway)) continue;
      for (const address of vifAddresses(vif)) {
        if (address.value.text !== gateway.text) continue;
        yield {
          span: { offset: address.offset, end: address.end },
          message: `${gateway.text} is the gateway of dom0 (${device.name.value}): with this guest on the same LAN, dom0 and all other machines lose their way out. Give the guest another address.`,
          related: [{ uri: where.uri, span: device.gateway, message: 'dom0 names its gateway here' }],
          fixes: () => freeAddressFixes(file, vif, address, workspace),
        };
      }
    }
  },
});
