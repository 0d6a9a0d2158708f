/** What the rules about disks have in common. */
import { type Disk, type DiskList, disksOf } from '../../model/disks.ts';
import type { GuestFacts, Located } from '../../model/guest.ts';
import type { CfgFile } from '../../model/source-file.ts';
import { stringsOf } from '../../model/strings.ts';
import { overlaps, type Span } from '../../syntax/span.ts';
import { parseXlDisk } from '../../syntax/spec/disk.ts';
import type { SpecPart } from '../../syntax/spec/tree.ts';
import { parseXmDisk } from '../../syntax/spec/xm-disk.ts';
import { fixBy, insert, remove, replace } from '../edits.ts';
import type { CheckContext, Fix } from '../rule.ts';
import { joinedEntries } from '../syntax/cfg/joined-entries.ts';

const READ = new WeakMap<GuestFacts, DiskList>();
const SPARED = new WeakMap<GuestFacts, readonly Disk[]>();

/** The disks of a guest as its toolstack reads them, read once a version. */
export function diskList(file: CfgFile): DiskList {
  const known = READ.get(file.facts);
  if (known) return known;
  const list = disksOf(file.facts.variables, file.toolstack.toolstack);
  READ.set(file.facts, list);
  return list;
}

/**
 * The disks of a guest of xl, for rules about what xl refuses or distorts; none for one of xm. Where the toolstack is
 * a guess, entries that xl refuses and xm takes are spared.
 */
export function xlDisks(file: CfgFile): readonly Disk[] {
  if (file.toolstack.toolstack !== 'xl') return [];
  const { disks } = diskList(file);
  if (file.toolstack.certain) return disks;
  const known = SPARED.get(file.facts);
  if (known) return known;
  const { strings } = stringsOf(file.facts.variables, 'disk');
  const spared = disks.filter((disk, at) => {
    const text = strings[at]?.text;
    return disk.accepted || !text || !parseXmDisk(text).accepted;
  });
  SPARED.set(file.facts, spared);
  return spared;
}

/**
 * The disks of a guest of xm, for rules about what xm refuses; none for one of xl or where that is a guess. Unless the
 * settings, Python or the host's xend say that the guest is xm's, entries that xl takes and xm refuses are spared: a
 * key of xm that was left over in a file for xl says little.
 */
export function xmDisks(file: CfgFile, { settings, workspace }: CheckContext): readonly Disk[] {
  if (file.toolstack.toolstack !== 'xm' || !file.toolstack.certain) return [];
  const joined = joinedEntries(file);
  const disks = diskList(file).disks.filter((disk) => !joined.some((entries) => overlaps(entries, disk)));
  if (joined.length > 0 || settings.toolstack === 'xm' || file.tree.python || workspace.hostOf(file).xend) return disks;
  const { strings } = stringsOf(file.facts.variables, 'disk');
  return disks.filter((disk, at) => {
    const text = strings[at]?.text;
    return disk.accepted || !text || !parseXlDisk(text).accepted;
  });
}

export function spanOf(span: Span): Span {
  return { offset: span.offset, end: span.end };
}

/** Whether the entry stands in the file letter for letter, so that its words can be moved. */
export function isPlain(file: CfgFile, disk: Disk): boolean {
  return disk.spec.parts.every((part) => file.text.slice(part.value.offset, part.value.end) === part.value.text);
}

/** The part that sets a word, by key or by place. */
export function partOf(disk: Disk, name: string): SpecPart | undefined {
  return disk.spec.parts.find((part) => part.key?.text === name || part.role === name);
}

/** Replaces one word. */
export function rename(file: CfgFile, span: Span, word: string, title = `Change to ${word}`): Fix {
  return fixBy(title, replace(file, span, word), { preferred: true });
}

/** Takes a part out together with the comma at its side. */
export function removePart(file: CfgFile, disk: Disk, part: Span): Fix {
  const behind = file.text.charAt(part.end) === ',' && part.end < disk.end;
  const span = behind
    ? { offset: part.offset, end: part.end + 1 }
    : { offset: part.offset > disk.offset ? part.offset - 1 : part.offset, end: part.end };
  return fixBy(`Remove ${file.text.slice(part.offset, part.end)}`, remove(file, span));
}

/** Adds words that say `devtype=cdrom`, at a place where they are read. */
export function makeCdrom(file: CfgFile, disk: Disk): Fix | undefined {
  const target = partOf(disk, 'target');
  const access = partOf(disk, 'access');
  const title = 'Make it a CD drive';
  if (target?.key) return fixBy(title, insert(file, target.offset, 'devtype=cdrom,'), { preferred: true });
  if (access) return fixBy(title, replace(file, access, access.key ? 'devtype=cdrom' : 'cdrom'), { preferred: true });
  return fixBy(title, insert(file, disk.end, ',devtype=cdrom'), { preferred: true });
}

/** Where the string stands with its quotes; undefined where they are not at its ends. */
export function quotedSpan(file: CfgFile, disk: Disk): Span | undefined {
  const [before, after] = [file.text.charAt(disk.offset - 1), file.text.charAt(disk.end)];
  return before === after && /["']/.test(before) ? { offset: disk.offset - 1, end: disk.end + 1 } : undefined;
}

/** The first device name of this kind (`xvd`, `sd`, `hd`) and up to this letter that no disk of the guest has. */
export function freeVdev(kind: string, last: string, disks: readonly Disk[]): string | undefined {
  for (let code = 97; code <= last.charCodeAt(0); code++) {
    const name = kind + String.fromCharCode(code);
    if (!disks.some((disk) => disk.vdev?.value.startsWith(name))) return name;
  }
  return undefined;
}

/** How a target is called in messages. */
export function quoted(word: Located<string> | undefined): string {
  return `"${word?.value ?? ''}"`;
}
