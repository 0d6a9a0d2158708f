/**
 * xend's own reader, byte for byte: whether it takes the file, and what it has in hand afterwards. The tree is for
 * editing; this is the judge of it. Source: `sxp.py` (class Parser, `child`, `child_value`), run as 772 test vectors.
 */
import { decodeBytes } from './escapes.ts';

export type SxpValue = string | SxpValue[];

export type SxpErrorKind =
  | 'stray-bracket'
  | 'open-form'
  | 'open-string'
  | 'open-escape'
  | 'end-of-input-in-form'
  | 'invalid-character'
  | 'octal-range'
  | 'short-hex';

export interface SxpReadError {
  readonly kind: SxpErrorKind;
  /** Where the reader stops (UTF-16 units of the text, or bytes when bytes were given). */
  readonly offset: number;
  /** The byte, for `invalid-character`. */
  readonly byte?: number;
}

export interface SxpReading {
  readonly accepted: boolean;
  readonly error?: SxpReadError;
  /** Everything at top level: forms as arrays, words as strings; null when there is nothing or the text is refused. */
  readonly value: SxpValue[] | null;
  /** For each named form at top level what xend finds under the name; null when the form gives no value. */
  readonly options: Readonly<Record<string, SxpValue | null>>;
  /** Where reading ended: the length of the text, or the Ctrl-D that ended it. Same unit as the error's offset. */
  readonly end: number;
}

const OPEN = 0x28;
const CLOSE = 0x29;
const HASH = 0x23;
const NEWLINE = 0x0a;
const BACKSLASH = 0x5c;
const CONTROL_D = 0x04;

const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
const isQuote = (byte: number): boolean => byte === 0x27 || byte === 0x22;
/** White space, `#` and `{ } ( ) < > [ ] ;` end a word. */
const endsAtom = (byte: number): boolean => isSpace(byte) || ATOM_ENDS.has(byte);
const ATOM_ENDS: ReadonlySet<number> = new Set([...'#{}()<>[];'].map((sign) => sign.charCodeAt(0)));

/**
 * Reads a file as xend does. A string is taken as the UTF-8 it would be saved as; give bytes when they are not valid
 * UTF-8 (their values then come out one character a byte).
 */
export function readSxp(source: string | Uint8Array): SxpReading {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  const reader = new Reader(bytes);
  const error = reader.run();
  const place =
    typeof source === 'string' ? (offset: number) => utf16Offset(source, offset) : (offset: number) => offset;
  if (error) {
    return {
      accepted: false,
      error: { ...error, offset: place(error.offset) },
      value: null,
      options: {},
      end: place(error.offset),
    };
  }
  const value = reader.top.length > 0 ? decodeTexts(reader.top) : null;
  return { accepted: true, value, options: optionsOf(value ?? []), end: place(reader.at) };
}

type RawValue = Uint8Array | RawValue[];

/** The reader's loop over the bytes; lists that are open stand on `stack`. */
class Reader {
  at = 0;
  readonly top: RawValue[] = [];
  private readonly stack: RawValue[][] = [];
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Reads up to the end, the Ctrl-D that ends the text, or the first error, which is returned. */
  run(): SxpReadError | undefined {
    const { bytes } = this;
    while (this.at < bytes.length) {
      const byte = bytes[this.at] ?? 0;
      if (byte === CONTROL_D && this.stack.length === 0) return undefined;
      const error = this.step(byte);
      if (error) return error;
    }
    return this.stack.length > 0 && !this.endsQuietly ? { kind: 'open-form', offset: this.at } : undefined;
  }

  /** True when the text ends directly behind a word or inside a comment: an open form is then dropped without an error. */
  private endsQuietly = false;

  private step(byte: number): SxpReadError | undefined {
    this.endsQuietly = false;
    if (isSpace(byte)) {
      this.at++;
    } else if (byte === HASH) {
      this.skipComment();
    } else if (byte === OPEN) {
      this.stack.push([]);
      this.at++;
    } else if (byte === CLOSE) {
      return this.close();
    } else if (isQuote(byte)) {
      return this.readString(byte);
    } else if (byte > 0x20 && byte < 0x7f) {
      this.readAtom();
    } else if (byte === CONTROL_D) {
      return { kind: 'end-of-input-in-form', offset: this.at };
    } else {
      return { kind: 'invalid-character', offset: this.at, byte };
    }
    return undefined;
  }

