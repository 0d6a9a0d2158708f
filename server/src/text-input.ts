/** Turns the bytes of a file into text without losing one. */

/** A text, and whether its bytes were valid UTF-8: an editor makes another text of those that were not. */
export interface DecodedText {
  readonly text: string;
  readonly isUtf8: boolean;
}

/**
 * UTF-8 where the bytes are valid UTF-8 (a byte order mark is kept, the toolstacks trip over it), else one character
 * for each byte, which is how the toolstacks read it.
 */
export function decodeText(bytes: Uint8Array): string {
  return decode(bytes).text;
}

/** The same, and which of the two it was. */
export function decode(bytes: Uint8Array): DecodedText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), isUtf8: true };
  } catch {
    let text = '';
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return { text, isUtf8: false };
  }
}

/** The text of a file's first bytes, which may end within a character. */
export function decodeStart(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
  } catch {
    return decodeText(bytes);
  }
}
