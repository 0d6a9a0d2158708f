import { scriptOf, usedOption } from '../../model/xend.ts';
import { modeOfScript } from '../../xen/hotplug-scripts.ts';
import { modePairOf, type PairedMode } from '../../xen/network-modes.ts';
import { defineRule } from '../rule.ts';
import { switchScript } from './edits.ts';

export default defineRule({
  code: 'network-mode-mismatch',
  area: 'xend',
  severity: 'warning',
  title: 'network-script and vif-script of different modes',
  explanation:
    '`network-script` prepares the host and `vif-script` connects each guest; xend never compares the two. Half a change of mode leaves ' +
    'guests without a network: vif-bridge looks for a bridge that network-nat and network-route never make, and vif-nat or vif-route need ' +
    'the forwarding that network-bridge does not set up. Without a `vif-script` line xend uses vif-bridge.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-bridge)\n' },
      good: { 'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n' },
      fixed: { 'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n' },
    },
    {
      bad: { 'xend-config.sxp': '(network-script network-route)\n#(vif-script vif-route)\n(vif-script vif-bridge)\n' },
      good: { 'xend-config.sxp': '(network-script network-route)\n(vif-script vif-route)\n#(vif-script vif-bridge)\n' },
      fixed: {
        'xend-config.sxp': '(network-script network-route)\n(vif-script vif-route)\n#(vif-script vif-bridge)\n',
      },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    const network = usedOption(file.facts, 'network-script');
    const vif = usedOption(file.facts, 'vif-script');
    const networkScript = network && scriptOf(network);
    const vifScript = vif && scriptOf(vif);
    if (!file.facts.xend || !networkScript || !vifScript) return;
    const [networkPair, vifPair] = [pairOf(networkScript.name.text, 'network-'), pairOf(vifScript.name.text, 'vif-')];
    if (!networkPair || !vifPair || networkPair === vifPair) return;
    yield {
      span: { offset: vif.offset, end: vif.end },
      message:
        `${networkPair.networkScript} goes with ${networkPair.vifScript}, and ${vifPair.vifScript} with ${vifPair.networkScript}: ` +
        'with this pair guests get no working network. Switch one of the two.',
      related: [
        { uri: file.uri, span: { offset: network.offset, end: network.end }, message: 'The host is set up here' },
      ],
      fixes: () => [
        {
          title: `Use ${networkPair.vifScript} for the guests`,
          edits: switchScript(file, 'vif-script', networkPair.vifScript),
          preferred: true,
        },
        {
          title: `Use ${vifPair.networkScript} for the host`,
          edits: switchScript(file, 'network-script', vifPair.networkScript),
        },
      ],
    };
  },
});

function pairOf(script: string, prefix: string) {
  return script.slice(script.lastIndexOf('/') + 1).startsWith(prefix)
    ? modePairOf.get(modeOfScript(script) as PairedMode)
    : undefined;
}
