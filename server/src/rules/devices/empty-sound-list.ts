import { xlSpecs } from '../../xen/xl-specs/index.ts';
import { fixBy, remove } from '../edits.ts';
import { placeIn } from '../entries.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';
import { soundItems } from './words.ts';

/** Parameters that are lists with semicolons between the values. */
const LISTS: ReadonlySet<string> = new Set(
  (xlSpecs.get('vsnd') ?? []).filter((row) => row.form?.endsWith('joined by ;')).map((row) => row.name),
);

export default defineRule({
  code: 'empty-sound-list',
  area: 'devices',
  severity: 'error',
  title: 'Sound device with an empty list of rates or formats',
  explanation:
    '`sample-rates=` and `sample-formats=` of `vsnd` take values between semicolons. xl crashes where there is none.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvsnd = [ [ "card,sample-rates=" ] ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvsnd = [ [ "card,sample-rates=44100;48000" ] ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvsnd = [ [ "card" ] ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const { entry, words } of soundItems(file)) {
      for (const { word } of words) {
        if (!word || !LISTS.has(word.key) || /[^;]/.test(word.value)) continue;
        const comma = entry.text.text.lastIndexOf(',', word.from);
        yield {
          span: placeIn(entry, word.from, word.to),
          severity: whereCertain(file, 'error'),
          message: `xl crashes at an empty ${word.key}, and no guest is created. Write values with semicolons between them, or take it out.`,
          fixes: () => (comma < 0 ? [] : [fixBy(`Remove ${word.key}=`, remove(file, placeIn(entry, comma, word.to)))]),
        };
      }
    }
  },
});
