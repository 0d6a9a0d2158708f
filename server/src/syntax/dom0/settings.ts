/** Recognises kernel settings: sysctl's `key = value`, and values of /proc/sys files that were printed. */
import type { OutputLine } from './lines.ts';
import { type Collector, place, type Reader } from './readers.ts';

const ROOT = '/proc/sys/';

export function settingReader(facts: Collector): Reader {
  /** Keys of the files that `cat` was given and whose values come next. */
  let awaited: string[] = [];
  return {
    command: (words) => {
      awaited = words[0] === 'cat' ? words.filter((word) => word.startsWith(ROOT)).map(dotted) : [];
    },
    read: (line) => {
      const { words, text } = line;
      const [first = '', second = ''] = words;
      const key = awaited[0];
      if (key && words.length === 1 && /^\d+$/.test(first)) {
        awaited = awaited.slice(1);
        facts.settings.push({ ...place(line), key, value: first });
        return true;
      }
      // tail and head print `==> /proc/sys/… <==` above the value, grep and `grep -H` print `FILE:VALUE`.
      if (first === '==>' && second.startsWith(ROOT)) {
        awaited = [dotted(second)];
        return true;
      }
      return readAssignment(text, line, facts);
    },
  };
}

function readAssignment(text: string, line: OutputLine, facts: Collector): boolean {
  const match = /^ *((?:net|kernel)[./][\w./-]+|\/proc\/sys\/[\w./-]+) *[=:] *(\d+)$/.exec(text);
  if (!match?.[1] || !match[2]) return false;
  facts.settings.push({ ...place(line), key: dotted(match[1]), value: match[2] });
  return true;
}

function dotted(path: string): string {
  return (path.startsWith(ROOT) ? path.slice(ROOT.length) : path).replaceAll('/', '.');
}
