import type { Disk } from '../../model/disks.ts';
import type { Located } from '../../model/guest.ts';
import { defineRule } from '../rule.ts';
import { partOf, removePart, spanOf, xlDisks } from './disks.ts';

export default defineRule({
  code: 'disk-backend-conflict',
  area: 'disk',
  severity: 'warning',
  title: 'Backend that cannot serve the disk',
  explanation:
    '`backendtype=phy` serves raw devices only, `tap` raw and VHD, `qdisk` no disk with a `script=`, and `standalone` only disks with ' +
    '`specification=virtio`. libxl finds no backend for any other combination, and the creation of the guest fails. Without ' +
    '`backendtype=` it picks one that fits.',
  examples: [
    {
      toolstack: 'xl',
      bad: {
        'a.cfg':
          'name = "a"\nmemory = 512\ndisk = [ \'backendtype=phy,format=qcow2,vdev=xvda,target=/srv/a.qcow2\' ]\n',
      },
      good: {
        'a.cfg':
          'name = "a"\nmemory = 512\ndisk = [ \'backendtype=qdisk,format=qcow2,vdev=xvda,target=/srv/a.qcow2\' ]\n',
      },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'format=qcow2,vdev=xvda,target=/srv/a.qcow2\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const disk of xlDisks(file)) {
      const { backendtype } = disk;
      const reason = disk.accepted && backendtype ? conflict(disk, backendtype) : undefined;
      const part = partOf(disk, 'backendtype');
      if (!reason || !backendtype || !part) continue;
      yield {
        span: spanOf(backendtype),
        message: `${reason}, and creating the guest fails. Leave backendtype= out: xl then picks a backend that fits.`,
        fixes: () => [removePart(file, disk, part)],
      };
    }
  },
});

/** Why the named backend cannot serve the disk (`disk_try_backend` in libxl_device.c); undefined when it can. */
function conflict(disk: Disk, backendtype: Located<string>): string | undefined {
  const format = disk.spec.formatValue;
  const virtio = disk.spec.parts.some((part) => part.key?.text === 'specification' && part.value.text === 'virtio');
  switch (backendtype.value) {
    case 'phy':
      return format === 'raw' || format === 'empty'
        ? undefined
        : `The phy backend serves raw devices only, not ${format}`;
    case 'tap':
      return format === 'raw' || format === 'vhd' || format === 'empty'
        ? undefined
        : `The tap backend serves raw and vhd only, not ${format}`;
    case 'qdisk':
      return disk.script?.value ? 'The qdisk backend runs no script' : undefined;
    case 'standalone':
      return virtio ? undefined : 'The standalone backend serves disks with specification=virtio only';
    default:
      return undefined;
  }
}
