import { xendOptions } from '../../xen/xend-options.ts';
import { replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { suggest } from '../suggest.ts';
import { rowOf } from './options.ts';

const NAMES = xendOptions.filter((row) => row.readAt !== 'never').map((row) => row.name);

export default defineRule({
  code: 'unknown-xend-option',
  area: 'xend',
  severity: 'warning',
  title: 'A setting that xend does not know',
  explanation:
    'xend never reports an unknown name: the setting is ignored and the default holds. Names are compared exactly: `-` and `_` are ' +
    'different, capitals count. Only `xsm_module_name` and `total_available_memory` are written with underscores.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(dom0_min_mem 512)\n(Network-Script network-bridge)\n' },
      good: { 'xend-config.sxp': '(dom0-min-mem 512)\n(network-script network-bridge)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    if (!file.facts.xend) return;
    const certain = file.facts.options.some((option) => rowOf.has(option.name));
    for (const option of file.facts.options) {
      const row = rowOf.get(option.name);
      if (row && row.readAt !== 'never') continue;
      const meant = row?.replacedBy ?? suggest(option.name, NAMES);
      // Without a single known name nothing says that this file is xend's.
      if (!meant && !certain) continue;
      yield {
        span: option.nameSpan,
        ...(meant ? {} : { severity: 'information' as const }),
        message: meant
          ? `xend does not know ${option.name} and ignores it without a word. Did you mean ${meant}?`
          : `xend does not know ${option.name} and ignores it; if another program reads this setting, all is well.`,
        fixes: () =>
          meant
            ? [{ title: `Rename it to ${meant}`, edits: [replace(file, option.nameSpan, meant)], preferred: true }]
            : [],
      };
    }
  },
});
