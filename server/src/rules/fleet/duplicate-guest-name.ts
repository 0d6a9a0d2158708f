import { isBackup, isForOneOccasion } from '../../model/backup-name.ts';
import { type Located, stringOf } from '../../model/guest.ts';
import { basename, dirname, stem } from '../../model/paths.ts';
import type { CfgFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import { fixBy, writeString } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { firstOnes, guestsWith, isBootCopy, onSameHost } from './same-guest.ts';

/** As many further files of one name are a collection (versions, examples), not a slip of somebody who copied a file. */
const COLLECTION = 3;

export default defineRule({
  code: 'duplicate-guest-name',
  area: 'fleet',
  severity: 'warning',
  title: 'Two guests of one name',
  explanation:
    'A host runs only one guest of a name: the second `create` fails with a message that the domain exists. A copy of a file keeps the ' +
    'name of its original until somebody changes it, and often the disk or the MAC as well. Such a copy is told once, at the newer of two ' +
    'files of one folder (where the times of their last change tell nothing, at the later name). Backups, by their names or folders, are left alone; variants in other folders or for an occasion (`web-install.cfg`) ' +
    'are only mentioned, and so is a name that four files or more share: that is a collection of versions. Files of different hosts of the workspace are not compared, nor is a copy in `auto/`.',
  examples: [
    {
      bad: { 'web.cfg': 'name = "web"\nmemory = 512\n', 'web-new.cfg': 'name = "web"\nmemory = 1024\n' },
      good: { 'web.cfg': 'name = "web"\nmemory = 512\n', 'web-new.cfg': 'name = "web-new"\nmemory = 1024\n' },
      fixed: { 'web.cfg': 'name = "web-2"\nmemory = 512\n' },
    },
    {
      bad: {
        'web02.cfg': 'name = "web"\nmemory = 512\ndisk = [ \'phy:/dev/vg/web,xvda,w\' ]\n',
        'web01.cfg': 'name = "web"\nmemory = 512\ndisk = [ \'phy:/dev/vg/web,xvda,w\' ]\n',
      },
      good: {
        'old/web02.cfg': 'name = "web"\nmemory = 512\ndisk = [ \'phy:/dev/vg/web,xvda,w\' ]\n',
        'web01.cfg': 'name = "web"\nmemory = 512\ndisk = [ \'phy:/dev/vg/web,xvda,w\' ]\n',
      },
      fixed: { 'web02.cfg': 'name = "web02"\nmemory = 512\ndisk = [ \'phy:/dev/vg/web,xvda,w\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const { name } = file.facts;
    if (!name?.value) return;
    const own = identity(file);
    const others = firstOnes(
      guestsWith(`name:${name.value}`, workspace),
      (other) =>
        other !== file &&
        !isKeptVersion(file, other, own) &&
        !isBootCopy(file, other) &&
        onSameHost(file, other, workspace),
    );
    const [first] = others;
    if (!first) return;
    const variant = others.every((other) => [...identity(other)].some((mark) => own.has(mark)));
    const isCollection = others.length >= COLLECTION;
    const forgotten = variant && !isCollection && others.every((other) => mayBeForgotten(file, other));
    // One of the two is enough: the newer one, which is the copy.
    if (forgotten && newest([file, ...others], workspace) !== file) return;
    yield {
      span: { offset: name.offset, end: name.end },
      ...((variant && !forgotten) || isCollection ? { severity: 'information' as const } : {}),
      message: forgotten
        ? `${basename(first.path)} describes a guest called ${name.value} as well, with the same ${sharedThing(own, identity(first))}: only one of the two can run. If this is a copy for a new guest, change its name, disks and MACs; if both are versions of one guest, keep one of them in another folder.`
        : variant
          ? `Another file describes this guest ${name.value} as well, with the same disk or address: a host runs only one of them at a time.`
          : isCollection
            ? `Several other files of this folder describe a guest called ${name.value} as well: a host runs only one of them at a time.`
            : `Another file of this host describes a guest called ${name.value} as well: only one of the two can run. Give one another name.`,
      related: others.flatMap((other) =>
        other.facts.name
          ? [{ uri: other.uri, span: other.facts.name, message: `Another guest called ${name.value}` }]
          : [],
      ),
      fixes: () => newNames(file, name, workspace),
    };
  },
});

/** Whether one of the two is a backup of the other: by its name or folder, and with a disk, MAC or UUID in common. */
function isKeptVersion(file: CfgFile, other: CfgFile, own: ReadonlySet<string>): boolean {
  return (isBackup(file.path) || isBackup(other.path)) && [...identity(other)].some((mark) => own.has(mark));
}

/** Whether one of two files of a guest may be a copy that somebody forgot to change: both in one folder, none for an occasion. */
function mayBeForgotten(file: CfgFile, other: CfgFile): boolean {
  return dirname(file.path) === dirname(other.path) && !isForOneOccasion(file.path) && !isForOneOccasion(other.path);
}

/** Files whose times of change (ms) differ by less were written together: unpacked, checked out, or copied with their times. */
const TOGETHER = 1000;

/** The file that was changed last; where no times are known, or all are alike, the one whose path comes last. */
function newest(files: readonly CfgFile[], workspace: Workspace): CfgFile | undefined {
  const times = files.flatMap((file) => workspace.modifiedAt(file.uri) ?? []);
  const tells = times.length === files.length && Math.max(...times) - Math.min(...times) >= TOGETHER;
  const time = (file: CfgFile): number => (tells ? (workspace.modifiedAt(file.uri) ?? 0) : 0);
  return [...files].sort((a, b) => time(b) - time(a) || (a.path < b.path ? 1 : -1))[0];
}

/** What two files have in common, in a word. */
function sharedThing(own: ReadonlySet<string>, theirs: ReadonlySet<string>): string {
  const kinds = [...own].filter((mark) => theirs.has(mark)).map((mark) => mark.slice(0, mark.indexOf(':')));
  return kinds.includes('disk') ? 'disk' : kinds.includes('mac') ? 'MAC' : 'UUID';
}

/** Names that no guest has: that of the file, and the present one with a number. */
function newNames(file: CfgFile, name: Located<string>, workspace: Workspace): Fix[] {
  const isFree = (one: string): boolean => workspace.eachSharing(`name:${one}`).next().done === true;
  let number = 2;
  while (number < 1000 && !isFree(`${name.value}-${number}`)) number++;
  const names = [stem(file.path), `${name.value}-${number}`].filter((one) => /^[\w.-]+$/.test(one) && isFree(one));
  return names.map((one) => fixBy(`Call it ${one}`, writeString(file, name, one)));
}

/** What a guest can be told by: files of one name that have a MAC, a UUID or a disk in common were meant as one guest. */
function identity(file: CfgFile): Set<string> {
  const marks = file.facts.vifs.flatMap((vif) => (vif.mac ? [`mac:${vif.mac.value.toLowerCase()}`] : []));
  const uuid = stringOf(file.facts.variables, 'uuid');
  if (uuid) marks.push(`uuid:${uuid.value.toLowerCase()}`);
  const disks = file.facts.variables.get('disk')?.value;
  // A CD image is many guests'.
  for (const disk of disks?.kind === 'list' ? disks.items : [])
    if (disk.kind === 'string' && !/\bcdrom\b|\.iso\b/.test(disk.text.text)) marks.push(`disk:${disk.text.text}`);
  return new Set(marks);
}
