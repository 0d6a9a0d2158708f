import { xendFalseWords, xendTrueWords } from '../../xen/xend-options.ts';
import { replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { CONSEQUENCE, usedOptions } from './options.ts';

const WORDS = new Set([...xendTrueWords, ...xendFalseWords]);
const YES = /^(?:enabled?|ok|ja|si|oui|tr[eu]+|ye[sp]*)$/;
const NO = /^(?:disabled?|none|never|nein|non|nope?|fal.*|of+)$/;

export default defineRule({
  code: 'bad-xend-boolean',
  area: 'xend',
  severity: 'error',
  title: 'A value that is neither yes nor no',
  explanation:
    'xend takes yes, y, 1, on, true, t and no, n, 0, off, false, f, in any letter case and without blanks around them. Anything else ends ' +
    'in "invalid xend config NAME: expected bool" when the option is read: for most options as xend starts, for some only later.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(xend-relocation-server enabled)\n' },
      good: { 'xend-config.sxp': '(xend-relocation-server yes)\n' },
      fixed: { 'xend-config.sxp': '(xend-relocation-server yes)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const { option, row } of usedOptions(file)) {
      const { value } = option;
      if (row.type !== 'bool' || !value || value.kind === 'list' || WORDS.has(value.value.toLowerCase())) continue;
      const word = value.value.trim().toLowerCase();
      const meant = WORDS.has(word) ? word : YES.test(word) ? 'yes' : NO.test(word) ? 'no' : undefined;
      yield {
        span: { offset: value.offset, end: value.end },
        message: `${option.name} must be yes or no (also 1, on, true, 0, off, false): with this value ${CONSEQUENCE[row.readAt]}.`,
        fixes: () =>
          (meant ? [meant] : row.status === 'security-sensitive' ? ['no', 'yes'] : ['yes', 'no']).map((choice) => ({
            title: `Set it to ${choice}`,
            edits: [replace(file, value, choice)],
            preferred: choice === meant,
          })),
      };
    }
  },
});
