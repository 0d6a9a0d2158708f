import { pinnedVcpus } from '../cpu/vcpus.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { isCertain, isRead, type OptionFile, xlLanguages, xlSettings } from './settings-of.ts';

/** Options that are lists of lists themselves. */
const NESTED: ReadonlySet<string> = new Set(['vnuma', 'vsnd']);
const LISTS: ReadonlySet<string> = new Set(['list', 'list-of-string', 'string-or-list']);

const CRASH = 'xl crashes at this inner list, and no guest is created';
const REFUSED = 'xl does not create the guest because of this inner list';

/** Options at which xl does not just stop reading (run with 4.17). */
const FATAL: Readonly<Record<string, string>> = {
  viridian: CRASH,
  mca_caps: CRASH,
  cpus: CRASH,
  cpus_soft: CRASH,
  ioports: REFUSED,
  irqs: REFUSED,
  iomem: REFUSED,
};

/** xl takes apart as many entries of these as the guest has vCPUs. */
function isReached(file: OptionFile, name: string, index: number, version: string): boolean {
  if (file.language !== 'xen-cfg' || (name !== 'cpus' && name !== 'cpus_soft')) return true;
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
      if (!LISTS.has(row.type) || NESTED.has(row.name) || value.kind !== 'list') continue;
      const at = value.items.findIndex((item) => item.kind === 'list');
      const inner = value.items[at];
      if (!inner) continue;
      const fatal = isRead(file, row) && isReached(file, row.name, at, settings.version) ? FATAL[row.name] : undefined;
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
