import { pieces } from '../../syntax/spec/key-values.ts';
import { wordAt } from '../devices/words.ts';
import { fixBy, replace } from '../edits.ts';
import { type Entry, entriesOf, placeIn } from '../entries.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

interface Numbered {
  readonly entry: Entry;
  readonly devid: number;
  readonly from: number;
  readonly to: number;
}

/** The number of each vif: its `devid=`, or its place in the list (`xl_parse.c`). */
function numbered(entry: Entry): Numbered {
  const { text } = entry.text;
  for (const { from, to } of [...pieces(text, ',')].reverse()) {
    const word = wordAt(text, from, to, false);
    if (word?.key === 'devid' && /^\d{1,9}$/.test(word.value))
      return { entry, devid: Number(word.value), from: word.from, to: word.to };
  }
  return { entry, devid: entry.index, from: 0, to: text.length };
}

export default defineRule({
  code: 'duplicate-devid',
  area: 'network',
  severity: 'error',
  title: 'Two vifs with the same number',
  explanation:
    'A vif has the number of its place in the list, from 0, unless `devid=` says another. Two vifs of one number are one device for Xen, ' +
    'and the creation of the guest fails at the second.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ "bridge=xenbr0,devid=1", "bridge=xenbr1" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ "bridge=xenbr0", "bridge=xenbr1" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ "bridge=xenbr0,devid=0", "bridge=xenbr1" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const seen = new Map<number, Numbered>();
    for (const one of entriesOf(file, 'vif').map(numbered)) {
      const before = seen.get(one.devid);
      if (!before) {
        seen.set(one.devid, one);
        continue;
      }
      const place = one.from > 0 || before.entry.index === before.devid ? one : before;
      yield {
        span: placeIn(place.entry, place.from, place.to),
        severity: whereCertain(file, 'error'),
        message: `Entries ${before.entry.index + 1} and ${one.entry.index + 1} of vif are both number ${one.devid}, and creating the guest fails. Give each a devid of its own, or leave devid out.`,
        fixes: () => {
          if (place.from === 0 && place.to === place.entry.text.text.length) return [];
          const taken = new Set(entriesOf(file, 'vif').map((entry) => numbered(entry).devid));
          let free = 0;
          while (taken.has(free)) free++;
          return [
            fixBy(`Write devid=${free}`, replace(file, placeIn(place.entry, place.from, place.to), `devid=${free}`), {
              preferred: true,
            }),
          ];
        },
      };
    }
  },
});
