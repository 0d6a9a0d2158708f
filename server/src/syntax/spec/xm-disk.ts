/** Reads one entry of `disk = [ … ]` as xm does: device, guest device, mode, and perhaps backend and protocol. */
import type { MappedText } from '../span.ts';
import type { DiskFormat, DiskProblem, DiskTree } from './disk.ts';
import { BLANKS, pieces, SpecBuilder, skipBack } from './key-values.ts';
import type { SpecWord } from './tree.ts';

/** Types whose name is followed by that of a driver. */
const WITH_DRIVER: ReadonlySet<string> = new Set(['tap', 'tap2', 'tapdisk', 'ioemu']);
/** Formats that a driver's name says. */
const DRIVER_FORMATS: ReadonlySet<string> = new Set(['qcow', 'qcow2', 'vhd']);
const MODES: ReadonlySet<string> = new Set(['r', 'w', 'w!']);
const ROLES = ['target', 'vdev', 'access', 'backend', 'protocol'] as const;

type Piece = { readonly from: number; readonly to: number };

/**
 * One entry as xm and xend read it: three to five words between commas, blanks kept (`configure_disks` in create.py,
 * `parse_uname` in blkif.py). Problems are of type `DiskProblem`.
 */
export function parseXmDisk(mapped: MappedText): DiskTree {
  const builder = new SpecBuilder(mapped);
  const { text } = mapped;
  const words = [...pieces(text, ',')];
  const prefixes = words[0] ? readPrefixes(text, words[0], builder) : [];
  const targetFrom = prefixes.at(-1)?.to ?? 0;
  const [first, second, third, fourth] = words;
  if (first) builder.bare(targetFrom, first.to, 'target');
  const { vdev, cdrom } = second ? readVdev(text, second, builder) : { vdev: undefined, cdrom: false };
  for (const [index, piece] of words.slice(2).entries())
    builder.bare(piece.from, piece.to, ROLES[index + 2] ?? 'other');
  const before = builder.problems.length;
  if (words.length < 3 || words.length > 5) report('disk-word-count', { from: 0, to: text.length });
  if (third && !MODES.has(text.slice(third.from, third.to))) report('unknown-disk-mode', third);
  if (first && prefixes.length === 0 && !(cdrom && first.to === first.from)) report('unknown-disk-prefix', first);
  const accepted = builder.problems.length === before;
  for (const piece of words) reportBlanks(text, piece, builder);
  const driver = prefixes.map((piece) => text.slice(piece.from, piece.to - 1)).find((name) => DRIVER_FORMATS.has(name));
  return {
    ...builder.tree(),
    accepted,
    target: first && builder.word(targetFrom, first.to),
    format: undefined,
    formatValue: (driver as DiskFormat | undefined) ?? (first && first.to > targetFrom ? 'raw' : 'empty'),
    vdev,
    access: third && builder.word(third.from, third.to),
    readOnly: third !== undefined && text.charAt(third.from) === 'r',
    cdrom,
    script: undefined,
    backendtype: undefined,
    backend: fourth && builder.word(fourth.from, fourth.to),
    prefixes: prefixes.map((piece) => builder.word(piece.from, piece.to)),
  };

  function report(code: DiskProblem, piece: Piece): void {
    builder.problem(code, piece.from, piece.to, { detail: text.slice(piece.from, piece.to) });
  }
}

/** `phy:`, `file:`, `tap:aio:`, `tap:tapdisk:aio:`, or any other word in front of a colon (a script block-WORD). */
function readPrefixes(text: string, piece: Piece, builder: SpecBuilder): Piece[] {
  const found: Piece[] = [];
  let from = piece.from;
  for (let more = true; more; ) {
    const colon = text.indexOf(':', from);
    if (colon < 0 || colon >= piece.to || text.slice(from, colon).includes('/')) break;
    found.push({ from, to: colon + 1 });
    builder.bare(from, colon + 1, 'prefix');
    more = WITH_DRIVER.has(text.slice(from, colon));
    from = colon + 1;
  }
  return found;
}

/** `hda`, `ioemu:hda`, `hdc:cdrom`. */
function readVdev(text: string, piece: Piece, builder: SpecBuilder): { vdev: SpecWord; cdrom: boolean } {
  const from = text.startsWith('ioemu:', piece.from) ? piece.from + 'ioemu:'.length : piece.from;
  if (from > piece.from) builder.bare(piece.from, from, 'prefix');
  const colon = text.indexOf(':', from);
  const end = colon < 0 || colon >= piece.to ? piece.to : colon;
  builder.bare(from, end, 'vdev');
  if (end < piece.to) builder.bare(end + 1, piece.to, 'devtype');
  return { vdev: builder.word(from, end), cdrom: text.slice(end, piece.to) === ':cdrom' };
}

function reportBlanks(text: string, piece: Piece, builder: SpecBuilder): void {
  const end = skipBack(text, BLANKS, piece.from, piece.to);
  if (end < piece.to) builder.problem('blanks-before-comma', end, piece.to);
  let start = piece.from;
  while (start < end && BLANKS.includes(text.charAt(start))) start++;
  if (start > piece.from) builder.problem('blanks-around-equals', piece.from, start);
}
