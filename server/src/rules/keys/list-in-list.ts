import type { Reading } from '../../xen/reading.ts';
import type { Row } from '../../xen/row.ts';
import { pinnedVcpus } from '../cpu/vcpus.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { isCertain, isRead, type OptionFile, xlLanguages, xlSettings } from './settings-of.ts';

const LISTS: ReadonlySet<string> = new Set(['list', 'list-of-string', 'string-or-list']);

/** What the inner list ends in where xl does not just stop reading. */
const ENDS: Readonly<Record<NonNullable<Reading['atInnerList']>, string>> = {
  crash: 'xl crashes at this inner list, and no guest is created',
  refusal: 'xl does not create the guest because of this inner list',
};

/** xl takes apart as many entries of these as the guest has vCPUs. */
function isReached(file: OptionFile, row: Row, index: number, version: string): boolean {
  if (file.language !== 'xen-cfg' || !row.reading?.perVcpu) return true;
  return index < (pinnedVcpus(file, version) ?? 0);
}

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
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/k"\nvif = [ "bridge=xenbr0", "bridge=xenbr1" ]\n' },
    },
  ],
  languages: xlLanguages,
  *check(file, { settings }) {
    for (const { row, value } of xlSettings(file)) {
      if (!LISTS.has(row.type) || row.reading?.innerList !== undefined || value.kind !== 'list') continue;
      const at = value.items.findIndex((item) => item.kind === 'list');
      const inner = value.items[at];
      if (!inner) continue;
      const end = row.reading?.atInnerList;
      const isFatal = end !== undefined && isRead(file, row) && isReached(file, row, at, settings.version);
      const fatal = isFatal ? ENDS[end] : undefined;
      yield {
        span: inner.span,
        ...(fatal && isCertain(file) && { severity: 'error' as const }),
        message: fatal
          ? `${fatal}. Write each entry as one text.`
          : `xl stops reading ${row.name} at this inner list: it and every entry after it are missing in the guest. Write each entry as one text.`,
        fixes: () => {
          const entries = inner.kind === 'list' ? inner.items : [];
          const [first, last] = [entries[0], entries.at(-1)];
          return first && last && entries.every((one) => one.kind === 'string' || one.kind === 'number')
            ? [
                fixBy(
                  'Take the inner brackets away',
                  replace(file, inner.span, file.text.slice(first.span.offset, last.span.end)),
                ),
              ]
            : [];
        },
      };
    }
  },
});
