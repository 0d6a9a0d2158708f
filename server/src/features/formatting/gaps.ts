/** What a formatter may touch: the blanks between the words of a file, never a word, a text or a comment. */
import type { Span } from '../../syntax/span.ts';

/** A stretch of blanks and what to put in its place. */
export interface GapChange extends Span {
  readonly newText: string;
}

/**
 * A gap over line breaks without blanks at the ends of lines; `indent` is what the next word's line begins with (as it
 * is, when left out). Undefined when the gap holds no line break, or anything but blanks, tabs and line breaks.
 */
export function cleanBreaks(gap: string, indent?: string): string | undefined {
  if (!gap.includes('\n') || /[^ \t\r\n]|\r(?!\n)/.test(gap)) return undefined;
  const last = gap.slice(gap.lastIndexOf('\n') + 1);
  const breaks = gap.replaceAll(/[ \t]/g, '');
  return breaks + (indent ?? last);
}

/** The gap at the end of a text: line breaks only. */
export function cleanEnd(gap: string): string | undefined {
  return /^[ \t]+$/.test(gap) ? '' : cleanBreaks(gap, '');
}

/** A change for the gap from `offset` to `end`; nothing when it is as it should be, or `newText` is undefined. */
export function* changeOf(
  text: string,
  offset: number,
  end: number,
  newText: string | undefined,
): Generator<GapChange> {
  if (newText !== undefined && text.slice(offset, end) !== newText) yield { offset, end, newText };
}

/** The text after changes that are sorted and apart. */
export function applyChanges(text: string, changes: readonly GapChange[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { offset, end, newText } of changes) {
    parts.push(text.slice(from, offset), newText);
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}
