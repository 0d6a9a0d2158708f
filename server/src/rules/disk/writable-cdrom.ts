import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { spanOf, xlDisks } from './disks.ts';

const WRITING: ReadonlySet<string> = new Set(['w', 'rw']);

export default defineRule({
  code: 'writable-cdrom',
  area: 'disk',
  severity: 'information',
  title: 'CD that is to be written to',
  explanation: 'A CD drive of a guest is always read-only: xl takes `w` for it without a word and makes it `r`.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\ndisk = [ "/srv/a.iso,raw,hdc,rw,devtype=cdrom" ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\ndisk = [ "/srv/a.iso,raw,hdc,r,devtype=cdrom" ]\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\ndisk = [ "/srv/a.iso,raw,hdc,r,devtype=cdrom" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const { accepted, devtype, access } of xlDisks(file)) {
      if (!accepted || devtype !== 'cdrom' || !access || !WRITING.has(access.value)) continue;
      yield {
        span: spanOf(access),
        message:
          'xl makes this drive read-only, as every CD is. Write r, or take cdrom out for a disk that is written to.',
        fixes: () => [fixBy('Write r', replace(file, access, 'r'))],
      };
    }
  },
});
