import { XL_DISK_OPTIONS } from '../../syntax/spec/disk.ts';
import { diskRows } from '../../xen/xl-disk-keys.ts';
import { defineRule } from '../rule.ts';
import { suggest } from '../suggest.ts';
import { removePart, rename, spanOf, xlDisks } from './disks.ts';

/** Names that people bring along from QEMU and libvirt. */
const MEANT: ReadonlyMap<string, string> = new Map(
  [...diskRows('named').values()].flatMap((row) =>
    (row.reading?.aliases ?? []).map((alias) => [alias, row.name] as const),
  ),
);

export default defineRule({
  code: 'unknown-disk-option',
  area: 'disk',
  severity: 'error',
  title: 'Unknown disk option',
  explanation:
    'xl stops at an option of a disk that it does not know, and the guest is not created. Names are lower case, and there is no ' +
    'blank around the `=`. Options of QEMU and libvirt such as `cache=` do not exist here; `dev=` is called `vdev=`.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'format=raw,dev=xvda,target=/srv/a.img\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'format=raw,vdev=xvda,target=/srv/a.img\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'format=raw,vdev=xvda,target=/srv/a.img\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'vdev=xvda,cache=none,target=/srv/a.img\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'vdev=xvda,target=/srv/a.img\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'vdev=xvda,target=/srv/a.img\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const disk of xlDisks(file)) {
      for (const part of disk.spec.parts) {
        const { key } = part;
        const problem = disk.spec.problems.find(
          (one) => one.code === 'unknown-disk-option' && one.offset === part.offset,
        );
        if (!key || !problem) continue;
        const meant = MEANT.get(key.text) ?? suggest(key.text, XL_DISK_OPTIONS);
        const usable = meant !== undefined && !disk.spec.parts.some((other) => other.key?.text === meant);
        yield {
          span: spanOf(key),
          message:
            `xl knows no disk option "${key.text}" and does not create the guest. ` +
            (usable ? `Did you mean ${meant}?` : 'Remove it.'),
          fixes: () => [usable ? rename(file, key, meant) : removePart(file, disk, part)],
        };
      }
    }
  },
});
