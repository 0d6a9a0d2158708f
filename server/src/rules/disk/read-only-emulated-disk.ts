import type { Disk } from '../../model/disks.ts';
import { stringOf } from '../../model/guest.ts';
import type { CfgFile } from '../../model/source-file.ts';
import { emulatedAs } from '../../xen/disk-numbers.ts';
import { numberSetting } from '../keys/numbers.ts';
import { defineRule } from '../rule.ts';
import { makeCdrom, spanOf, xlDisks } from './disks.ts';

export default defineRule({
  code: 'read-only-emulated-disk',
  area: 'disk',
  severity: 'error',
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
    if (!file.toolstack.certain) return;
    for (const disk of xlDisks(file)) {
      const { vdev, target } = disk;
      // A CD image that is no CD drive has a rule of its own.
      if (!vdev || !isReadOnlyIde(file, disk) || /\.iso$/i.test(target?.value ?? '')) continue;
      yield {
        span: spanOf(disk.access ?? vdev),
        severity: 'error',
        message: `QEMU has no read-only IDE disk: xl does not create the guest with ${vdev.value} like this. Make it a CD drive, writable, or xvde and later.`,
        fixes: () => {
          const fix = makeCdrom(file, disk);
          return fix ? [fix] : [];
        },
      };
    }
  },
});

/** Whether QEMU would have to emulate the disk as a read-only one, which it cannot, and libxl gives up (libxl_dm.c). */
export function isReadOnlyIde(file: CfgFile, disk: Disk): boolean {
  if (file.facts.kind !== 'hvm' || !disk.accepted || !disk.readOnly || disk.devtype === 'cdrom' || !disk.vdev)
    return false;
  // What another domain or a script serves is not there yet when QEMU starts.
  if (disk.script?.value || disk.spec.backend) return false;
  const { variables } = file.facts;
  if (stringOf(variables, 'device_model_version')?.value === 'qemu-xen-traditional') return false;
  if (numberSetting(variables, 'device_model_stubdomain_override')?.value) return false;
  return emulatedAs(disk.vdev.value, stringOf(variables, 'hdtype')?.value === 'ahci') === 'ide';
}
