import { basename } from '../../model/paths.ts';
import { scriptOf } from '../../model/xend.ts';
import { fixBy } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { isWireless } from '../wireless.ts';
import { switchScript } from './edits.ts';
import { usedOptions } from './options.ts';

export default defineRule({
  code: 'wireless-netdev',
  area: 'xend',
  severity: 'warning',
  title: 'Wireless card given to network-bridge',
  explanation:
    'network-bridge makes the card a port of a bridge. An access point accepts frames only from MAC addresses that have logged in and drops ' +
    'those of guests; a station interface mostly cannot join a bridge at all, and dom0 loses its network as well. Use network-nat and ' +
    'vif-nat, or network-route and vif-route, or a cable.',
  examples: [
    {
      bad: { 'xend-config.sxp': "(network-script 'network-bridge netdev=wlan0')\n(vif-script vif-bridge)\n" },
      good: { 'xend-config.sxp': "(network-script 'network-bridge netdev=eth0')\n(vif-script vif-bridge)\n" },
      fixed: { 'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const { option } of usedOptions(file)) {
      const script = option.name === 'network-script' ? scriptOf(option) : undefined;
      if (!script || basename(script.name.text) !== 'network-bridge') continue;
      for (const word of script.args) {
        const card = /^netdev=(.+)$/.exec(word.text)?.[1];
        if (!card || !isWireless(card)) continue;
        yield {
          span: { offset: word.offset, end: word.end },
          message: `${card} is a wireless card: it cannot usually join a bridge, so guests reach nobody outside and dom0 may lose its network as well. Use a wired card, or NAT or routing for the guests.`,
          fixes: () =>
            ['nat', 'route'].map((mode) =>
              fixBy(`Use network-${mode} and vif-${mode}`, [
                ...switchScript(file, 'network-script', `network-${mode}`),
                ...switchScript(file, 'vif-script', `vif-${mode}`),
              ]),
            ),
        };
      }
    }
  },
});
