/** Text of files as it may be shown where characters can do something: on a terminal, in a line of a log, in a report. */

/**
 * Characters that are no text where text is shown: control characters (ESC begins commands to a terminal, a line break
 * fakes a line), separators of lines, and those that turn the direction of writing or break names in two unseen.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\0-\x08\n-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r' };

/** The text in one line, with what cannot be seen written as `\x1b` or `\u202e`. Tabs stay. */
export function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE, (sign) => SHORT[sign] ?? escaped(sign));
}

/** The same for a text of several lines, whose own line breaks stay. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** JSON for a terminal as for a program: the same value, without a character that a terminal would obey. */
export function printableJson(value: unknown, indent: number): string {
  return JSON.stringify(value, undefined, indent).replaceAll(UNPRINTABLE, (sign) =>
    sign === '\n' ? sign : `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

function escaped(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
