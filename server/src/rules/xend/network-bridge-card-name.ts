import { scriptOf, usedOption } from '../../model/xend.ts';
import { scriptName } from '../../xen/hotplug-scripts.ts';
import { replace } from '../edits.ts';
import { defineRule } from '../rule.ts';

/** What network-bridge cuts out of the default route: small letters followed by digits, and nothing behind. */
const CUT = /[a-z]+[0-9]+/;

export default defineRule({
  code: 'network-bridge-card-name',
  area: 'xend',
  severity: 'information',
  title: 'network-bridge misreads the name of the network card',
  explanation:
    'Without `netdev=` network-bridge (3.2 and later) cuts the card’s name out of the default route as small letters followed by digits: ' +
    'enp3s0 becomes enp3, bond0.10 becomes bond0, and a name without digits is not cut out at all. The script then works on a card that ' +
    'does not exist. Name the card with `netdev=`.',
  examples: [
    {
      bad: {
        'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n',
        'etc/network/interfaces': 'auto enp3s0\niface enp3s0 inet dhcp\n',
      },
      good: {
        'xend-config.sxp': "(network-script 'network-bridge netdev=enp3s0')\n(vif-script vif-bridge)\n",
        'etc/network/interfaces': 'auto enp3s0\niface enp3s0 inet dhcp\n',
      },
      fixed: { 'xend-config.sxp': "(network-script 'network-bridge netdev=enp3s0')\n(vif-script vif-bridge)\n" },
    },
  ],
  languages: ['xend-sxp'],
  *check(file, { workspace }) {
    const option = file.facts.xend ? usedOption(file.facts, 'network-script') : undefined;
    const script = option && scriptOf(option);
    const { value } = option ?? {};
    if (!option || !script || !value || scriptName(script.name.text) !== 'network-bridge') return;
    if (script.args.some((word) => /^(?:netdev|vifnum)=/.test(word.text))) return;
    const host = workspace.hostOf(file).interfaces;
    if (!host?.facts.complete || host.facts.bridges.length > 0) return;
    // The default route is on the card with a gateway, or on the only one that asks DHCP.
    const cards = host.facts.devices.filter((device) => device.family === 'inet' && device.method !== 'loopback');
    const routed = cards.filter((device) => device.gateway || device.method === 'dhcp');
    const card = routed.length === 1 ? routed[0]?.name : undefined;
    if (!card || CUT.exec(card.value)?.[0] === card.value) return;
    const written = [script.name.text, ...script.args.map((word) => word.text), `netdev=${card.value}`].join(' ');
    const cut = CUT.exec(card.value)?.[0];
    yield {
      span: { offset: option.offset, end: option.end },
      message: `network-bridge cuts the name of the card out wrongly (${card.value}${cut ? ` becomes ${cut}` : ' is not recognised'}) and then ${cut && card.value.startsWith(`${cut}.`) ? 'makes a bridge of the card under the VLAN, which the guests of the VLAN cannot use' : 'finds no such card'}. Add netdev=${card.value}.`,
      related: [
        { uri: host.uri, span: { offset: card.offset, end: card.end }, message: 'The card of the default route' },
      ],
      fixes: () =>
        /['"\\]/.test(written)
          ? []
          : [{ title: `Add netdev=${card.value}`, edits: [replace(file, value, `'${written}'`)], preferred: true }],
    };
  },
});
