/** The lines of files with `[sections]` and `key=value`, as systemd and GLib write them. */
import type { Located } from '../guest.ts';

export interface KeyLine {
  /** The section's name, lower case; empty before the first one. */
  readonly section: string;
  /** Counts the sections from 0, so that two of one name are told apart; -1 before the first one. */
  readonly part: number;
  readonly key: string;
  /** The value without blanks around it, joined with nothing: continuation lines are not followed. */
  readonly value: Located<string>;
}

/** The settings of a text, in its order; comments (`#`, `;`) and lines that are none are left out. */
export function* keyLines(text: string): Generator<KeyLine> {
  let section = '';
  let part = -1;
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const line = match[0];
    const head = /^\s*\[([^\]]+)\]\s*$/.exec(line);
    if (head?.[1]) {
      section = head[1].toLowerCase();
      part++;
      continue;
    }
    const setting = /^\s*([A-Za-z][\w.-]*)\s*=\s*(.*?)\s*$/.exec(line.slice(0, 4000));
    if (!setting?.[1]) continue;
    const value = setting[2] ?? '';
    const offset = match.index + (value === '' ? line.length : line.lastIndexOf(value));
    yield { section, part, key: setting[1], value: { value, offset, end: offset + value.length } };
  }
}

/** The parts of a value between commas, semicolons or blanks, each with its place. */
export function words({ value, offset }: Located<string>): Located<string>[] {
  return [...value.matchAll(/[^\s,;]+/g)].map((match) => ({
    value: match[0],
    offset: offset + match.index,
    end: offset + match.index + match[0].length,
  }));
}
