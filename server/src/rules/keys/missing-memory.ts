import { defineRule } from '../rule.ts';
import { refusalsOf } from './refusals.ts';

const code = 'missing-memory';

export default defineRule({
  code,
  area: 'keys',
  severity: 'error',
  title: 'HVM or PVH guest without memory',
  explanation:
    'xl has no default for the memory of an HVM or PVH guest: without `memory` and `maxmem` it computes a nonsensical size for the tables ' +
    'of the guest, and its creation fails. A PV guest starts with 32 MiB.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\ndisk = [ "/dev/vg/w,raw,hda,rw" ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 2048\ndisk = [ "/dev/vg/w,raw,hda,rw" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  check: (file, { settings }) => refusalsOf(file, settings.version, code),
});
