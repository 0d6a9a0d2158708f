import { fixBy, writeString } from '../edits.ts';
import { textOf } from '../entries.ts';
import { defineRule } from '../rule.ts';
import { xlNumber } from './numbers.ts';
import { isRead, whereCertain, xlLanguages, xlSettings } from './settings-of.ts';

export default defineRule({
  code: 'number-for-word',
  area: 'keys',
  severity: 'warning',
  title: 'Number where xl wants a word',
  explanation:
    '`tsc_mode` and `timer_mode` were numbers once and have words now. xl still takes the numbers, with a warning at each start.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\ntsc_mode = 2\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\ntsc_mode = "native"\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\ntsc_mode = "native"\n' },
    },
  ],
  languages: xlLanguages,
  *check(file) {
    for (const { name, value, row, assignment } of xlSettings(file)) {
      const words = row.reading?.warnsOfNumbers && row.values;
      const text = textOf(value)?.text;
      const word = words && text !== undefined ? words[xlNumber(text) ?? -1] : undefined;
      if (word === undefined || !isRead(file, row) || assignment.operator !== '=') continue;
      yield {
        span: value.span,
        severity: whereCertain(file, 'warning'),
        message: `xl warns at each start that ${name} is given as a number. Write "${word}".`,
        fixes: () => [fixBy(`Write "${word}"`, writeString(file, value.span, word), { preferred: true })],
      };
    }
  },
});
