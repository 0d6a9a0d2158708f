import type { CfgFile } from '../../model/source-file.ts';
import { fixBy, insert, remove } from '../edits.ts';
import { type Entry, placeIn } from '../entries.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule, type Fix } from '../rule.ts';
import { type DeviceString, deviceStrings } from './words.ts';

export default defineRule({
  code: 'device-words-lost',
  area: 'devices',
  severity: 'warning',
  title: 'Word without = at which xl stops reading a device',
  explanation:
    'In the strings of `vtpm`, `p9` and `pvcalls` xl reads `key=value` words one after the other. At a word without `=` it stops without a ' +
    'message: that word and everything after it is missing in the guest.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\npvcalls = [ "netvm" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\npvcalls = [ "backend=netvm" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\npvcalls = [ "backend=netvm" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }) {
    for (const string of deviceStrings(file, settings.version)) {
      const { option, entry, bare, device } = string;
      if (!bare || device.style !== 'pairs' || entry.text.text.slice(bare.from).trim() === '') continue;
      yield {
        span: placeIn(entry, bare.from, entry.text.text.length),
        severity: whereCertain(file, 'warning'),
        message: `xl stops reading this entry of ${option} here, as "${entry.text.text.slice(bare.from, bare.to).slice(0, 40)}" has no = sign. Write it as key=value, or take it out.`,
        fixes: () => repairs(file, string, entry, bare),
      };
    }
  },
});

/** The word as the value of the first key, where that is not set yet; and the entry without it. */
function repairs(
  file: CfgFile,
  { rows, words }: DeviceString,
  entry: Entry,
  { from, to }: { readonly from: number; readonly to: number },
): Fix[] {
  const { text } = entry.text;
  const [key] = rows.keys();
  const fixes: Fix[] = [];
  if (key !== undefined && !words.some((word) => word.key === key) && /^[\w.-]+$/.test(text.slice(from, to)))
    fixes.push(fixBy(`Write ${key}=${text.slice(from, to)}`, insert(file, placeIn(entry, from, to).offset, `${key}=`)));
  const start = from > 0 ? text.lastIndexOf(',', from) : 0;
  const end = from > 0 ? to : Math.min(to + 1, text.length);
  if (start >= 0 && end - start < text.length)
    fixes.push(fixBy(`Remove ${text.slice(from, to).trim()}`, remove(file, placeIn(entry, start, end))));
  return fixes;
}
