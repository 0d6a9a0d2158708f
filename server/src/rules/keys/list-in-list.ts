import { defineRule } from '../rule.ts';
import { xlLanguages, xlSettings } from './settings-of.ts';

export default defineRule({
  code: 'list-in-list',
  area: 'keys',
  severity: 'warning',
  title: 'List inside a list of texts',
  explanation:
    'Devices are listed as texts, one for each. When xl meets a list among them it stops reading there and says nothing: ' +
    'neither that entry nor any after it reaches the guest.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/k"\nvif = [ [ "bridge=xenbr0" ], "bridge=xenbr1" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/k"\nvif = [ "bridge=xenbr0", "bridge=xenbr1" ]\n' },
    },
  ],
  languages: xlLanguages,
  *check(file) {
    for (const { row, value } of xlSettings(file)) {
      if (row.type !== 'list-of-string' || value.kind !== 'list') continue;
      const inner = value.items.find((item) => item.kind === 'list');
      if (!inner) continue;
      yield {
        span: inner.span,
        message: `xl stops reading ${row.name} at this inner list: it and every entry after it are missing in the guest. Write each entry as one text.`,
      };
    }
  },
});
