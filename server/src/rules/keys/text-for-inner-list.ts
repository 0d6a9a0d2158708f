import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { isRead, whereCertain, xlSettings } from './settings-of.ts';

export default defineRule({
  code: 'text-for-inner-list',
  area: 'keys',
  severity: 'error',
  title: 'Text where a list of lists is wanted',
  explanation:
    '`vnuma` has one list for each node, and `vsnd` one for each card. xl creates no guest when a text stands in its place.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvsnd = [ "card" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvsnd = [ [ "card" ] ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvsnd = [ [ "card" ] ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const { name, value, row } of xlSettings(file)) {
      const form = row.reading?.innerList;
      if (form === undefined || value.kind !== 'list' || !isRead(file, row)) continue;
      const texts = value.items.filter((item) => item.kind === 'string' || item.kind === 'number');
      const [first] = texts;
      if (!first) continue;
      const { offset, end } = value.span;
      yield {
        span: first.span,
        severity: whereCertain(file, 'error'),
        message: `xl does not create the guest: ${name} is a list of lists, such as [ ${form} ]. Put [ ] around what belongs together.`,
        fixes: () =>
          texts.length === value.items.length
            ? [
                fixBy('Put [ ] around it', replace(file, value.span, `[ ${file.text.slice(offset, end)} ]`), {
                  preferred: true,
                }),
              ]
            : [],
      };
    }
  },
});
