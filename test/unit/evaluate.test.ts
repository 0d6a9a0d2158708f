/** The values that a domU file gives its variables, as xl and as xm read it. */
import { describe, expect, it } from 'vitest';
import { evaluate, isPython, xlNumber } from '../../server/src/model/evaluate.ts';
import type { StaticValue } from '../../server/src/model/static-value.ts';
import { parseCfg } from '../../server/src/syntax/cfg/parser.ts';

function plain(value: StaticValue): unknown {
  switch (value.kind) {
    case 'string':
      return value.text.text;
    case 'number':
      return value.value;
    case 'list':
      return value.items.map(plain);
    case 'other':
      return { other: value.type };
    default:
      return '?';
  }
}

function values(text: string, toolstack: 'xl' | 'xm'): Record<string, unknown> {
  return Object.fromEntries([...evaluate(parseCfg(text), toolstack)].map(([name, one]) => [name, plain(one.value)]));
}

describe('xl', () => {
  it('keeps texts, lists and the last setting', () => {
    expect(values('a="x"\na+="y"\nb=[ "p", [ 1 ] ]\nb += [ \'q\' ]\nc=1\nc="z"\nd += "e"\nv.w=010\n', 'xl')).toEqual({
      a: 'xy',
      b: ['p', [1], 'q'],
      c: 'z',
      d: 'e',
      'v.w': 8,
    });
  });

  it('loses a number that something was added to', () => {
    expect(values('memory = 512\nmemory += 256\nx += 1\n', 'xl')).toEqual({ memory: Number.NaN, x: Number.NaN });
  });

  it('claims nothing about what it refuses', () => {
    expect(values('a = b\nc = "x" "y"\nd = ["x" "y"]\ne = -1\nf = \n', 'xl')).toEqual({
      a: '?',
      c: '?',
      d: ['?'],
      e: '?',
      f: '?',
    });
  });

  it('counts as strtol does', () => {
    expect(['10', '010', '0x1F', '08', '12ab', ' -5', '1 ', '0', ''].map(xlNumber)).toEqual([
      10,
      8,
      31,
      Number.NaN,
      Number.NaN,
      -5,
      Number.NaN,
      0,
      Number.NaN,
    ]);
  });
});

describe('xm', () => {
  it('works out texts, numbers and lists', () => {
    const text = `vmid = 3
name = 'vm%d' % vmid
kernel = '/usr/' + "lib" '64'
disk = [ 'phy:sda%d,sda1,w' % (7+vmid), 'b' ]
disk += [ 'c' ]
disk.append('d')
disk.extend(['e', name])
memory = 1024 * 2 - 7 // 2
octal = 0100
raw = r'\\n'
pair = '%s-%02d%%' % ('a', 5)
`;
    expect(values(text, 'xm')).toEqual({
      vmid: 3,
      name: 'vm3',
      kernel: '/usr/lib64',
      disk: ['phy:sda10,sda1,w', 'b', 'c', 'd', 'e', 'vm3'],
      memory: 2045,
      octal: 64,
      raw: '\\n',
      pair: 'a-05%',
    });
  });

  it('knows the types that xm drops', () => {
    expect(values("a = True\nb = None\nc = ('x',)\nd = 256L\ne = u'x'\nf = {}\ng = 1.5\n", 'xm')).toEqual({
      a: { other: 'bool' },
      b: { other: 'none' },
      c: { other: 'tuple' },
      d: { other: 'long' },
      e: { other: 'unicode' },
      f: { other: 'dict' },
      g: { other: 'float' },
    });
  });

  it('claims nothing where a branch, a loop, a call or an import decides', () => {
    const text = `import os
a = 1
b = 2
if os.name == 'x':
    a = 3
for i in [1, 2]:
    b += i
c = os.environ.get('C')
d = ['x']
f(d)
e = ['y']
g = e
g.append('z')
h = [i for i in range(2)]
j = 'k'
j.x = 1
l = m = []
l.append(1)
n = 1
del n
xm_vars.var('vmid', use='id', check=f)
vmid = 1
k = 'kept'
`;
    expect(values(text, 'xm')).toMatchObject({
      os: '?',
      a: '?',
      b: '?',
      i: '?',
      c: '?',
      d: '?',
      e: '?',
      g: '?',
      h: '?',
      l: '?',
      m: '?',
      n: '?',
      vmid: '?',
      k: 'kept',
    });
    expect(values('a = 1\nexec "a = 2"\n', 'xm')).toEqual({ a: '?' });
    expect(values('a = 1\nfrom x import *\n', 'xm')).toEqual({ a: '?' });
    expect(values('vif = []\ndef f():\n    global vif\n    vif = 1\nf()\n', 'xm')).toMatchObject({ vif: '?' });
  });

  it('remembers every assignment', () => {
    const variable = evaluate(parseCfg('a = 1\nif x:\n    a = 2\nb = 1\nb = 2\n'), 'xm');
    expect(variable.get('a')).toMatchObject({ assignments: { length: 2 }, unconditional: false });
    expect(variable.get('b')).toMatchObject({ assignments: { length: 2 }, unconditional: true });
  });

  it('tells Python that is well formed', () => {
    expect([
      isPython(parseCfg('import os\n')),
      isPython(parseCfg('if x:\na = 1\n')),
      isPython(parseCfg('a = 1\n')),
    ]).toEqual([true, false, false]);
  });
});
