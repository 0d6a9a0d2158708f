/** What a domU file can make of a few lines: a value that would not fit into a machine is unknown, and the rest goes on. */
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../server/src/model/evaluate.ts';
import type { StaticValue } from '../../server/src/model/static-value.ts';
import { parseCfg } from '../../server/src/syntax/cfg/parser.ts';

function run(text: string): ReadonlyMap<string, StaticValue> {
  return new Map([...evaluate(parseCfg(text), 'xm')].map(([name, one]) => [name, one.value]));
}

const kinds = (text: string): Record<string, string> =>
  Object.fromEntries([...run(text)].map(([name, value]) => [name, value.kind]));

const lines = (count: number, line: string | ((index: number) => string)): string =>
  Array.from({ length: count }, (_, index) => `${typeof line === 'string' ? line : line(index)}\n`).join('');

describe('a value that doubles', () => {
  it.each([
    ['a list added to itself', 'x = ["a","b"]\n', 'x = x + x'],
    ['a text added to itself', 'x = "ab"\n', 'x = x + x'],
    ['a text grown by itself', 'x = "ab"\n', 'x += x'],
    ['a text written into itself', 'x = "ab"\n', 'x = "%s%s" % (x, x)'],
  ])('%s is unknown in the end, and what stands beside it is known', (_, first, again) => {
    expect(kinds(`import os\n${first}${lines(60, again)}vif = x\nmemory = 512\n`)).toEqual({
      os: 'unknown',
      x: 'unknown',
      vif: 'unknown',
      memory: 'number',
    });
  });

  it('a list of itself has no more in it than fits', () => {
    const counted = (value: StaticValue): number =>
      value.kind === 'list' ? value.items.reduce((sum, item) => sum + counted(item), 1) : 1;
    const value = run(`import os\nx = ["a"]\n${lines(60, 'x = [x, "b", x]')}`).get('x') as StaticValue;
    expect(value.kind).toBe('list');
    expect(counted(value)).toBeLessThan(5000);
  });

  it('is known as long as it is small', () => {
    const list = run(`x = ["a","b"]\n${lines(8, 'x = x + x')}`).get('x');
    expect(list?.kind === 'list' && list.items.length).toBe(512);
    const text = run(`x = "ab"\n${lines(8, 'x = "%s%s" % (x, x)')}`).get('x');
    expect(text?.kind === 'string' && text.text.text).toBe('ab'.repeat(256));
  });
});

describe('a value that is written out', () => {
  it('is known however long it is', () => {
    const items = Array.from({ length: 20_000 }, (_, index) => `"disk${index}"`);
    const list = run(`import os\ndisk = [${items.join(', ')}]\nname = "${'n'.repeat(200_000)}"\n`);
    expect([...list].map(([name, value]) => [name, value.kind])).toEqual([
      ['os', 'unknown'],
      ['disk', 'list'],
      ['name', 'string'],
    ]);
  });

  it('is known when a line adds to it a thousand times', () => {
    const grown = run(`vif = []\n${lines(1000, (at) => `vif += ["mac=${at}"]`)}n = ""\n${lines(5000, 'n += "ab"')}`);
    const [vif, name] = [grown.get('vif'), grown.get('n')];
    expect(vif?.kind === 'list' && vif.items.length).toBe(1000);
    expect(name?.kind === 'string' && name.text.text.length).toBe(10_000);
  });
});

describe('what a file produces in all', () => {
  it('ends, however many names it is given', () => {
    const all = run(`x = ["${'", "'.repeat(2000)}"]\n${lines(4000, (at) => `y${at} = x + ["b"]`)}memory = 512\n`);
    const items = [...all.values()].reduce((sum, one) => sum + (one.kind === 'list' ? one.items.length : 0), 0);
    expect(items).toBeLessThan(7_000_000);
    expect([all.get('y0')?.kind, all.get('y3999')?.kind, all.get('memory')?.kind]).toEqual([
      'list',
      'unknown',
      'number',
    ]);
  });
});

describe('lists with several names', () => {
  it('are unknown under all of them when one is changed', () => {
    expect(kinds('v = ["a"]\nw = v\nk = ["b"]\nw[0] = "x"\n')).toEqual({ v: 'unknown', w: 'unknown', k: 'list' });
  });

  it('are unknown when a second pair is changed after a first', () => {
    expect(kinds('v = ["a"]\nw = v\nw[0] = "x"\nm = ["b"]\nn = m\nn[0] = "y"\nw[0] = "z"\n')).toEqual({
      v: 'unknown',
      w: 'unknown',
      m: 'unknown',
      n: 'unknown',
    });
  });

  it('are not put into themselves', () => {
    expect(kinds('x = ["a"]\nx.append(x)\n')).toEqual({ x: 'unknown' });
    expect(kinds('x = ["a"]\nx.extend(x)\n')).toEqual({ x: 'unknown' });
  });
});

describe('a text that is formatted on every line', () => {
  it('tells its places without asking through all lines', () => {
    const value = run(`x = "abc"\n${lines(3000, 'x = "%d" + x\nx = x % 1')}`).get('x');
    const text = value?.kind === 'string' ? value.text : undefined;
    expect([text?.text.length, text?.text.slice(-4), text?.sourceOffset(3000)]).toEqual([3003, '1abc', 5]);
  });
});
