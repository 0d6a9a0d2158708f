import type { StaticValue } from '../../model/static-value.ts';
import { fixBy, writeNumber } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { finalSettings, isForXl, rowsFor, xlLanguages } from './settings-of.ts';

/** Digits after a leading zero that both toolstacks count in eights; a quoted number is octal for xl only. */
function octalDigits(value: StaticValue, xl: boolean): string | undefined {
  const text = value.kind === 'number' ? value.source : xl && value.kind === 'string' ? value.text.text : '';
  return /^0+[1-7][0-7]+$/.test(text) && text.length <= 20 ? text : undefined;
}

export default defineRule({
  code: 'octal-number',
  area: 'keys',
  severity: 'warning',
  title: 'Number with a leading zero',
  explanation:
    'A number that begins with 0 counts in eights: `memory = 0512` is 330. Zeros in front are mostly meant to line numbers up.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 0512\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 512\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 512\n' },
    },
  ],
  languages: xlLanguages,
  *check(file) {
    for (const { name, value } of finalSettings(file)) {
      if (rowsFor(file).get(name)?.type !== 'int') continue;
      const digits = octalDigits(value, isForXl(file));
      if (digits === undefined) continue;
      const decimal = digits.replace(/^0+/, '');
      yield {
        span: value.span,
        message: `The leading zero makes this octal: ${name} is ${Number.parseInt(digits, 8)}, not ${decimal}. Leave the zero out.`,
        fixes: () => [fixBy(`Write ${decimal}`, writeNumber(file, value.span, decimal), { preferred: true })],
      };
    }
  },
});
