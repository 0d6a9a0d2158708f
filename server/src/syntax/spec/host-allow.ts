/** Reads xend's lists of allowed hosts: `(xend-relocation-hosts-allow '^localhost$ ^.*\\.example\\.org$')`. */
import type { MappedText } from '../span.ts';
import { pieces, SpecBuilder } from './key-values.ts';
import type { SpecTree } from './tree.ts';

export type HostAllowProblem =
  /** Two blanks, or one at an end: an empty pattern, which matches every host. */
  | 'empty-host-pattern'
  /** Not a regular expression: xend does not start. */
  | 'malformed-host-pattern';

/**
 * The patterns, split at each single space as xend does it (`map(re.compile, allow.split(" "))` in server/relocate.py).
 * An empty string is no pattern at all: everybody may connect. Patterns are of Python's kind; only faults that both
 * Python and JavaScript see are reported.
 */
export function parseHostAllow(mapped: MappedText): SpecTree {
  const builder = new SpecBuilder(mapped);
  const { text } = mapped;
  if (text === '') return builder.tree();
  for (const { from, to } of pieces(text, ' ')) {
    if (from === to) {
      builder.problem('empty-host-pattern', Math.max(0, from - 1), Math.min(text.length, to + 1));
      continue;
    }
    builder.bare(from, to, 'pattern');
    const fault = patternFault(text.slice(from, to));
    if (fault) builder.problem('malformed-host-pattern', from, to, { detail: fault });
  }
  return builder.tree();
}

/** What makes a pattern impossible in Python: a bracket left open, a stray `)`, nothing to repeat, `\` at the end. */
function patternFault(pattern: string): string | undefined {
  let depth = 0;
  let repeatable = false;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === '\\') {
      if (++at >= pattern.length) return 'a backslash at the end';
      repeatable = true;
    } else if (character === '[') {
      const close = classEnd(pattern, at);
      if (close < 0) return 'a [ without ]';
      at = close;
      repeatable = true;
    } else if (character === '(') {
      depth++;
      repeatable = false;
      if (pattern.charAt(at + 1) === '?') return undefined;
    } else if (character === ')') {
      if (--depth < 0) return 'a ) without (';
      repeatable = true;
    } else if (character === '*' || character === '+' || character === '?') {
      if (!repeatable) return `nothing in front of ${character}`;
      if (pattern.charAt(at + 1) === '?') at++;
      repeatable = false;
    } else repeatable = character !== '|' && character !== '^';
  }
  return depth > 0 ? 'a ( without )' : undefined;
}

/** Where the `]` of a class stands; one directly behind `[` or `[^` is a member. */
function classEnd(pattern: string, open: number): number {
  let at = open + 1;
  if (pattern.charAt(at) === '^') at++;
  for (let first = true; at < pattern.length; at++, first = false) {
    const character = pattern.charAt(at);
    if (character === '\\') at++;
    else if (character === ']' && !first) return at;
  }
  return -1;
}
