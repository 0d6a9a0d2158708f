/** The tree of a domU file and what is wrong with it, whatever the text. */
import { Lexer } from 'chevrotain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../server/src/model/evaluate.ts';
import { CfgGrammar } from '../../server/src/syntax/cfg/grammar.ts';
import { tokenTypes } from '../../server/src/syntax/cfg/lexer.ts';
import { parseCfg } from '../../server/src/syntax/cfg/parser.ts';
import { pythonProblems } from '../../server/src/syntax/cfg/python-dialect.ts';
import { decodeString } from '../../server/src/syntax/cfg/strings.ts';
import type { CfgStatement } from '../../server/src/syntax/cfg/tree.ts';
import { xlProblems } from '../../server/src/syntax/cfg/xl-dialect.ts';

function kinds(statements: readonly CfgStatement[]): unknown[] {
  return statements.map((one) => {
    if (one.kind === 'block') return [one.keyword, kinds(one.body)];
    if (one.kind === 'assignment') return `${one.operator} ${one.value?.kind}`;
    return one.kind === 'simple' ? one.keyword || `bare ${one.expressions[0]?.kind}` : 'broken';
  });
}

function problems(text: string): string[] {
  return parseCfg(text).problems.map((one) => `${one.code} ${text.slice(one.offset, one.end)}`);
}

function python(text: string): string[] {
  return pythonProblems(parseCfg(text)).map((one) => `${one.code} ${text.slice(one.offset, one.end)}`);
}

describe('grammar', () => {
  it('passes the validation that production skips', () => {
    expect(() => new CfgGrammar(false)).not.toThrow();
  });

  it('has tokens that can all be told apart by their first character', () => {
    const checked = new Lexer(tokenTypes, { positionTracking: 'onlyOffset', ensureOptimizations: true });
    expect(checked.lexerDefinitionErrors).toEqual([]);
  });
});

describe('statements', () => {
  it('are told apart', () => {
    const text = [
      'import os, re',
      "name = 'a'; memory = 512",
      'disk = [ "x", # first',
      '  ("y"), ]',
      "if name == 'a':",
      '    vif = []',
      '    if 1: pass',
      'elif x: vcpus = 2',
      'else:',
      '\tvcpus += 1',
      'def f(a, b=2):',
      '    return a + \\',
      '        b',
      'for i in range(2): disk.append("z%d" % i)',
      'try:',
      '    print name',
      'except IOError, e:',
      '    raise',
      'a = b = {1: 2}',
      'x = [i for i in a if i]',
      'y = 1 if a else 2',
      'z = lambda q, r=1: q[1:2]',
    ].join('\n');
    const tree = parseCfg(text);
    expect(tree.problems).toEqual([]);
    expect(pythonProblems(tree)).toEqual([]);
    expect(tree.python).toBe(true);
    expect(kinds(tree.statements)).toEqual([
      'import',
      '= string',
      '= number',
      '= list',
      ['if', ['= list', ['if', ['pass']]]],
      ['elif', ['= number']],
      ['else', ['+= number']],
      ['def', ['return']],
      ['for', ['bare call']],
      ['try', ['print']],
      ['except', ['raise']],
      '= dict',
      '= list',
      '= opaque',
      '= opaque',
    ]);
    expect(tree.comments.map((one) => text.slice(one.offset, one.end))).toEqual(['# first']);
  });

  it('keep a dotted key of xl.conf as one name', () => {
    const [statement] = parseCfg('vif.default.bridge="xenbr0"\n').statements;
    expect(statement).toMatchObject({ kind: 'assignment', target: { kind: 'name', offset: 0, end: 18 } });
  });

  it('do not take words without quotes for Python', () => {
    for (const text of ['name = web-f\n', 'on_reboot = restart\n', "a = 'x'\n  'y'\n", 'a = True\n', "a = ('b',)\n"])
      expect(parseCfg(text).python).toBe(false);
  });

  it('of Python 2 are no faults', () => {
    for (const text of ['print x, y\n', 'a = 0100\n', 'b = 256L\n', 'c = `d`\n', 'if a <> b: pass\n', 'exec "x"\n'])
      expect(python(text)).toEqual([]);
  });
});

describe('recovery', () => {
  it('ends a list where a setting begins', () => {
    const text = "vif = [ 'bridge=xenbr0',\n   'x'\nmemory = 512\n";
    expect(problems(text)).toEqual(['unclosed-bracket [']);
    expect(kinds(parseCfg(text).statements)).toEqual(['= list', '= number']);
    expect(problems("f('a',\n  use='b',\n  check=c)\n")).toEqual([]);
  });

  it('names each lack where it began', () => {
    expect(problems("a = \nb = 'x\nc = 1 2\nd = ]\ne = [1,,2 3]\nf = /x\n")).toEqual([
      'missing-value =',
      "unclosed-string 'x",
      'unexpected-text 2',
      'stray-bracket ]',
      'extra-comma ,',
      'missing-comma 2',
      'unquoted-text /',
    ]);
  });

  it('sees what Python refuses about lines', () => {
    expect(python('if a:\nb = 1\n')).toEqual(['missing-indentation b']);
    expect(python('a = 1\n  b = 1\n  c = 2\n')).toEqual(['unexpected-indentation b']);
    expect(python('if a:\n    b = 1\n  c = 2\n')).toEqual(['uneven-indentation c']);
    expect(python('if a\n    b = 1\n')).toEqual(['missing-colon if a']);
    expect(python('if a:\n')).toEqual(['missing-indentation if a:']);
    expect(python('on-crash = 1\n1 = 2\n')).toEqual(['dash-in-key on-crash', 'malformed-key 1']);
    expect(python('a = 1;;b = 2;\n')).toEqual(['lone-semicolon ;']);
  });
});

