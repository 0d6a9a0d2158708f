import { dom0Devices, dom0Files } from '../../model/dom0-files.ts';
import { defineRule } from '../rule.ts';
import { vifMode } from './vifs.ts';

export default defineRule({
  code: 'route-without-gatewaydev',
  area: 'network',
  severity: 'warning',
  title: 'Routed vif that borrows the address of a missing eth0',
  explanation:
    'vif-route gives the vif the address of the card towards the LAN. Which card that is it learns from `gatewaydev=` of the vif or ' +
    '`vif.default.gatewaydev` of xl.conf; without either it takes eth0 and fails when eth0 has no address, as on every host with names ' +
    'such as enp3s0.',
  examples: [
    {
      toolstack: 'xl',
      bad: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-route,ip=192.0.2.10\' ]\n',
        'etc/network/interfaces': 'auto enp3s0\niface enp3s0 inet static\n    address 192.0.2.2/24\n',
      },
      good: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-route,ip=192.0.2.10,gatewaydev=enp3s0\' ]\n',
        'etc/network/interfaces': 'auto enp3s0\niface enp3s0 inet static\n    address 192.0.2.2/24\n',
      },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-route,ip=192.0.2.10,gatewaydev=enp3s0\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const host = workspace.hostOf(file);
    if (file.toolstack.toolstack !== 'xl' || host.xlConf?.facts.gatewaydev) return;
    if (!dom0Files(host, workspace).complete) return;
    const cards = dom0Devices(host, workspace).filter(
      ({ device }) => device.name.value !== 'lo' && device.method !== 'manual' && device.family === 'inet',
    );
    const [card] = cards;
    if (!card || cards.some(({ device }) => device.name.value === 'eth0')) return;
    for (const vif of file.facts.vifs) {
      if (vif.gatewaydev || vifMode(file, vif, workspace)?.mode !== 'route') continue;
      const name = card.device.name.value;
      yield {
        span: { offset: vif.offset, end: vif.end },
        message: `vif-route takes the address of eth0 when gatewaydev= is missing, and this host has no eth0 with an address: the vif fails. Add gatewaydev=${name}.`,
        related: [
          { uri: card.file.uri, span: card.device.name, message: `The host's card with an address is ${name}` },
        ],
        fixes: () => [
          {
            title: `Add gatewaydev=${name}`,
            edits: [{ uri: file.uri, span: { offset: vif.end, end: vif.end }, newText: `,gatewaydev=${name}` }],
            preferred: true,
          },
        ],
      };
    }
  },
});
