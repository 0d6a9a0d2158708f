import { defineRule } from '../rule.ts';
import { makeCdrom, spanOf, xlDisks } from './disks.ts';

/** The names of the disks that QEMU emulates as IDE (libxl_dm.c); a number behind them makes a PV partition of it. */
const EMULATED = /^(?:hd|xvd)[a-d]$/;

export default defineRule({
  code: 'read-only-emulated-disk',
  area: 'disk',
  severity: 'warning',
  title: 'Read-only disk of an HVM guest',
  explanation:
    'QEMU cannot emulate a read-only IDE disk, so xl ends the creation of an HVM guest that has one among hda to hdd or xvda to xvdd. ' +
    'Make it a CD drive, give write access, or use a later name such as xvde, which is PV only.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\ndisk = [ \'/srv/data.img,raw,hdb,ro\' ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\ndisk = [ \'/srv/data.img,raw,hdb,rw\' ]\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\ndisk = [ \'/srv/data.img,raw,hdb,cdrom\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { variables, kind } = file.facts;
    if (kind !== 'hvm' || variables.has('device_model_version') || variables.has('hdtype')) return;
    if (!file.toolstack.certain) return;
    for (const disk of xlDisks(file)) {
      const { vdev, target } = disk;
      if (!disk.accepted || !disk.readOnly || disk.devtype === 'cdrom' || !vdev || !EMULATED.test(vdev.value)) continue;
      if (/\.iso$/i.test(target?.value ?? '')) continue;
      yield {
        span: spanOf(disk.access ?? vdev),
        message: `QEMU has no read-only IDE disk: xl does not create the guest with ${vdev.value} like this. Make it a CD drive, writable, or xvde and later.`,
        fixes: () => {
          const fix = makeCdrom(file, disk);
          return fix ? [fix] : [];
        },
      };
    }
  },
});