  private add(value: RawValue): void {
    (this.stack.at(-1) ?? this.top).push(value);
  }

  private close(): SxpReadError | undefined {
    const list = this.stack.pop();
    if (!list) return { kind: 'stray-bracket', offset: this.at };
    this.add(list);
    this.at++;
    return undefined;
  }

  private skipComment(): void {
    const end = this.bytes.indexOf(NEWLINE, this.at);
    this.endsQuietly = end < 0;
    this.at = end < 0 ? this.bytes.length : end + 1;
  }

  private readAtom(): void {
    const start = this.at++;
    while (this.at < this.bytes.length && !endsAtom(this.bytes[this.at] ?? 0)) this.at++;
    this.endsQuietly = this.at === this.bytes.length;
    this.add(this.bytes.subarray(start, this.at));
  }

  private readString(quote: number): SxpReadError | undefined {
    const { bytes } = this;
    const start = this.at + 1;
    let end = start;
    while (end < bytes.length && bytes[end] !== quote) end += bytes[end] === BACKSLASH ? 2 : 1;
    const closed = end < bytes.length;
    const content = bytes.subarray(start, Math.min(end, bytes.length));
    const { bytes: value, faults } = decodeBytes(content, closed);
    const fault = faults.find((each) => each.kind === 'short-hex' || each.kind === 'octal-range');
    if (fault) return { kind: fault.kind as SxpErrorKind, offset: start + fault.offset };
    if (!closed) return { kind: endsInEscape(content) ? 'open-escape' : 'open-string', offset: start - 1 };
    this.add(value);
    this.at = end + 1;
    return undefined;
  }
}

/** Whether unclosed content stops within an escape: `\`, `\1`, `\12`, `\x`, `\x4`. */
function endsInEscape(content: Uint8Array): boolean {
  const tail = String.fromCharCode(...content.subarray(-8));
  const match = /(\\*)\\(?:[0-7]{0,2}|x[0-9A-Fa-f]?)$/.exec(tail);
  if (!match) return false;
  let backslashes = 1;
  const first = content.length - (match[0].length - (match[1]?.length ?? 0));
  while (content[first - backslashes] === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}

/** Turns bytes into text: UTF-8 if all of it is, else one character a byte. Goes through the lists without recursion. */
function decodeTexts(top: readonly RawValue[]): SxpValue[] {
  try {
    return mapTexts(top, utf8Decoder());
  } catch {
    return mapTexts(top, (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }
}

function utf8Decoder(): (bytes: Uint8Array) => string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return (bytes) => decoder.decode(bytes);
}

function mapTexts(top: readonly RawValue[], decode: (bytes: Uint8Array) => string): SxpValue[] {
  const result: SxpValue[] = [];
  const work: { from: readonly RawValue[]; to: SxpValue[] }[] = [{ from: top, to: result }];
  for (let job = work.pop(); job; job = work.pop()) {
    for (const value of job.from) {
      if (value instanceof Uint8Array) {
        job.to.push(decode(value));
      } else {
        const list: SxpValue[] = [];
        job.to.push(list);
        work.push({ from: value, to: list });
      }
    }
  }
  return result;
}

const isAttributes = (value: SxpValue | undefined): boolean => Array.isArray(value) && value[0] === '@';

/** Looks every name up as `child_value` does: the first form of the name, a list `(@ …)` behind the name skipped. */
function optionsOf(top: readonly SxpValue[]): Record<string, SxpValue | null> {
  const options = new Map<string, SxpValue | null>();
  const found = isAttributes(top[0]) ? top.slice(1) : top;
  for (const form of found) {
    const name = Array.isArray(form) ? form[0] : undefined;
    if (!Array.isArray(form) || typeof name !== 'string' || options.has(name)) continue;
    options.set(name, form[isAttributes(form[1]) ? 2 : 1] ?? null);
  }
  if (isAttributes(top[0]) && !options.has('@')) options.set('@', null);
  return Object.fromEntries(options);
}

/** The offset in the text of the character that begins at (or covers) this byte of its UTF-8 form. */
function utf16Offset(text: string, byteOffset: number): number {
  let bytes = 0;
  let index = 0;
  while (index < text.length && bytes < byteOffset) {
    const code = text.codePointAt(index) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    index += code < 0x10000 ? 1 : 2;
  }
  return index;
}
