/** Commands for people to paste: what comes from files is one word of them, and nothing that the shell would run. */

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** The text as one word of a shell's command: in single quotes where the shell would see more in it. */
export function shellWord(text: string): string {
  return PLAIN.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A command, or several, in which every value is one word: shell`ip link set ${device} up`. */
export function shell(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return String.raw({ raw: parts }, ...values.map((value) => shellWord(String(value))));
}
