/** The table in examples/README.md points at the very lines that it speaks of. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../examples/', import.meta.url);
const readme = readFileSync(new URL('README.md', folder), 'utf8');
const rows = [...readme.matchAll(/^\| (mistakes\/[^:|]+):(\d+) \| `([^|]+?)` \|/gm)];

describe('examples', () => {
  it('list every planted mistake at its line', () => {
    expect(rows).toHaveLength(11);
    const wrong = rows.filter(([, path = '', line, text = '']) => {
      const lines = readFileSync(new URL(path, folder), 'utf8').split('\n');
      return !lines[Number(line) - 1]?.includes(text);
    });
    expect(wrong.map(([row]) => row)).toEqual([]);
  });

  it.each(['bridge', 'nat', 'route', 'mistakes'])('hold the interfaces file of every guest in %s', (mode) => {
    const files = readdirSync(new URL(`${mode}/`, folder), { recursive: true }).map(String);
    const guests = files.filter((file) => file.endsWith('.cfg')).map((file) => file.slice(0, -4));
    expect(guests.length).toBeGreaterThan(1);
    expect(guests.filter((guest) => !files.includes(`${guest}/etc/network/interfaces`))).toEqual([]);
    expect(guests.filter((guest) => !readme.includes(guest))).toEqual([]);
  });
});
