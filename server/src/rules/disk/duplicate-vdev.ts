import type { Disk } from '../../model/disks.ts';
import { diskNumber } from '../../xen/disk-numbers.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';
import { diskList, rename, spanOf } from './disks.ts';

export default defineRule({
  code: 'duplicate-vdev',
  area: 'disk',
  severity: 'error',
  title: 'Two disks with the same device name',
  explanation:
    'Each disk of a guest needs a device name of its own. With the same name twice the second disk cannot be attached, and the ' +
    'creation of the guest fails.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': "name = \"a\"\nmemory = 512\ndisk = [ 'phy:/dev/vg/a,xvda,w', 'phy:/dev/vg/b,xvda,w' ]\n" },
      good: { 'a.cfg': "name = \"a\"\nmemory = 512\ndisk = [ 'phy:/dev/vg/a,xvda,w', 'phy:/dev/vg/b,xvdb,w' ]\n" },
      fixed: { 'a.cfg': "name = \"a\"\nmemory = 512\ndisk = [ 'phy:/dev/vg/a,xvda,w', 'phy:/dev/vg/b,xvdb,w' ]\n" },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { disks } = diskList(file);
    const xl = file.toolstack.toolstack === 'xl';
    const first = new Map<string, Disk>();
    for (const disk of disks) {
      const { vdev } = disk;
      const name = vdev?.value.trim();
      if (!vdev || !name) continue;
      // xl compares the numbers behind the names: xvda, 51712 and d0p0 are one device. Disks of virtio are counted apart.
      const isVirtio = disk.spec.parts.some((part) => part.value.text === 'virtio');
      const device = `${(xl ? diskNumber(name) : undefined) ?? name}${isVirtio ? ' virtio' : ''}`;
      const before = first.get(device);
      if (!before?.vdev) {
        first.set(device, disk);
        continue;
      }
      const other = before.vdev.value.trim();
      yield {
        span: spanOf(vdev),
        severity: xl ? whereCertain(file, 'error') : 'warning',
        message:
          other === name
            ? `${name} is already the name of another disk of this guest: creation fails. Give each disk its own name.`
            : `${name} and ${other} are the same device for the guest: creation fails. Give each disk its own name.`,
        related: [{ uri: file.uri, span: spanOf(before.vdev), message: `The other ${name}` }],
        fixes: () => {
          const free = freeName(name, disks);
          return free ? [rename(file, vdev, free)] : [];
        },
      };
    }
  },
});

/** The next name of a whole disk of the same kind that no disk of the guest has. */
function freeName(name: string, disks: readonly Disk[]): string | undefined {
  const match = /^(xvd|sd|hd)([a-z])$/.exec(name);
  if (!match?.[1] || !match[2]) return undefined;
  const last = match[1] === 'hd' ? 'd' : match[1] === 'sd' ? 'p' : 'z';
  for (let code = match[2].charCodeAt(0) + 1; code <= last.charCodeAt(0); code++) {
    const candidate = match[1] + String.fromCharCode(code);
    if (!disks.some((disk) => disk.vdev?.value.startsWith(candidate))) return candidate;
  }
  return undefined;
}
