/** The numbers of virtual disks: `51712` in messages and xenstore paths is `xvda` (libxl_device.c, xen-vbd-interface). */

/** Number of an extended xvd disk: 2^28 + 256 × disk + partition. */
const EXTENDED = 2 ** 28;

/** Letters as libxl counts them: a = 0, z = 25, aa = 26. */
function letters(disk: number): string {
  let text = '';
  for (let rest = disk + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(97 + ((rest - 1) % 26)) + text;
  }
  return text;
}

function named(prefix: string, disk: number, partition: number): string {
  return `${prefix}${letters(disk)}${partition === 0 ? '' : partition}`;
}

/** IDE: the major number, and the letter of its first disk. */
const IDE: ReadonlyMap<number, number> = new Map([
  [3, 0],
  [22, 2],
]);

/** The name of the disk with this number, as libxl writes it; undefined for a number that is none. */
export function diskName(number: number): string | undefined {
  if (!Number.isInteger(number) || number < 0) return undefined;
  if (number >= EXTENDED) return named('xvd', Math.floor((number - EXTENDED) / 256), number % 256);
  const major = Math.floor(number / 256);
  const minor = number % 256;
  const disk = Math.floor(minor / 16);
  if (major === 202) return named('xvd', disk, minor % 16);
  if (major === 8) return named('sd', disk, minor % 16);
  const first = IDE.get(major);
  return first === undefined ? undefined : named('hd', first + (minor >= 64 ? 1 : 0), minor % 64);
}

function ordinal(text: string): number {
  let sum = 0;
  for (const letter of text) sum = sum * 26 + letter.charCodeAt(0) - 96;
  return sum - 1;
}

/** The number of a disk by its name (`xvda1`, `hdc`, `d0p1`, `51712`, `0xca00`); undefined for what libxl refuses. */
export function diskNumber(name: string): number | undefined {
  if (/^(?:0x[0-9a-f]+|\d+)$/i.test(name)) return Number(name);
  const counted = /^d(\d+)p(\d+)$/.exec(name);
  if (counted) return xvd(Number(counted[1]), Number(counted[2]));
  const match = /^(xvd|hd|sd)([a-z]+)([1-9]\d*)?$/.exec(name);
  if (!match) return undefined;
  const disk = ordinal(match[2] as string);
  const partition = Number(match[3] ?? 0);
  if (match[1] === 'xvd') return xvd(disk, partition);
  if (match[1] === 'sd') return disk < 16 && partition < 16 ? 2048 + 16 * disk + partition : undefined;
  if (disk > 3 || partition > 63) return undefined;
  return (disk < 2 ? 768 : 5632) + 64 * (disk % 2) + partition;
}

function xvd(disk: number, partition: number): number | undefined {
  if (disk < 16 && partition < 16) return 51712 + 16 * disk + partition;
  return disk < 2 ** 20 && partition < 256 ? EXTENDED + 256 * disk + partition : undefined;
}
