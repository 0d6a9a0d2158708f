/** What the product must never do, held against its own source: touch files where it should not, or match without end. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SOURCE = resolve(import.meta.dirname, '../../server/src');

const files = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return { name: relative(SOURCE, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') };
  });

/** The only files that open others; everything else is handed its texts. */
const READERS = /^(?:folder-reader|node-server|cli)\.ts$|^cli\//;
/** The only file that writes: the command line, where the user asks for it. */
const WRITERS = /^cli\/write-new\.ts$/;

const importsOf = (text: string): string[] => [...text.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)/g)].map((match) => match[1] ?? match[2] ?? ''); // biome-ignore format: one list

describe('the server', () => {
  it('has its source here', () => expect(files.length).toBeGreaterThan(200));

  it('reads files in the few places that are meant to', () => {
    const reading = files.filter(({ text }) => importsOf(text).some((from) => /^node:fs|^fs\b/.test(from)));
    expect(reading.map(({ name }) => name).filter((name) => !READERS.test(name))).toEqual([]);
  });

  it('writes nothing by itself', () => {
    const writing =
      /\b(?:writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|rmSync|unlinkSync|renameSync|mkdirSync|copyFileSync|truncateSync|chmodSync)\b/;
    expect(files.filter(({ text }) => writing.test(text)).map(({ name }) => name).filter((name) => !WRITERS.test(name))).toEqual([]); // biome-ignore format: one question
  });

  it('starts no program and opens no connection', () => {
    const outside = /^(?:node:)?(?:child_process|http|https|net|dgram|tls|vm|worker_threads|cluster)$/;
    expect(files.filter(({ text }) => importsOf(text).some((from) => outside.test(from))).map(({ name }) => name)).toEqual([]); // biome-ignore format: one question
    expect(files.filter(({ text }) => /\beval\(|\bnew Function\(/.test(text)).map(({ name }) => name)).toEqual([]);
  });

  it('keeps the editor out of the engine', () => {
    const protocol = /^vscode-languageserver(?:\/node|\/browser)?$|^vscode$/;
    const below = files.filter(({ name }) => /^(?:syntax|xen|model|rules|features|migrate)\//.test(name));
    expect(below.filter(({ text }) => importsOf(text).some((from) => protocol.test(from))).map(({ name }) => name)).toEqual([]); // biome-ignore format: one question
  });
});

/** A group that repeats, with something inside it that repeats without end: `(a+)*`, `(?:\s*x*)+`. */
function nestedRepeats(pattern: string): string[] {
  const found: string[] = [];
  const open: { at: number; repeats: boolean }[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern[at];
    if (letter === '\\') at++;
    else if (letter === '[') {
      at++;
      while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1;
    } else if (letter === '(') open.push({ at, repeats: false });
    else if (letter === ')') {
      const group = open.pop();
      const repeated = /^(?:[*+]|\{\d+,\})/.test(pattern.slice(at + 1));
      if (group?.repeats && repeated) found.push(pattern.slice(group.at, at + 2));
      const outer = open.at(-1);
      if (outer && (repeated || group?.repeats)) outer.repeats = true;
    } else if (letter === '*' || letter === '+' || /^\{\d+,\}/.test(pattern.slice(at))) {
      const inner = open.at(-1);
      if (inner && pattern[at - 1] !== ')') inner.repeats = true;
    }
  }
  return found;
}

/** Patterns with a character between the repeats that neither of them takes: each text fits in one way only. */
const HARMLESS = new Set<string>([
  String.raw`model/language.ts: (?:[ \t]*(?:#.*)?\r?\n)*`,
  String.raw`rules/ignore-comments.ts: (?:[\s,]+[a-z][a-z0-9-]*)+`,
  String.raw`xen/openvswitch.ts: (?::\d+)*`,
  'features/completion/spec.ts: (?:[a-z0-9]+:)+',
  String.raw`rules/cpu/malformed-vnuma.ts: (?:,\d+(?:-\d+)?)*`,
  String.raw`rules/xend/regex.ts: (?:\\?\.[A-Za-z0-9-]+)*`,
]);

describe('regular expressions', () => {
  const patterns = files.flatMap(({ name, text }) =>
    [
      ...text.matchAll(/(?<=[(=,:?&|!\s[{;])\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/[a-z]*(?=[.,;)\s:\]}])/g),
    ].map((match) => ({ name, pattern: match[1] ?? '' })),
  );

  it('are found', () => expect(patterns.length).toBeGreaterThan(200));

  it('tell a repeat inside a repeat', () => {
    expect(nestedRepeats('(a+)*')).toEqual(['(a+)*']);
    expect(nestedRepeats('(?:a|b*)+c')).toEqual(['(?:a|b*)+']);
    expect(nestedRepeats('(?:ab)+[*+]\\(a+')).toEqual([]);
  });

  it('repeat nothing inside a repeat, so that no text takes for ever', () => {
    const nested = patterns.flatMap(({ name, pattern }) => nestedRepeats(pattern).map((part) => `${name}: ${part}`));
    expect(nested.filter((one) => !HARMLESS.has(one))).toEqual([]);
  });
});
