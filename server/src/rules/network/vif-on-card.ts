import { hostNetwork } from '../../model/host-network/network.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { driverDomainOf, vifMode } from './vifs.ts';

const guest = (bridge: string): string => `name = "a"\nmemory = 512\nvif = [ 'bridge=${bridge}' ]\n`;
const CARD = 'auto eth0\niface eth0 inet dhcp\n';
const BRIDGE = 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports eth0\n\niface eth0 inet manual\n';
const CONF = 'vif.default.script="vif-bridge"\n';

export default defineRule({
  code: 'vif-on-card',
  area: 'network',
  severity: 'warning',
  title: 'Card where a bridge is wanted',
  explanation:
    'A vif joins a bridge, and a card, a VLAN on it or a bond is none: vif-bridge stops with an error and the guest is torn down again. ' +
    "xend's network-bridge renamed cards, so that its bridge was called eth0; with xl nothing does that, and files that come from xend still name it. " +
    'Make the card a port of a bridge, and name the bridge.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'etc/xen/a.cfg': guest('eth0'), 'etc/xen/xl.conf': CONF, 'etc/network/interfaces': CARD },
      good: { 'etc/xen/a.cfg': guest('xenbr0'), 'etc/xen/xl.conf': CONF, 'etc/network/interfaces': BRIDGE },
    },
    {
      toolstack: 'xl',
      bad: { 'etc/xen/a.cfg': guest('eth0'), 'etc/xen/xl.conf': CONF, 'etc/network/interfaces': BRIDGE },
      good: { 'etc/xen/a.cfg': guest('xenbr0'), 'etc/xen/xl.conf': CONF, 'etc/network/interfaces': BRIDGE },
      fixed: { 'etc/xen/a.cfg': guest('xenbr0') },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    if (file.toolstack.toolstack !== 'xl') return;
    const network = hostNetwork(file, workspace);
    for (const vif of file.facts.vifs) {
      const { bridge } = vif;
      const there = bridge && network.devices.get(bridge.value);
      if (!bridge || !there || !PLAIN.has(there.kind) || (vifMode(file, vif, workspace)?.mode ?? 'bridge') !== 'bridge')
        continue;
      // What a command sets up may be a bridge of this very name.
      if (driverDomainOf(file, vif, workspace) || (!network.complete && there.bridge === undefined)) continue;
      const joined = there.bridge;
      yield {
        span: { offset: bridge.offset, end: bridge.end },
        message: joined
          ? `${there.name} is not a bridge but a port of ${joined}: the vif cannot join it and the guest is torn down again. Name ${joined}.`
          : `${there.name} is not a bridge but ${TITLES[there.kind]} of this host: the vif cannot join it and the guest is torn down again. Make a bridge with ${there.name} as its port, and name that.`,
        related: [{ uri: there.uri, span: there.span, message: `${there.name} is set up here` }],
        ...(joined
          ? { fixes: () => [fixBy(`Use the bridge ${joined}`, replace(file, bridge, joined), { preferred: true })] }
          : {}),
      };
    }
  },
});

const PLAIN: ReadonlySet<string> = new Set(['card', 'vlan', 'bond']);
const TITLES: Readonly<Record<string, string>> = { card: 'a network card', vlan: 'a VLAN', bond: 'a bond' };
