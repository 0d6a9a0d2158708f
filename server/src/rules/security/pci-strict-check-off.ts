import { usedOption } from '../../model/xend.ts';
import { textOf } from '../../syntax/sxp/tree.ts';
import { xendFalseWords } from '../../xen/xend-options.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'pci-strict-check-off',
  area: 'security',
  severity: 'information',
  title: 'PCI devices passed through without a check of their isolation',
  explanation:
    'xend refuses to give an HVM guest a PCI device that another device can reach behind the IOMMU. `pci-passthrough-strict-check no` ' +
    'switches that off: a guest may then get at devices, and with them at memory, that are not its own.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(pci-passthrough-strict-check no)\n' },
      good: { 'xend-config.sxp': '(pci-passthrough-strict-check yes)\n' },
      fixed: { 'xend-config.sxp': '(pci-passthrough-strict-check yes)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    const value = usedOption(file.facts, 'pci-passthrough-strict-check')?.value;
    const word = textOf(value)?.toLowerCase();
    if (!file.facts.xend || !value || word === undefined || !xendFalseWords.includes(word)) return;
    yield {
      span: { offset: value.offset, end: value.end },
      message:
        'xend passes devices through that are not isolated from others, which a hostile guest can use. Keep it on where guests are not trusted.',
      fixes: () => [fixBy('Set it to yes', replace(file, value, 'yes'))],
    };
  },
});
