import { placeIn } from '../entries.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';
import { deviceStrings } from './words.ts';

export default defineRule({
  code: 'device-words-lost',
  area: 'devices',
  severity: 'warning',
  title: 'Word without = at which xl stops reading a device',
  explanation:
    'In the strings of `vtpm`, `p9` and `pvcalls` xl reads `key=value` words one after the other. At a word without `=` it stops without a ' +
    'message: that word and everything behind it is missing in the guest.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\npvcalls = [ "netvm" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\npvcalls = [ "backend=netvm" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }) {
    for (const { option, entry, bare, device } of deviceStrings(file, settings.version)) {
      if (!bare || device.style !== 'pairs' || entry.text.text.slice(bare.from).trim() === '') continue;
      yield {
        span: placeIn(entry, bare.from, entry.text.text.length),
        severity: whereCertain(file, 'warning'),
        message: `xl stops reading this entry of ${option} here, as "${entry.text.text.slice(bare.from, bare.to).slice(0, 40)}" has no = sign. Write it as key=value, or take it out.`,
      };
    }
  },
});
