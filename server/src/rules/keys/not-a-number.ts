import type { StaticValue } from '../../model/static-value.ts';
import type { Row } from '../../xen/row.ts';
import { fixBy, writeNumber } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { mebibytes, xlNumber } from './numbers.ts';
import { fallback, isCertain, xlLanguages, xlSettings } from './settings-of.ts';

/** The text of a value that xl would try to count and cannot; undefined when it can, or when it is no text at all. */
function uncountable(value: StaticValue): string | undefined {
  if (value.kind === 'number') return Number.isNaN(value.value) ? value.source : undefined;
  if (value.kind !== 'string') return undefined;
  return xlNumber(value.text.text) === undefined ? value.text.text : undefined;
}

/** What was probably meant, as digits. */
function meant(text: string, row: Row): string | undefined {
  const trimmed = text.trim();
  if (/^\d{1,15}$/.test(trimmed)) return String(Number(trimmed));
  return row.form === 'MiB' ? mebibytes(text)?.toString() : undefined;
}

function message(text: string, row: Row): string {
  const reason = /^\s*0\d+$/.test(text)
    ? `A leading zero makes a number octal, and "${text}" is none`
    : `xl takes only a bare number for ${row.name}, and "${text.slice(0, 40)}" is none`;
  if (row.reading?.endsWithoutNumber) return `${reason}: xl ends without any message. Write a number.`;
  const unit = row.form === 'MiB' || row.form === 'KiB' ? ` of ${row.form}` : '';
  return `${reason}: ${row.reading?.otherwise ?? fallback(row)}. Write the number${unit} alone.`;
}

export default defineRule({
  code: 'not-a-number',
  area: 'keys',
  severity: 'warning',
  title: 'Text where xl counts',
  explanation:
    'xl reads these options as whole numbers: decimal, `0x` hexadecimal, or octal after a leading zero. A unit (`"512M"`), a ' +
    'blank at the end or a word makes it print one warning and take the default, so a guest may start with 32 MiB of memory.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = "512M"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 512\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = "512"\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 08\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = "8"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 8\n' },
    },
  ],
  languages: xlLanguages,
  *check(file) {
    for (const { row, value, assignment } of xlSettings(file)) {
      if (row.type !== 'int' || row.status === 'ignored' || assignment.operator !== '=') continue;
      const text = uncountable(value);
      if (text === undefined) continue;
      const digits = meant(text, row);
      yield {
        span: value.span,
        message: message(text, row),
        ...(row.reading?.endsWithoutNumber && isCertain(file) && { severity: 'error' as const }),
        fixes: () =>
          digits === undefined
            ? []
            : [fixBy(`Write ${digits}`, writeNumber(file, value.span, digits), { preferred: true, safe: true })],
      };
    }
  },
});
