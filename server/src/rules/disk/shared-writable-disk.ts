import type { Disk } from '../../model/disks.ts';
import { writtenPath } from '../../model/disks.ts';
import { basename } from '../../model/paths.ts';
import type { CfgFile } from '../../model/source-file.ts';
import { entryOut, fixBy, insert, replace } from '../edits.ts';
import { firstOnes, onSameHost, otherGuests } from '../fleet/same-guest.ts';
import { guestTitle } from '../network/vifs.ts';
import { defineRule, type Fix, type RelatedPlace } from '../rule.ts';
import { diskList, partOf, quotedSpan, spanOf } from './disks.ts';

/** Files that show how a guest may be written and are not started side by side with others. */
const TEMPLATE = /example|template|sample|skel|\.orig$|\.bak$|\.old$|~$/i;

export default defineRule({
  code: 'shared-writable-disk',
  area: 'disk',
  severity: 'warning',
  title: 'One disk written by two guests',
  explanation:
    'Two guests that write to one disk destroy its file system, unless it is a cluster file system. The hotplug script refuses the ' +
    'second guest where it notices (xend with mode `w`, block devices); image files served by QEMU and images of a network (RBD, iSCSI, NBD) are not checked. It happens when a ' +
    'guest’s file is copied. Guests of the same name, and templates, are left alone, and so are guests on different hosts.',
  examples: [
    {
      bad: {
        'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/root,xvda,w\' ]\n',
        'b.cfg': 'name = "b"\nmemory = 512\ndisk = [ \'phy:/dev/vg/root,xvda,w\' ]\n',
      },
      good: {
        'a.cfg': "name = \"a\"\nmemory = 512\ndisk = [ 'phy:/dev/vg/a,xvda,w', 'phy:/dev/vg/data,xvdb,r' ]\n",
        'b.cfg': "name = \"b\"\nmemory = 512\ndisk = [ 'phy:/dev/vg/b,xvda,w', 'phy:/dev/vg/data,xvdb,r' ]\n",
      },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/root,xvda,r\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: {
        'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'script=block-rbd,vdev=xvda,access=w,target=rbd:web\' ]\n',
        'b.cfg': 'name = "b"\nmemory = 512\ndisk = [ \'script=block-rbd,vdev=xvda,access=w,target=rbd:web\' ]\n',
      },
      good: {
        'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'script=block-rbd,vdev=xvda,access=w,target=rbd:web\' ]\n',
        'b.cfg': 'name = "b"\nmemory = 512\ndisk = [ \'script=block-rbd,vdev=xvda,access=w,target=rbd:db\' ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    if (TEMPLATE.test(basename(file.path))) return;
    const mine = writtenPlaces(file);
    for (const disk of diskList(file).disks) {
      const path = writtenPath(disk, file.toolstack.toolstack);
      if (!path || path === '/dev/null' || disk.access?.value === 'w!' || !disk.target) continue;
      const own = firstOnes(mine.get(path) ?? [], (place) => place.span.offset !== disk.target?.offset);
      const others = firstOnes(
        otherGuests(file, `disk:${path}`, workspace),
        (guest) => !isSeparate(file, guest) && onSameHost(file, guest, workspace),
      ).flatMap((guest) => (writtenPlaces(guest).get(path) ?? []).map((place) => ({ guest, place })));
      const [first] = others;
      if (own.length > 0) {
        yield {
          span: spanOf(disk.target),
          message: `${path} is given to this guest twice, with write access: the two views of it destroy each other’s data. Remove one.`,
          related: own,
          fixes: () => [...takenOut(file, disk), ...readOnly(file, disk)],
        };
      } else if (first) {
        yield {
          span: spanOf(disk.target),
          message: `${guestTitle(first.guest)} writes to ${path} as well: running together, the two guests destroy its file system. Give each its own disk, or make it read-only.`,
          related: others.map((other) => other.place),
          fixes: () => readOnly(file, disk),
        };
      }
    }
  },
});

function isSeparate(file: CfgFile, other: CfgFile): boolean {
  const name = file.facts.name?.value;
  return TEMPLATE.test(basename(other.path)) || (name !== undefined && name === other.facts.name?.value);
}

/** Where a guest names each path that it writes to. */
function writtenPlaces(guest: CfgFile): Map<string, RelatedPlace[]> {
  const places = new Map<string, RelatedPlace[]>();
  for (const disk of diskList(guest).disks) {
    const path = writtenPath(disk, guest.toolstack.toolstack);
    if (!path || !disk.target || disk.access?.value === 'w!') continue;
    const place = { uri: guest.uri, span: spanOf(disk.target), message: `${guestTitle(guest)} writes to it here` };
    const there = places.get(path);
    if (there) there.push(place);
    else places.set(path, [place]);
  }
  return places;
}

function takenOut(file: CfgFile, disk: Disk): Fix[] {
  const entry = quotedSpan(file, disk);
  return entry ? [fixBy('Take this disk out', entryOut(file, entry))] : [];
}

/** The disk without write access: the word for it, or a new one before the target that takes all the rest. */
function readOnly(file: CfgFile, disk: Disk): Fix[] {
  const title = 'Make it read-only here';
  const access = disk.access ?? partOf(disk, 'access')?.value;
  if (access && access.end > access.offset) return [fixBy(title, replace(file, access, 'r'))];
  if (file.toolstack.toolstack !== 'xl') return [];
  const target = disk.spec.parts.find((part) => part.key?.text === 'target');
  return [fixBy(title, insert(file, target?.offset ?? disk.end, target ? 'access=r,' : ',access=r'))];
}
