import { scriptOf, usedOption } from '../../model/xend.ts';
import { modeOfScript } from '../../xen/hotplug-scripts.ts';
import { modePairOf } from '../../xen/network-modes.ts';
import { insert, remove } from '../edits.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'vif-script-without-network-script',
  area: 'xend',
  severity: 'information',
  title: 'vif-nat or vif-route without the script for the host',
  explanation:
    'vif-nat and vif-route connect a guest, and network-nat or network-route switches on what dom0 needs for it: forwarding, and for NAT ' +
    'the translation of addresses. Without a `network-script` nobody does that when xend starts. It is right if the host is set up in ' +
    'another way (sysctl, firewall rules); otherwise enable the script that belongs to it.',
  examples: [
    {
      bad: { 'xend-config.sxp': '#(network-script network-nat)\n(vif-script vif-nat)\n' },
      good: { 'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n' },
      fixed: { 'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    const vif = usedOption(file.facts, 'vif-script');
    const script = vif && scriptOf(vif)?.name;
    if (!file.facts.xend || !script || usedOption(file.facts, 'network-script')) return;
    const mode = modeOfScript(script.text);
    if (mode !== 'nat' && mode !== 'route') return;
    const wanted = modePairOf.get(mode)?.networkScript;
    // A script under the wrong name, or words outside brackets, are findings of their own.
    if (!wanted || script.text.includes('network-') || mentions(file.text, 'network-script')) return;
    const ready = file.facts.commented.find((one) => one.name === 'network-script' && one.formText.includes(wanted));
    yield {
      span: { offset: vif.offset, end: vif.end },
      message:
        `No network-script is enabled, so xend switches on neither forwarding${mode === 'nat' ? ' nor address translation' : ''} for ` +
        `${script.text}. Enable ${wanted}, unless the host is set up in another way.`,
      fixes: () => [
        {
          title: `Enable ${wanted}`,
          edits: [
            ready
              ? remove(file, ready.marker)
              : insert(file, vif.offset, `(network-script ${wanted})${file.text.includes('\r\n') ? '\r\n' : '\n'}`),
          ],
          preferred: true,
        },
      ],
    };
  },
});

/** Whether a line of the file begins with the word outside brackets and comments. */
const mentions = (text: string, word: string): boolean => text.startsWith(word) || text.includes(`\n${word}`);
