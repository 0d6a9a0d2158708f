/** The number that a disk has for its guest, made of its device name (`libxl__device_disk_dev_number`). */

/** Each family of names: how many disks and partitions it has, and the number of the two. */
const FAMILIES: readonly {
  readonly prefix: string;
  readonly disks: number;
  readonly partitions: number;
  readonly number: (disk: number, partition: number) => number;
}[] = [
  {
    prefix: 'hd',
    disks: 4,
    partitions: 64,
    number: (disk, partition) => ((disk < 2 ? 3 : 22) << 8) | ((disk & 1) << 6) | partition,
  },
  { prefix: 'sd', disks: 16, partitions: 16, number: (disk, partition) => (8 << 8) | (disk << 4) | partition },
  { prefix: 'xvd', disks: 2 ** 20, partitions: 256, number: virtualNumber },
];

/** The first disks have short numbers; the others have the 28th bit and more room. */
function virtualNumber(disk: number, partition: number): number {
  return disk < 16 && partition < 16 ? (202 << 8) | (disk << 4) | partition : 2 ** 28 + disk * 256 + partition;
}

/** `a` is 0, `z` 25, `aa` 26. */
function letters(text: string): number {
  let index = 0;
  for (const letter of text) index = index * 26 + letter.charCodeAt(0) - 96;
  return index - 1;
}

/** A number as C reads it, with any base; undefined where something else follows, or it does not fit. */
function cNumber(text: string): number | undefined {
  const number = /^0[0-7]*$/.test(text)
    ? Number.parseInt(text, 8)
    : /^(?:[1-9]\d*|0[xX][0-9a-fA-F]+)$/.test(text)
      ? Number(text)
      : Number.NaN;
  return number < 2 ** 31 ? number : undefined;
}

/** The number of `xvda1`, `hdc`, `sda15`, `d0p3` or of a number; undefined where xl knows no such device. */
export function diskNumber(name: string): number | undefined {
  const pair = /^d([0-9a-fA-FxX]+)p([0-9a-fA-FxX]+)$/.exec(name);
  if (pair) {
    const disk = cNumber(pair[1] ?? '');
    const partition = cNumber(pair[2] ?? '');
    return disk === undefined || partition === undefined || disk >= 2 ** 20 || partition >= 256
      ? undefined
      : virtualNumber(disk, partition);
  }
  if (/^\d/.test(name)) return cNumber(name);
  const match = /^(hd|sd|xvd)([a-z]{1,8})([1-9]\d{0,5})?$/.exec(name);
  const family = FAMILIES.find((one) => one.prefix === match?.[1]);
  if (!match || !family) return undefined;
  const disk = letters(match[2] ?? '');
  const partition = Number(match[3] ?? 0);
  return disk < family.disks && partition < family.partitions ? family.number(disk, partition) : undefined;
}

/** How many disks QEMU emulates on the bus that `hdtype` names (libxl_dm.c). */
const IDE_DISKS = 4;
const AHCI_DISKS = 6;

/**
 * What QEMU makes of a disk of an HVM guest by its name: an IDE (or AHCI) disk for the first of hd, xvd and d, a SCSI disk for sd; undefined
 * for later ones and for numbers, which only PV drivers see.
 */
export function emulatedAs(name: string, isAhci: boolean): 'ide' | 'scsi' | undefined {
  if (name.startsWith('sd')) return 'scsi';
  const pair = /^d([0-9a-fA-FxX]+)p/.exec(name);
  const index = pair ? cNumber(pair[1] ?? '') : letters(/^(?:hd|xvd)([a-z]{1,8})/.exec(name)?.[1] ?? 'zzzz');
  return index !== undefined && index < (isAhci ? AHCI_DISKS : IDE_DISKS) ? 'ide' : undefined;
}
