/**
 * What xend's reader makes of the text between quotes: byte by byte, with its slips. One function serves the exact
 * reader and the tree, so that hover shows the value that xend has. Source: `sxp.py` (`state_string`, `state_escape`).
 */

/** A place in the bytes where the reader does something that its author hardly meant, or gives up. */
export interface EscapeFault {
  /** Byte offsets of the escape, the backslash included; `end` exclusive. */
  readonly offset: number;
  readonly end: number;
  readonly kind: 'lost' | 'wrong-hex' | 'short-hex' | 'octal-range' | 'cut-off';
}

export interface DecodedBytes {
  readonly bytes: Uint8Array;
  readonly faults: readonly EscapeFault[];
}

const BACKSLASH = 0x5c;

/** `\a \b \t \n \v \f \r \\ \' \"`. */
const SIMPLE: ReadonlyMap<number, number> = new Map(
  Object.entries({ a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '\\': 0x5c, "'": 0x27, '"': 0x22 }).map(
    ([letter, byte]) => [letter.charCodeAt(0), byte],
  ),
);

const isOctal = (byte: number | undefined): byte is number => byte !== undefined && byte >= 0x30 && byte <= 0x37;

/** The value of a hexadecimal digit as xend counts it: the letters begin at 0 again; undefined for anything else. */
function hexDigit(byte: number | undefined): number | undefined {
  if (byte === undefined) return undefined;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x41;
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x61;
  return undefined;
}

interface Escape {
  readonly end: number;
  readonly byte: number;
  readonly fault?: EscapeFault['kind'];
}

/** Resolves the bytes between two quotes, or up to the end of the text when the second is missing. Bad escapes are left out of the value and reported. */
export function decodeBytes(source: Uint8Array, closed: boolean): DecodedBytes {
  const bytes = new Uint8Array(source.length);
  const faults: EscapeFault[] = [];
  let length = 0;
  for (let i = 0; i < source.length; ) {
    const byte = source[i] ?? 0;
    if (byte !== BACKSLASH) {
      bytes[length++] = byte;
      i++;
      continue;
    }
    const read = readEscape(source, i);
    if (read.fault)
      faults.push({ offset: i, end: read.end, kind: closed && read.fault === 'cut-off' ? 'short-hex' : read.fault });
    if (read.byte >= 0) bytes[length++] = read.byte;
    i = read.end;
  }
  return { bytes: bytes.subarray(0, length), faults };
}

/** Reads the escape whose backslash stands at `at`; `byte` is -1 when it gives none. */
function readEscape(source: Uint8Array, at: number): Escape {
  const next = source[at + 1];
  if (next === undefined) return { end: at + 1, byte: -1, fault: 'cut-off' };
  const simple = SIMPLE.get(next);
  if (simple !== undefined) return { end: at + 2, byte: simple };
  if (next === 0x78) return readHex(source, at);
  if (isOctal(next)) return readOctal(source, at);
  return { end: at + 2, byte: BACKSLASH, fault: 'lost' };
}

function readHex(source: Uint8Array, at: number): Escape {
  const high = hexDigit(source[at + 2]);
  if (high === undefined)
    return { end: at + 2, byte: -1, fault: source[at + 2] === undefined ? 'cut-off' : 'short-hex' };
  const low = hexDigit(source[at + 3]);
  if (low === undefined)
    return { end: at + 3, byte: -1, fault: source[at + 3] === undefined ? 'cut-off' : 'short-hex' };
  const isLetter = (source[at + 2] ?? 0) > 0x39 || (source[at + 3] ?? 0) > 0x39;
  return { end: at + 4, byte: high * 16 + low, ...(isLetter ? { fault: 'wrong-hex' } : {}) };
}

function readOctal(source: Uint8Array, at: number): Escape {
  let value = 0;
  let end = at + 1;
  for (; end < at + 4 && isOctal(source[end]); end++) value = value * 8 + (source[end] ?? 0) - 0x30;
  if (value > 0xff) return { end, byte: -1, fault: 'octal-range' };
  return { end, byte: value };
}
