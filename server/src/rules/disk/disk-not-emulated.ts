import { stringOf } from '../../model/guest.ts';
import { diskNumber, emulatedAs } from '../../xen/disk-numbers.ts';
import { defineRule } from '../rule.ts';
import { quoted, spanOf, xlDisks } from './disks.ts';

export default defineRule({
  code: 'disk-not-emulated',
  area: 'disk',
  severity: 'information',
  title: 'Disk of an HVM guest that only PV drivers see',
  explanation:
    'QEMU emulates four IDE disks (six on AHCI), from hda or xvda on, and SCSI disks for sda and on. Other disks, those that are named by a ' +
    'number, those of a driver domain and those with a script appear when PV drivers run: no BIOS boots from them and no installer without ' +
    'such drivers finds them.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\ndisk = [ "/dev/vg/w,raw,xvde,rw" ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\ndisk = [ "/dev/vg/w,raw,xvda,rw" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { variables, kind } = file.facts;
    if (kind !== 'hvm') return;
    const isAhci = stringOf(variables, 'hdtype')?.value === 'ahci';
    for (const disk of xlDisks(file)) {
      const { vdev } = disk;
      if (!disk.accepted || !vdev || diskNumber(vdev.value) === undefined) continue;
      const isApart = disk.script?.value || disk.spec.backend;
      if (!isApart && emulatedAs(vdev.value, isAhci)) continue;
      yield {
        span: spanOf(vdev),
        message: `QEMU does not emulate ${quoted(vdev)}: the guest sees this disk when its PV drivers run, and does not boot from it. Nothing is to do where it is a disk for data.`,
      };
    }
  },
});
