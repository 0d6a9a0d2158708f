/** Broken S-expression files still give a tree, and each mistake is reported where it was made. */
import { Lexer } from 'chevrotain';
import { describe, expect, it } from 'vitest';
import { sxpLexer } from '../../server/src/syntax/sxp/lexer.ts';
import { parseSxp } from '../../server/src/syntax/sxp/parser.ts';
import type { SxpItem } from '../../server/src/syntax/sxp/tree.ts';

const show = (item: SxpItem): string =>
  item.kind === 'list'
    ? `(${item.items.map(show).join(' ')})`
    : item.kind === 'string'
      ? `'${item.value}'`
      : item.value;

function read(text: string) {
  const tree = parseSxp(text);
  return {
    items: tree.items.map(show),
    problems: tree.problems.map(
      ({ code, offset, end }) => `${code} ${JSON.stringify(text.slice(offset, end))}@${offset}`,
    ),
  };
}

const closing = (text: string) => parseSxp(text).problems.map((problem) => [problem.related?.offset, problem.detail]);

describe('a missing bracket', () => {
  it('is reported at the form that was left open, and the next forms live on', () => {
    const text = '(network-script network-bridge\n(vif-script vif-bridge)\n(dom0-min-mem 196)\n';
    expect(read(text)).toEqual({
      items: ['(network-script network-bridge)', '(vif-script vif-bridge)', '(dom0-min-mem 196)'],
      problems: ['unclosed-form "(network-script"@0'],
    });
    expect(closing(text)).toEqual([[30, '1']]);
  });

  it('counts the brackets of a nested list', () => {
    const text = '(xen-api-server ((9363 pam)\n  (unix none)\n(xend-port 8000)\n';
    expect(read(text).items).toEqual(['(xen-api-server ((9363 pam) (unix none)))', '(xend-port 8000)']);
    expect(closing(text)).toEqual([[41, '2']]);
  });

  it('is found in a file whose forms are indented', () => {
    expect(read(' (a 1\n (b 2)\n').items).toEqual(['(a 1)', '(b 2)']);
  });

  it('leaves a list alone that closes later', () => {
    expect(read('(x\n((9363 none)\n(unix none)))\n(y 1\n')).toEqual({
      items: ['(x ((9363 none) (unix none)))', '(y 1)'],
      problems: ['unclosed-form "(y"@30'],
    });
  });

  it('is only a dropped form where xend reads the file all the same', () => {
    expect(read('(z 9)\n(a 1').problems).toEqual(['dropped-form "(a"@6']);
  });

  it('is looked for in the comment', () => {
    const text = '(network-script network-bridge # the default)\n(vif-script vif-bridge)\n';
    expect(read(text)).toEqual({
      items: ['(network-script network-bridge)', '(vif-script vif-bridge)'],
      problems: ['bracket-in-comment ")"@44'],
    });
    expect(closing(text)).toEqual([[30, '1']]);
  });
});

describe('a bracket too many', () => {
  it('is reported by itself', () => {
    expect(read('(a 1))\n(b 2)\n')).toEqual({ items: ['(a 1)', '(b 2)'], problems: ['stray-bracket ")"@5'] });
  });

  it('is related to the bare word that begins its line', () => {
    expect(parseSxp('xend-port 8000)\n').problems[0]?.related).toMatchObject({ offset: 0, end: 9 });
  });
});

describe('quotes', () => {
  it('that are never closed end with their line', () => {
    expect(read("(hosts '^host1\\\\.org$)\n(network-script network-bridge)\n(v 1)\n")).toEqual({
      items: ["(hosts '^host1\\.org$')", '(network-script network-bridge)', '(v 1)'],
      problems: ['unclosed-string "\'^host1\\\\\\\\.org$"@7'],
    });
  });

  it('leave the brackets to the forms around them', () => {
    expect(read("(x ((9363 pam '^a(b)$)\n  (unix none)))\n(y 'z')\n").items).toEqual([
      "(x ((9363 pam '^a(b)$') (unix none)))",
      "(y 'z')",
    ]);
  });

  it('over several lines are right, also in a file with a mistake elsewhere', () => {
    expect(read("(a 'x\n  y')\n").problems).toEqual([]);
    expect(read("(a 'x\n  y')\n)\n")).toEqual({ items: ["(a 'x\n  y')"], problems: ['stray-bracket ")"@12'] });
  });

  it('of word processors are named, and what they hold stays together', () => {
    expect(read('(network-script ‘network-bridge netdev=eth1’)\n(b 1)\n')).toEqual({
      items: ["(network-script 'network-bridge netdev=eth1')", '(b 1)'],
      problems: ['typographic-quote "‘network-bridge netdev=eth1’"@16'],
    });
  });
});

