import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { usedOptions } from './options.ts';

/** A word that ends in a quote and holds no other one of its kind. */
const STRAY = /^[^'"]+(['"])$/;

export default defineRule({
  code: 'stray-quote',
  area: 'xend',
  severity: 'warning',
  title: 'A closing quote without an opening one',
  explanation:
    'A quote counts only at the start of a value. At the end of a word that did not begin with one it is a letter like any other: xend looks ' +
    'for a file, a host or a word with a quote in its name. Write the quote in front as well, or leave both out.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(logfile /var/log/xen/xend.log")\n' },
      good: { 'xend-config.sxp': '(logfile "/var/log/xen/xend.log")\n' },
      fixed: { 'xend-config.sxp': '(logfile "/var/log/xen/xend.log")\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const { option, row } of usedOptions(file)) {
      const { value } = option;
      // Script names have a rule of their own, and further words are what it is about then.
      if (row.type === 'script' || value?.kind !== 'atom' || option.form.items.at(-1) !== value) continue;
      const quote = STRAY.exec(value.value)?.[1];
      if (!quote) continue;
      yield {
        span: { offset: value.offset, end: value.end },
        message: `The quote at the end is part of the value, because none stands in front: xend takes ${value.value} as it is. Write ${quote}${value.value}.`,
        fixes: () => [
          fixBy('Add the opening quote', replace(file, value, `${quote}${value.value}`), { preferred: true }),
        ],
      };
    }
  },
});
