import { isReadBy } from '../../xen/releases.ts';
import { xlSpecs } from '../../xen/xl-specs/index.ts';
import { fixBy, replace } from '../edits.ts';
import { entriesOf, placeIn } from '../entries.ts';
import { isRead, orList, whereCertain, xlRows } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';
import { suggest } from '../suggest.ts';

export default defineRule({
  code: 'unknown-enlightenment',
  area: 'cpu',
  severity: 'error',
  title: 'Hyper-V group or machine check feature that xl does not know',
  explanation:
    '`viridian` is a list of Hyper-V groups, `mca_caps` of machine check features. At a word that it does not know xl creates no guest, ' +
    'and the `default` of the manual is none for `mca_caps`. A list inside the list makes xl crash.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nviridian = [ "base", "stimmer" ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nviridian = [ "base", "stimer" ]\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nviridian = [ "base", "stimer" ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmca_caps = [ "default" ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmca_caps = [ "lmce" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }) {
    for (const [option, row] of xlRows) {
      const { listWords } = row.reading ?? {};
      if (!listWords || !isRead(file, row) || !isReadBy(row, settings.version)) continue;
      const { exact, negated } = listWords;
      const known = (xlSpecs.get(option) ?? [])
        .filter((one) => one.place === 'word' && isReadBy(one, settings.version))
        .map((one) => one.name);
      for (const entry of entriesOf(file, option)) {
        const { text } = entry.text;
        const at = negated && text.startsWith('!') ? 1 : 0;
        const word = text.slice(at);
        const isExact = exact.some((one) => one === word.toLowerCase());
        // all and defaults are words of their own, not groups that could be taken out.
        if (isExact ? at === 0 && exact.some((one) => one === word) : known.includes(word.toLowerCase())) continue;
        const meant =
          isExact && at === 0
            ? word.toLowerCase()
            : (known.find((one) => one === word.trim()) ?? suggest(word.trim(), known));
        const span = placeIn(entry, at, text.length);
        yield {
          span,
          severity: whereCertain(file, 'error'),
          message: `xl does not create the guest: ${option} has no "${word.slice(0, 40)}". Write ${meant ?? orList(known)}.`,
          fixes: () =>
            meant && word ? [fixBy(`Write ${meant}`, replace(file, span, meant), { preferred: true, safe: true })] : [],
        };
      }
    }
  },
});
