/** The regular expressions of xend's host lists: which stop xend, and which let in more than they seem to. Python 2.7 `re`. */

/**
 * What is certainly wrong with a space-separated list of patterns, in words; undefined when nothing is certain. Only
 * faults that Python 2.7 surely refuses are told. Source: relocate.py, `hosts_allow.split(" ")` and `re.compile`.
 */
export function regexFault(list: string): string | undefined {
  for (const pattern of list.split(' ')) {
    const fault = faultOf(pattern);
    if (fault) return fault;
  }
  return undefined;
}

function faultOf(pattern: string): string | undefined {
  if (pattern.includes('(?')) return undefined;
  let groups = 0;
  let open = 0;
  for (let i = 0; i < pattern.length; i++) {
    const sign = pattern[i];
    if (sign === '\\') {
      const next = pattern[++i];
      if (next === undefined) return 'a backslash stands at the end';
      // A reference to a group that was never opened; \\1 followed by two more octal digits is a character instead.
      if (/[1-9]/.test(next) && groups === 0 && !/^[0-3][0-7][0-7]/.test(pattern.slice(i, i + 3))) {
        return `\\${next} refers to a group that is not there`;
      }
    } else if (sign === '[') {
      const close = pattern.indexOf(']', i + (pattern[i + 1] === '^' ? 3 : 2));
      if (close < 0) return 'a [ is never closed';
      if (pattern.slice(i, close).includes('\\')) return undefined;
      i = close;
    } else if (sign === '(') {
      groups++;
      open++;
    } else if (sign === ')') {
      if (--open < 0) return 'a ) closes nothing';
    } else if (sign === '*' || sign === '+' || sign === '?') {
      if (i === 0 || pattern[i - 1] === '(' || pattern[i - 1] === '|')
        return `there is nothing before ${sign} to repeat`;
    }
  }
  return open > 0 ? 'a ( is never closed' : undefined;
}

/** Whether a pattern matches every address and name: empty, `.*`, `^`, `^.*$` … */
export function matchesEverybody(pattern: string): boolean {
  return /^\^?(?:\.\*)?\$?$/.test(pattern) && pattern !== '^$' && pattern !== '$';
}

/** A plain IPv4 address or host name, dots escaped or not, as people write it where a pattern is wanted. */
export function plainHost(pattern: string): string | undefined {
  const match = /^\^?([A-Za-z0-9-]+(?:\\?\.[A-Za-z0-9-]+)*)\$?$/.exec(pattern);
  return match?.[1]?.replaceAll('\\', '');
}