describe('characters that xend cannot begin a word with', () => {
  it.each([
    ['\ufeff(a 1)\n', ['byte-order-mark "\ufeff"@0'], ['(a 1)']],
    ['(a \u00a01)\n', ['invalid-character "\u00a0"@3'], ['(a 1)']],
    ['\0\0\0(a 1)\n', ['invalid-character "\\u0000"@0'], ['(a 1)']],
    ['(a \ud8001)\n', ['invalid-character "\\ud800"@3'], ['(a 1)']],
    ['(a 1)\n\u0004(b 2)\n', ['end-of-input-character "\\u0004"@6'], ['(a 1)']],
  ])('%j', (text, problems, items) => {
    expect(read(text)).toEqual({ items, problems });
  });
});

describe('escapes', () => {
  it('are resolved as xend does, and the doubtful ones are marked', () => {
    expect(read("(a '^192\\.0\\\\.2$' '\\x4A' '\\351')\n")).toEqual({
      items: ["(a '^192\\0\\.2$' '@' '\ufffd')"],
      problems: ['lost-escape "\\\\."@8', 'wrong-hex-escape "\\\\x4A"@19'],
    });
    expect(read("(a '\\x4')\n").problems).toEqual(['invalid-escape "\\\\x4"@4']);
    expect(read("(a '\\é.')\n").problems).toEqual(['lost-escape "\\\\é"@4']);
  });
});

describe('comments', () => {
  it('stay in the tree without their line break', () => {
    const text = '#one\r\n(a 1) # two\n#(b 2)';
    const tree = parseSxp(text);
    expect(tree.comments.map(({ offset, end }) => text.slice(offset, end))).toEqual(['#one', '# two', '#(b 2)']);
  });
});

describe('foreign input', () => {
  const depth = (item: SxpItem | undefined): number => {
    let levels = 0;
    for (let at = item; at?.kind === 'list'; at = at.items[0]) levels++;
    return levels;
  };

  it('may be nested 200,000 levels deep, closed or not', () => {
    const closed = parseSxp(`${'('.repeat(200_000)}${')'.repeat(200_000)}\n`);
    expect([depth(closed.items[0]), closed.problems.length]).toEqual([200_000, 0]);
    const open = parseSxp(`${'('.repeat(200_000)}\n`);
    expect([depth(open.items[0]), open.problems.map((problem) => problem.detail)]).toEqual([200_000, ['200000']]);
  });

  it.each([
    ['brackets', ')'.repeat(500_000)],
    ['unclosed quotes', '(a \'b\n(c "d\n'.repeat(100_000)],
    ['one quote', `'${'x'.repeat(5_000_000)}`],
    ['one word', 'x'.repeat(5_000_000)],
    ['open forms', '(a 1\n'.repeat(200_000)],
    ['lost brackets', '(a 1 # 2)\n'.repeat(100_000)],
    ['NULs', '\0a'.repeat(500_000)],
    ['typographic quotes', '‘'.repeat(300_001)],
    ['escapes', `'${'\\q'.repeat(1_000_000)}'`],
  ])('many %s give a few findings', (_name, text) => {
    const { problems } = parseSxp(text);
    expect(problems.length).toBeGreaterThan(text.startsWith('x') ? -1 : 0);
    expect(problems.length).toBeLessThan(1000);
  });
});

describe('the lexer', () => {
  it('is one that Chevrotain finds nothing wrong with', () => {
    const definition = (sxpLexer as unknown as { lexerDefinition: ConstructorParameters<typeof Lexer>[0] })
      .lexerDefinition;
    expect(
      new Lexer(definition, { ensureOptimizations: true, positionTracking: 'onlyOffset' }).lexerDefinitionErrors,
    ).toEqual([]);
  });
});
