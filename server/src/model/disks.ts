/** The disks of a guest, as its toolstack reads them. */

import type { Span } from '../syntax/span.ts';
import { type DiskFormat, type DiskTree, parseXlDisk } from '../syntax/spec/disk.ts';
import type { SpecWord } from '../syntax/spec/tree.ts';
import { parseXmDisk } from '../syntax/spec/xm-disk.ts';
import type { Toolstack } from '../xen/row.ts';
import type { Variables } from './evaluate.ts';
import type { Located } from './guest.ts';
import { stringsOf } from './strings.ts';

export interface Disk extends Span {
  /** Position in the list, from 0. */
  readonly index: number;
  /** The parts of the string; the disk's span is that of the string without its quotes. */
  readonly spec: DiskTree;
  /** False when the toolstack refuses the entry, so that nothing below can be relied on. */
  readonly accepted: boolean;
  /** What the guest gets: a path for the most part; without the old prefixes such as `phy:`. */
  readonly target: Located<string> | undefined;
  readonly format: Located<DiskFormat> | undefined;
  readonly vdev: Located<string> | undefined;
  /** The word for the access, as written. */
  readonly access: Located<string> | undefined;
  readonly devtype: 'disk' | 'cdrom';
  readonly readOnly: boolean;
  readonly script: Located<string> | undefined;
  readonly backendtype: Located<string> | undefined;
}

export interface DiskList {
  readonly disks: readonly Disk[];
  /** False when some disk, or the whole list, is only known to a running Python, or is not a list. */
  readonly complete: boolean;
}

/** The entries of `disk`; those that are not known are left out, and the list is not complete then. */
export function disksOf(variables: Variables, toolstack: Toolstack): DiskList {
  const { strings, complete } = stringsOf(variables, 'disk');
  const disks = strings.map(({ index, text }) =>
    diskOf(index, toolstack === 'xl' ? parseXlDisk(text) : parseXmDisk(text)),
  );
  return { disks, complete };
}

function diskOf(index: number, spec: DiskTree): Disk {
  return {
    offset: spec.offset,
    end: spec.end,
    index,
    spec,
    accepted: spec.accepted,
    target: located(spec.target),
    format: spec.format && { value: spec.formatValue, offset: spec.format.offset, end: spec.format.end },
    vdev: located(spec.vdev),
    access: located(spec.access),
    devtype: spec.cdrom ? 'cdrom' : 'disk',
    readOnly: spec.readOnly,
    script: located(spec.script),
    backendtype: located(spec.backendtype),
  };
}

function located(word: SpecWord | undefined): Located<string> | undefined {
  return word && { value: word.text, offset: word.offset, end: word.end };
}

/**
 * The path in dom0 that a disk writes to, for comparison between guests; undefined for what is read-only, empty, not
 * a path (a script gives the target its meaning then), or served by another domain. xm's `phy:vg/a` is /dev/vg/a.
 */
export function writtenPath(disk: Disk, toolstack: Toolstack): string | undefined {
  const path = disk.target?.value;
  if (!disk.accepted || disk.readOnly || disk.devtype === 'cdrom' || !path) return undefined;
  if (disk.script || disk.spec.backend) return undefined;
  if (path.startsWith('/')) return path;
  return toolstack === 'xm' && disk.spec.prefixes[0]?.text === 'phy:' ? `/dev/${path}` : undefined;
}
