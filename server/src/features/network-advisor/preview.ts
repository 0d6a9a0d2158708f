/** What a planned change does to a file, for those who cannot see a refactor preview. */
import type { TextEdit } from '../../rules/rule.ts';

/** The text after edits that do not overlap; of several at one place the first comes to stand first. */
export function changedText(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits
    .map((edit, index) => ({ ...edit, index }))
    .sort((a, b) => a.span.offset - b.span.offset || a.index - b.index);
  let out = '';
  let at = 0;
  for (const { span, newText } of ordered) {
    out += text.slice(at, span.offset) + newText;
    at = Math.max(at, span.end);
  }
  return out + text.slice(at);
}

/** How many lines ahead a line is looked for before it counts as gone. */
const LOOK_AHEAD = 50;

/** The lines that differ, `-` before those that go and `+` before those that come, under the number of the old line. */
export function changedLines(before: string, after: string): string {
  const old = before.split('\n');
  const now = after.split('\n');
  const out: string[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      i++;
      j++;
      continue;
    }
    const [gone, come] = nextCommon(old, now, i, j);
    out.push(`@ line ${i + 1}`);
    for (; i < gone; i++) out.push(`- ${old[i]}`);
    for (; j < come; j++) out.push(`+ ${now[j]}`);
  }
  return out.length === 0 ? '' : `${out.join('\n')}\n`;
}

/** The nearest pair of equal lines from here on. */
function nextCommon(old: readonly string[], now: readonly string[], i: number, j: number): [number, number] {
  for (let distance = 1; distance <= LOOK_AHEAD; distance++) {
    for (let ahead = 0; ahead <= distance; ahead++) {
      const a = i + ahead;
      const b = j + distance - ahead;
      if (a <= old.length && b <= now.length && (a === old.length ? b === now.length : old[a] === now[b]))
        return [a, b];
    }
  }
  return [old.length, now.length];
}
