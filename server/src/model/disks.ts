/** The disks of a guest, as its toolstack reads them. */

import type { Span } from '../syntax/span.ts';
import { type DiskFormat, type DiskTree, parseXlDisk } from '../syntax/spec/disk.ts';
import type { SpecWord } from '../syntax/spec/tree.ts';
import { parseXmDisk } from '../syntax/spec/xm-disk.ts';
import type { Toolstack } from '../xen/row.ts';
import { hasImageProtocol, namesOneImage } from '../xen/shared-images.ts';
import type { Variables } from './evaluate.ts';
import type { Located } from './guest.ts';
import { basename } from './paths.ts';
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
 * The path in dom0, or the image of a network (`rbd:web`), that a disk writes to, for comparison between guests;
 * undefined for what is read-only, empty, served by another domain, or given its meaning by a script that may make a copy
 * of it. xm's `phy:vg/a` is /dev/vg/a.
 */
export function writtenPath(disk: Disk, toolstack: Toolstack): string | undefined {
  const path = disk.target?.value;
  if (!disk.accepted || disk.readOnly || disk.devtype === 'cdrom' || !path) return undefined;
  if (disk.spec.backend) return undefined;
  if (disk.script) {
    const script = basename(disk.script.value);
    return namesOneImage(script) ? `${script.slice('block-'.length)}:${withoutProtocol(path, script)}` : undefined;
  }
  if (path.startsWith('/') || hasImageProtocol(path)) return path;
  const prefix = toolstack === 'xm' ? disk.spec.prefixes[0]?.text : undefined;
  if (prefix === 'phy:') return `/dev/${path}`;
  return prefix !== undefined && hasImageProtocol(prefix) ? prefix + path : undefined;
}

/** `rbd:web` of block-rbd is the image `web`. */
function withoutProtocol(target: string, script: string): string {
  const protocol = `${script.slice('block-'.length)}:`;
  return target.startsWith(protocol) ? target.slice(protocol.length) : target;
}
