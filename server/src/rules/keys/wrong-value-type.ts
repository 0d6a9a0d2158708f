import type { Row } from '../../xen/row.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { fallback, isCertain, isRead, type OptionFile, xlLanguages, xlSettings } from './settings-of.ts';

const LISTS: ReadonlySet<string> = new Set(['list', 'list-of-string']);

function singleMessage(row: Row, file: OptionFile): string {
  if (row.reading?.endsAtSingle)
    return `${row.name} must be a list, and xl stops at a single value. Put [ ] around it.`;
  if (file.language !== 'xen-cfg') {
    return `xl wants a list for ${row.name} and passes over a single value as if the line were not there. Put [ ] around it.`;
  }
  const outcome = row.reading?.otherwise ?? 'as if the line were not there';
  return `xl wants a list for ${row.name} and passes over a single value: the guest starts ${outcome}. Put [ ] around it.`;
}

export default defineRule({
  code: 'wrong-value-type',
  area: 'keys',
  severity: 'warning',
  title: 'List and single value mixed up',
  explanation:
    'xl reads some options as a list and others as a single value. Where it meets the wrong one it prints a warning, which ' +
    'hardly anybody sees, and goes on as if the option were not set: a `vif` without brackets makes a guest without network.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = "bridge=xenbr0"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ "bridge=xenbr0" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ "bridge=xenbr0" ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = [ "/boot/vmlinuz" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n' },
    },
  ],
  languages: xlLanguages,
  *check(file) {
    for (const { row, value, assignment } of xlSettings(file)) {
      if (row.status === 'ignored' || row.status === 'removed') continue;
      const span = assignment.value ?? assignment;
      const written = file.text.slice(span.offset, span.end);
      if (LISTS.has(row.type) && (value.kind === 'string' || value.kind === 'number')) {
        yield {
          span,
          message: singleMessage(row, file),
          ...(row.reading?.endsAtSingle && isCertain(file) && isRead(file, row) && { severity: 'error' as const }),
          fixes: () => [
            fixBy('Make it a list', replace(file, span, `[ ${written} ]`), { preferred: true, safe: true }),
          ],
        };
      } else if (value.kind === 'list' && !LISTS.has(row.type) && row.type !== 'string-or-list') {
        const [only] = value.items;
        const single =
          value.items.length === 1 && only && (only.kind === 'string' || only.kind === 'number') ? only : undefined;
        yield {
          span,
          message: `${row.name} takes a single value, and xl passes over a list: ${fallback(row)}. Write the value without [ ].`,
          ...((row.reading?.endsAtList || row.reading?.endsWithoutNumber) &&
            isCertain(file) && { severity: 'error' as const }),
          fixes: () =>
            single
              ? [
                  fixBy(
                    'Take the brackets away',
                    replace(file, span, file.text.slice(single.span.offset, single.span.end)),
                    { preferred: true, safe: true },
                  ),
                ]
              : [],
        };
      }
    }
  },
});