describe('strings', () => {
  it('are decoded as each program does, and every character knows its place', () => {
    const text = String.raw`a = 'x\101\ny'`;
    const [statement] = parseCfg(text).statements;
    if (statement?.kind !== 'assignment' || statement.value?.kind !== 'string') throw new Error('no string');
    const xl = decodeString(text, statement.value, 'xl').value;
    const xm = decodeString(text, statement.value, 'xm').value;
    expect([xl.text, xm.text]).toEqual(['x\ny', 'xA\ny']);
    expect([0, 1, 2, 3].map(xl.sourceOffset)).toEqual([5, 10, 12, 13]);
    expect([0, 1, 2, 3, 4].map(xm.sourceOffset)).toEqual([5, 6, 10, 12, 13]);
  });
});

describe('what libxlutil refuses', () => {
  const code = (text: string) =>
    xlProblems(parseCfg(text)).map((one) => `${one.code} ${text.slice(one.offset, one.end)}`);

  it('is found at its place, once a line', () => {
    expect(code('a = yes no\nB = 1\nc-d = 2\ne = -1\nf = "x" "y"\ng = "\\q"\nh = 4G\n')).toEqual([
      'unquoted-text yes no',
      'upper-case-key B',
      'dash-in-key c-d',
      'bare-number -1',
      'python-value "x" "y"',
      'unknown-escape \\q',
      'number-with-unit 4G',
    ]);
    expect(code('\ufeffa = 1\nb = ["x"\nc = 1 d = 2\ne = """x"""\nf = None\n# end')).toEqual([
      'byte-order-mark \ufeff',
      'unclosed-list [',
      'text-after-value d = 2',
      'triple-quotes """x"""',
      'python-constant None',
      'comment-without-newline # end',
    ]);
  });

  it('is nothing where it reads', () => {
    for (const text of [
      '',
      'a=1;;b=2',
      'a=[\n"x",\n# c\n[1,],]\n',
      'a=010\nb=0x1f\nc="\\101"\na+="x"\n',
      'a.b_c=1 # d\n',
      '#\r\n@',
    ])
      expect(code(text)).toEqual([]);
  });

  it('ends where its stack does', () => {
    const nested = (levels: number) => `a = ${'['.repeat(levels)}${']'.repeat(levels)}\n`;
    expect(xlProblems(parseCfg(nested(4996)))).toEqual([]);
    expect(xlProblems(parseCfg(nested(4997))).map((one) => one.code)).toEqual(['lists-too-deep']);
  });
});

describe('any text', () => {
  const everything = (text: string) => {
    const tree = parseCfg(text);
    for (const problem of [...pythonProblems(tree), ...xlProblems(tree)]) {
      expect(problem.offset).toBeLessThanOrEqual(problem.end);
      expect(problem.end).toBeLessThanOrEqual(text.length);
    }
    return evaluate(tree, 'xm').size + evaluate(tree, 'xl').size;
  };

  it('gives a tree', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        '=',
        '+=',
        '[',
        ']',
        '(',
        ')',
        '{',
        '}',
        "'",
        '"',
        '"""',
        '\\',
        '\n',
        '\r\n',
        ' ',
        '  ',
        ',',
        ':',
        ';',
        '#',
        '.',
        '1',
        '%',
        '-',
      ],
      ...['if ', 'else', ' for ', ' in ', 'not ', 'lambda ', 'import ', 'print ', '\u201c', '\0', '`', '@', 'del '],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (parts) => {
        expect(everything(parts.join(''))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 3000, seed: 7 },
    );
  });

  it('may be deep, long or broken all over', () => {
    const depth = 50_000;
    const texts = [
      `a = ${'['.repeat(depth)}${']'.repeat(depth)}`,
      `a = ${'('.repeat(depth)}${']'.repeat(depth)}`,
      `a = ${'f('.repeat(depth)}`,
      `a = ${'1+'.repeat(depth)}1`,
      `a = ${'-'.repeat(depth)}1`,
      `a = ${'not '.repeat(depth)}1`,
      `a = "${'x'.repeat(1_000_000)}"`,
      ')'.repeat(depth),
      "a = 'x\n".repeat(20_000),
      'a = [\n'.repeat(20_000),
      Array.from({ length: 1000 }, (_, level) => `${' '.repeat(level)}if x:\n`).join(''),
    ];
    for (const text of texts) expect(everything(text)).toBeLessThanOrEqual(2);
  });
});
