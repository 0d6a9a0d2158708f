import { whereCertain } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';
import { diskList, makeCdrom, quoted, spanOf } from './disks.ts';
import { isReadOnlyIde } from './read-only-emulated-disk.ts';

export default defineRule({
  code: 'iso-without-cdrom',
  area: 'disk',
  severity: 'warning',
  title: 'CD image that is no CD drive',
  explanation:
    'An ISO image becomes a CD drive only with `devtype=cdrom` (or the word `cdrom`, or `hdc:cdrom` in the old form). Without it an ' +
    'HVM guest gets a plain disk: it does not boot from CD, and a read-only emulated disk keeps the guest from being created. A PV ' +
    'guest can mount either.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\ndisk = [ \'/srv/inst.iso,raw,hdc,r\' ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\ndisk = [ \'/srv/inst.iso,raw,hdc,cdrom\' ]\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\ndisk = [ \'/srv/inst.iso,raw,hdc,cdrom\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\ndisk = [ \'vdev=hdc,access=ro,target=/srv/a.iso\' ]\n' },
      good: { 'w.cfg': 'name = "w"\nmemory = 512\ndisk = [ \'vdev=xvdc,access=ro,target=/srv/a.iso\' ]\n' },
      fixed: {
        'w.cfg':
          'name = "w"\ntype = "hvm"\nmemory = 512\ndisk = [ \'vdev=hdc,access=ro,devtype=cdrom,target=/srv/a.iso\' ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (file.facts.kind !== 'hvm') return;
    const xl = file.toolstack.toolstack === 'xl';
    for (const disk of diskList(file).disks) {
      const { target } = disk;
      if (!disk.accepted || disk.devtype === 'cdrom' || !target || !/\.iso$/i.test(target.value)) continue;
      yield {
        span: spanOf(target),
        ...(xl && isReadOnlyIde(file, disk) && { severity: whereCertain(file, 'error') }),
        message: `The guest sees ${quoted(target)} as a plain disk, not as a CD to boot from. ${xl ? 'Add devtype=cdrom.' : 'Write :cdrom behind the device name.'}`,
        fixes: () => {
          const fix = xl ? makeCdrom(file, disk) : undefined;
          return fix ? [fix] : [];
        },
      };
    }
  },
});
