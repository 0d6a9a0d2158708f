/** Writes SVG by hand, safely: every word from a file is escaped, and cut where it would not fit. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or an attribute of XML; characters that XML 1.0 forbids become a replacement sign. */
export function escapeXml(text: string): string {
  let out = '';
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    const forbidden =
      (code < 32 && code !== 9 && code !== 10 && code !== 13) ||
      (code >= 0xd800 && code <= 0xdfff) ||
      code === 0xfffe ||
      code === 0xffff;
    out += forbidden ? '\ufffd' : (ENTITIES[sign] ?? sign);
  }
  return out;
}

/** Average widths of a character in parts of the font size; nothing here can measure text. */
const WIDTHS = { sans: 0.56, mono: 0.605 } as const;

/** The text, or its beginning with an ellipsis where it would be wider than `room` CSS pixels. */
export function shorten(text: string, room: number, size: number, font: keyof typeof WIDTHS = 'sans'): string {
  const most = Math.max(1, Math.floor(room / (size * WIDTHS[font])));
  const signs = [...text];
  return signs.length <= most ? text : `${signs.slice(0, most - 1).join('')}…`;
}

export function widthOf(text: string, size: number, font: keyof typeof WIDTHS = 'sans'): number {
  return [...text].length * size * WIDTHS[font];
}

/** The words of a sentence in lines of at most `room` CSS pixels. */
export function wrap(text: string, room: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && widthOf(longer, size) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

export function textAt(x: number, y: number, classes: string, text: string, anchor = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" class="${classes}"${anchor && ` text-anchor="${anchor}"`}>${escapeXml(text)}</text>`;
}

export function rect(
  box: { x: number; y: number; width: number; height: number },
  classes: string,
  radius = 6,
): string {
  return `<rect x="${round(box.x)}" y="${round(box.y)}" width="${round(box.width)}" height="${round(box.height)}" rx="${radius}" class="${classes}"/>`;
}

/** A length with at most one decimal. */
export function round(length: number): number {
  return Math.round(length * 10) / 10;
}
