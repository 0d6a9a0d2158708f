import type { StaticValue } from '../../model/static-value.ts';
import type { Row } from '../../xen/row.ts';
import { fixBy, writeNumber } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { xlNumber } from './numbers.ts';
import { isCertain, isRead, xlLanguages, xlSettings } from './settings-of.ts';

function numberOf(value: StaticValue): number | undefined {
  if (value.kind === 'string') return xlNumber(value.text.text);
  return value.kind === 'number' && !Number.isNaN(value.value) ? value.value : undefined;
}

function isOutside(number: number, row: Row): boolean {
  if (String(number) === row.default) return false;
  return (row.min !== undefined && number < row.min) || (row.max !== undefined && number > row.max);
}

/** xl keeps most numbers in 32 bits, some in 64, and none of them signed. */
function isTorn(number: number, row: Row): boolean {
  const { bits = 31, countsVcpus = false } = row.reading ?? {};
  if (bits === 'signed 32') return Math.abs(number) >= 2 ** 31;
  return !countsVcpus && (number < 0 || number >= 2 ** bits);
}

function bounds({ min, max }: Row): string {
  if (max === undefined) return `of ${min} or more`;
  return min === undefined ? `of ${max} at most` : `from ${min} to ${max}`;
}

export default defineRule({
  code: 'number-out-of-range',
  area: 'keys',
  severity: 'warning',
  title: 'Number out of range',
  explanation:
    'The number lies outside of what the toolstack or the hypervisor takes. xl checks few of them itself: most are cut off, ' +
    'changed or refused later, when the guest is being built.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmmio_hole = 64\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmmio_hole = 256\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmmio_hole = 256\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\ncpu_weight = 70000\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\ncpu_weight = 512\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\ncpu_weight = 65535\n' },
    },
  ],
  languages: xlLanguages,
  *check(file) {
    for (const { row, value } of xlSettings(file)) {
      if (row.type !== 'int' || row.status === 'ignored' || !isRead(file, row)) continue;
      const number = numberOf(value);
      if (number === undefined || !(isOutside(number, row) || isTorn(number, row))) continue;
      if (row.reading?.countsVcpus && (number < 0 || number >= 2 ** 31)) continue;
      const torn = isTorn(number, row) && !isOutside(number, row);
      const ends = row.reading?.endsOutside;
      const fatal = ends === 'bounds' || (ends === '32 bits' && (number < 0 || number >= 2 ** 31));
      yield {
        span: value.span,
        message: torn
          ? `xl makes another, most often huge, number of ${number} for ${row.name}, without a word. Write a number from 0 on that fits.`
          : `${row.name} takes a number ${bounds(row)}, and ${number} is ${fatal ? 'refused: xl gives up' : 'not what the guest will get'}. Choose a number within these bounds.`,
        fixes: () => {
          const nearest =
            row.min !== undefined && number < row.min
              ? row.min
              : row.max !== undefined && number > row.max
                ? row.max
                : undefined;
          return nearest === undefined ? [] : [fixBy(`Write ${nearest}`, writeNumber(file, value.span, nearest))];
        },
        ...(fatal && isCertain(file) && { severity: 'error' as const }),
      };
    }
  },
});
