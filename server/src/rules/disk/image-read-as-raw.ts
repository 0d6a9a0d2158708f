import type { Disk } from '../../model/disks.ts';
import type { CfgFile } from '../../model/source-file.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { diskList, isPlain, partOf, quoted, rename, spanOf } from './disks.ts';

/** Extensions of image formats; xl reads those with a value under that name. */
const IMAGES: Readonly<Record<string, string | undefined>> = {
  qcow2: 'qcow2',
  qcow: 'qcow',
  vhd: 'vhd',
  qed: 'qed',
  vmdk: undefined,
  vdi: undefined,
  vhdx: undefined,
};

export default defineRule({
  code: 'image-read-as-raw',
  area: 'disk',
  severity: 'warning',
  title: 'Image file that is read as a plain disk',
  explanation:
    '`file:`, `phy:`, `tap:aio:` and the format `raw` (also the empty one) hand the file to the guest byte for byte. For a qcow2 or VHD ' +
    'image the guest then sees the header of the image where its partition table should be, and writing to it destroys the image. ' +
    'Name the format.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'file:/srv/a.qcow2,xvda,w\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'/srv/a.qcow2,qcow2,xvda,w\' ]\n' },
      fixed: {
        'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'format=qcow2,vdev=xvda,access=rw,target=/srv/a.qcow2\' ]\n',
      },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'/srv/a.vhd,raw,xvda,w\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'/srv/a.vhd,vhd,xvda,w\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'/srv/a.vhd,vhd,xvda,w\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const disk of diskList(file).disks) {
      const { target, spec } = disk;
      if (!disk.accepted || !target || disk.script || spec.formatValue !== 'raw') continue;
      if (spec.prefixes.some((prefix) => !/^(?:phy|file|tap2?|tapdisk|aio|ioemu|raw):$/.test(prefix.text))) continue;
      const extension = /\.([a-z0-9]{2,5})$/i.exec(target.value.slice(-8))?.[1]?.toLowerCase();
      if (extension === undefined || !Object.hasOwn(IMAGES, extension)) continue;
      const format = IMAGES[extension];
      yield {
        span: spanOf(target),
        message:
          `${quoted(target)} is given to the guest byte for byte: it sees the header of the ${extension} image as its disk. ` +
          (format ? `Say format ${format}.` : 'Convert the image to raw, qcow2 or vhd.'),
        fixes: () => (format && file.toolstack.toolstack === 'xl' ? repairs(file, disk, format) : []),
      };
    }
  },
});

function repairs(file: CfgFile, disk: Disk, format: string): Fix[] {
  const { spec, target, vdev } = disk;
  const word = partOf(disk, 'format');
  const title = `Say that the format is ${format}`;
  if (word) return [rename(file, word.value, format, title)];
  if (spec.prefixes.length === 0 || !isPlain(file, disk) || !target || !vdev) return [];
  const devtype = disk.devtype === 'cdrom' ? 'devtype=cdrom' : `access=${disk.readOnly ? 'ro' : 'rw'}`;
  const named = spec.parts.filter((part) => part.key).map((part) => file.text.slice(part.offset, part.end));
  if (named.some((one) => one.startsWith('target='))) return [];
  const text = [`format=${format}`, `vdev=${vdev.value}`, devtype, ...named, `target=${target.value}`].join(',');
  return [fixBy(title, replace(file, disk, text), { preferred: true })];
}
