/** Text of files in Markdown: it stays text, whatever somebody wrote into a name. Everything that makes Markdown asks here. */

/** Line breaks, other control characters, and those that turn the direction of what follows or cannot be seen. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u{200b}\u{2060}\u{feff}]+/gu;

/** The text on one line, with blanks for what cannot be seen. */
export function oneLine(text: string): string {
  return text.replaceAll(UNSEEN, ' ');
}

/**
 * The text as code, for a name or a value in a sentence: nothing in it is markup and no address in it becomes a link
 * (CommonMark 6.1: the fence is longer than any run of backticks inside, and one blank at each end is taken away).
 */
export function code(text: string): string {
  const line = oneLine(text);
  if (line.trim() === '') return '';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const blank = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return `${fence}${blank}${line}${blank}${fence}`;
}

/** What GitHub's Markdown makes a link of without any brackets: the sign that is to be escaped is in the group. */
const AUTOLINKS = /(?<=\b(?:https?|ftp|mailto|xmpp))(:)|(?<=\bwww)(\.)|(@)/gi;

/** The text for a cell of a table, or inside a line of prose: each sign of Markdown and HTML in it escaped, and nothing a link. */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replaceAll(/[\\`*_[\]<>|~&$]/g, '\\$&')
    .replaceAll(AUTOLINKS, '\\$&');
}
