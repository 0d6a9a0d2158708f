import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { suggest } from '../suggest.ts';
import { CONSEQUENCE, usedOptions } from './options.ts';

export default defineRule({
  code: 'bad-xend-value',
  area: 'xend',
  severity: 'error',
  title: 'A word that the option does not take',
  explanation:
    'Some options take only certain words, in exactly this spelling: `loglevel` needs capitals (DEBUG, INFO, WARN, ERROR …), ' +
    '`xsm_module_name` is dummy, acm or flask. With another word xend does not start (old Pythons may let a log level pass).',
  examples: [
    {
      bad: { 'xend-config.sxp': '(loglevel debug)\n' },
      good: { 'xend-config.sxp': '(loglevel DEBUG)\n' },
      fixed: { 'xend-config.sxp': '(loglevel DEBUG)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const { option, row } of usedOptions(file)) {
      const { value } = option;
      const words = row.type === 'enum' ? row.values : undefined;
      if (!words || !value || value.kind === 'list' || words.includes(value.value)) continue;
      const meant = suggest(value.value, words);
      yield {
        span: { offset: value.offset, end: value.end },
        message: `${option.name} takes ${words.join(', ')}, in this spelling: with this value ${CONSEQUENCE[row.readAt]}.`,
        fixes: () =>
          (meant ? [meant] : words).map((word) =>
            fixBy(`Set it to ${word}`, replace(file, value, word), { preferred: word === meant }),
          ),
      };
    }
  },
});
