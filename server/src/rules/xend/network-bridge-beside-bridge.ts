import { scriptOf, usedOption } from '../../model/xend.ts';
import { scriptName } from '../../xen/hotplug-scripts.ts';
import { defineRule } from '../rule.ts';
import { commentFormOut } from './edits.ts';

export default defineRule({
  code: 'network-bridge-beside-bridge',
  area: 'xend',
  severity: 'information',
  title: 'network-bridge on a host that already has a bridge',
  explanation:
    'Since Xen 4.1 `network-bridge start` returns at once when **any** bridge exists, one of libvirt (virbr0) included. Where the ' +
    'distribution makes the bridge, as in dom0’s interfaces file here, the line does nothing: comment it out and let vif-bridge use the ' +
    'bridge that is there. (Before 4.1 the script renames the card and makes a second bridge.)',
  examples: [
    {
      bad: {
        'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n',
        'etc/network/interfaces': 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports eth0\n',
      },
      good: {
        'xend-config.sxp': '#(network-script network-bridge)\n(vif-script vif-bridge)\n',
        'etc/network/interfaces': 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports eth0\n',
      },
      fixed: { 'xend-config.sxp': '#(network-script network-bridge)\n(vif-script vif-bridge)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file, { workspace }) {
    const option = file.facts.xend ? usedOption(file.facts, 'network-script') : undefined;
    const script = option && scriptOf(option)?.name;
    if (!option || !script || scriptName(script.text) !== 'network-bridge') return;
    const host = workspace.hostOf(file).interfaces;
    const bridge = host?.facts.bridges[0];
    if (!host || !bridge) return;
    yield {
      span: { offset: option.offset, end: option.end },
      message: `network-bridge does nothing from Xen 4.1 on, because the host already makes the bridge ${bridge.value}. Comment this line out.`,
      related: [
        {
          uri: host.uri,
          span: { offset: bridge.offset, end: bridge.end },
          message: `dom0 makes the bridge ${bridge.value} here`,
        },
      ],
      fixes: () => [{ title: 'Comment the line out', edits: commentFormOut(file, option.form), preferred: true }],
    };
  },
});
