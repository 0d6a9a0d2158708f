import { dom0Devices, dom0Files } from '../../model/dom0-files.ts';
import { guestDevice } from '../../model/network.ts';
import { contains, parseAddress } from '../../xen/addresses.ts';
import { staticSubnet } from '../interfaces/devices.ts';
import { defineRule } from '../rule.ts';
import { bridgeOf, vifMode } from './vifs.ts';

const DOM0 = 'auto xenbr1\niface xenbr1 inet static\n  address 10.0.0.1/24\n  bridge_ports none\n';
const GUEST = 'name = "vm01"\ntype = "hvm"\nvif = [ \'bridge=xenbr1\' ]\n';
const own = (gateway: string): string =>
  `auto eth0\niface eth0 inet static\n  address 10.0.0.7/24\n  gateway ${gateway}\n`;

export default defineRule({
  code: 'gateway-nobody-has',
  area: 'network',
  severity: 'warning',
  title: 'Gateway that nobody has',
  explanation:
    'A bridge without a card of the host (`bridge_ports none`) connects guests and dom0 and nobody else. A gateway there can only be dom0’s ' +
    "own address on the bridge, or a guest's. When neither has the address that a guest names, everything for the outside is lost. On bridges that " +
    'lead to a LAN the gateway is a machine that no file here knows, and nothing is said; neither is where an interfaces file of dom0 is missing.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'vm01/etc/network/interfaces': own('10.0.0.254'), 'vm01.cfg': GUEST, 'etc/network/interfaces': DOM0 },
      good: { 'vm01/etc/network/interfaces': own('10.0.0.1'), 'vm01.cfg': GUEST, 'etc/network/interfaces': DOM0 },
      fixed: { 'vm01/etc/network/interfaces': own('10.0.0.1') },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file, { workspace }) {
    const guest = workspace.guestOf(file);
    if (!guest || workspace.interfacesOf(guest) !== file) return;
    const host = workspace.hostOf(guest);
    const { files, complete } = dom0Files(host, workspace);
    if (!complete) return;
    for (const vif of guest.facts.vifs) {
      if ((vifMode(guest, vif, workspace)?.mode ?? 'bridge') !== 'bridge') continue;
      const name = bridgeOf(guest, vif, workspace)?.value;
      const on = dom0Devices(host, workspace).filter(({ device }) => device.name.value === name);
      if (on.some(({ device }) => device.bridgePorts?.length !== 0 || !device.bridgePortsComplete)) continue;
      for (const family of [4, 6] as const) {
        const gateway = guestDevice(file, guest, vif, family)?.gateway;
        const address = gateway && parseAddress(gateway.value);
        const bridge = on
          .map(({ file: where, device }) => ({ where, device, known: staticSubnet(device) }))
          .find(({ known }) => known && address && contains(known.subnet, address));
        if (!gateway || !address || !bridge?.known || bridge.known.address.text === address.text) continue;
        if (workspace.sharing(`ip:${address.text}`).length > 0) continue;
        // An address that some command adds stands in the text at least.
        if (files.some((one) => one.text.includes(gateway.value))) continue;
        const right = bridge.known.address.text;
        yield {
          span: { offset: gateway.offset, end: gateway.end },
          message: `Nobody has the address ${address.text}: ${name} leads to no card of the host, and dom0's address there is ${right}. The guest reaches nothing outside. Name dom0 as the gateway.`,
          related: [
            {
              uri: bridge.where.uri,
              span: bridge.device.address ?? bridge.device.name,
              message: `dom0's address on ${name}`,
            },
          ],
          fixes: () => [
            {
              title: `Use dom0's address ${right}`,
              edits: [{ uri: file.uri, span: { offset: gateway.offset, end: gateway.end }, newText: right }],
            },
          ],
        };
      }
    }
  },
});
