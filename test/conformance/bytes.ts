/** Files that are no UTF-8, in the form of the judges' requests: each such byte is a lone surrogate, U+DC80 to U+DCFF. */

/** The bytes as a text of that form; what is UTF-8 is decoded. */
export function escapedText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) text += String.fromCharCode(0xdc00 + (bytes[at++] as number));
    else {
      text += Buffer.from(bytes.subarray(at, at + length)).toString('utf8');
      at += length;
    }
  }
  return text;
}

/** How many bytes the character takes that begins at `at`; 0 where none does. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    try {
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(at, at + length));
      return length;
    } catch {
      // Not a whole character yet, or none at all.
    }
  }
  return 0;
}

/** A text of that form with one character (U+0000 to U+00FF) for each byte of the file. */
export function bytesText(escaped: string): string {
  let out = '';
  for (const character of escaped) {
    const code = character.codePointAt(0) as number;
    if (code >= 0xdc80 && code <= 0xdcff) out += String.fromCharCode(code - 0xdc00);
    else out += Buffer.from(character, 'utf8').toString('latin1');
  }
  return out;
}
