/** What a file is made of, as editors show it: outline, folding, growing selections, links. */
import { describe, expect, test } from 'vitest';
import type { DocumentSymbol, SelectionRange } from 'vscode-languageserver-types';
import { documentLinks } from '../../server/src/features/document-links.ts';
import { documentSymbols } from '../../server/src/features/document-symbols.ts';
import { foldingRanges } from '../../server/src/features/folding-ranges.ts';
import { selectionRanges } from '../../server/src/features/selection-ranges.ts';
import { documentOf } from '../../server/src/model/lines.ts';
import type { SourceFile } from '../../server/src/model/source-file.ts';
import { uriOf, workspaceOf } from '../support/check.ts';
import { atCursor } from '../support/cursor.ts';

function fileOf(path: string, text: string): SourceFile {
  const file = workspaceOf({ [path]: text }).files.get(uriOf(path));
  if (!file) throw new Error(`${path} is not in the workspace`);
  return file;
}

/** One line for each symbol, indented by its depth: name, detail, and the text that its name is in. */
function outline(path: string, text: string): string[] {
  const file = fileOf(path, text);
  const lines: string[] = [];
  const visit = (symbols: readonly DocumentSymbol[], depth: number): void => {
    for (const one of symbols) {
      const at = documentOf(file).getText(one.selectionRange);
      lines.push(`${'  '.repeat(depth)}${one.name} | ${one.detail ?? ''} | ${at}`);
      visit(one.children ?? [], depth + 1);
    }
  };
  visit(documentSymbols(file), 0);
  return lines;
}

const folds = (path: string, text: string): string[] =>
  foldingRanges(fileOf(path, text)).map(
    ({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ''}`,
  );

/** The texts that a growing selection takes in, from the word at the cursor to the file. */
function grown(path: string, text: string): string[] {
  const { file, position } = atCursor(path, text);
  const texts: string[] = [];
  for (let one: SelectionRange | undefined = selectionRanges(file, [position])[0]; one; one = one.parent)
    texts.push(documentOf(file).getText(one.range));
  return texts;
}

describe('the outline', () => {
  test('of a domU file has the entries of its lists', () => {
    expect(outline('a.cfg', "name = 'a'\nvif = [ 'bridge=br0',\n  '' ]\nmemory = 512\n")).toEqual([
      "name | 'a' | name",
      'vif |  | vif',
      "  vif 0 | bridge=br0 | 'bridge=br0'",
      "  vif 1 |  | ''",
      'memory | 512 | memory',
    ]);
  });

  test('of Python has functions and what branches set', () => {
    expect(
      outline('a.cfg', "def f(x):\n  y = x\n  return y\nif f(1):\n  memory = 64\nelse:\n  pass\nname = 'b'\n"),
    ).toEqual(['f |  | f', '  y | x | y', 'if f(1) |  | if', '  memory | 64 | memory', "name | 'b' | name"]);
  });

  test('of xend-config.sxp has the forms, and the forms in them', () => {
    expect(outline('xend-config.sxp', "(xend-port 8000)\n(xen-api-server ((9363 pam '^x$') (unix none)))\n")).toEqual([
      'xend-port | 8000 | xend-port',
      "xen-api-server | ((9363 pam '^x$') (unix none)) | xen-api-server",
      "  ((9363 pam '^x$') (unix none)) |  | ((9363 pam '^x$') (unix none))",
      "    9363 | pam '^x$' | 9363",
      '    unix | none | unix',
    ]);
  });

  test('of an interfaces file has stanzas and their options', () => {
    expect(outline('etc/network/interfaces', 'auto br0\niface br0 inet static\n  address 10.0.0.1/24\n')).toEqual([
      'auto | br0 | auto',
      'br0 | iface inet static | br0',
      '  address | 10.0.0.1/24 | address',
    ]);
  });

  test('of hostile files ends', () => {
    const deep = `${'('.repeat(5000)}a${')'.repeat(5000)}`;
    expect(outline('xend-config.sxp', deep).length).toBe(13);
    expect(outline('a.cfg', '= 3\n[\n').length).toBe(0);
  });
});

describe('folding', () => {
  test('takes comments, lists over lines and blocks', () => {
    const text = "# one\n# two\nvif = [\n  'a',\n  'b',\n]\ndisk = [ 'c',\n  'd' ]\nif x:\n  a = 1\n  b = 2\nc = 3\n";
    expect(folds('a.cfg', text)).toEqual(['0-1 comment', '2-4', '6-7', '8-10']);
  });

  test('takes texts over lines', () => {
    expect(folds('a.cfg', "a = '''x\ny\nz'''\nb = 1\n")).toEqual(['0-2']);
  });

  test('takes forms and stanzas', () => {
    expect(folds('xend-config.sxp', '(a\n  (b c)\n)\n#x\n#y\n\n#z\n')).toEqual(['0-1', '3-4 comment']);
    expect(folds('etc/network/interfaces', 'auto a\niface a inet static\n  address 1.2.3.4\n  netmask 8\n')).toEqual([
      '1-3',
    ]);
  });

  test('leaves alone comments behind a setting', () => {
    expect(folds('a.cfg', 'a = 1 # x\nb = 2 # y\n')).toEqual([]);
  });

  test.each([
    ['a.cfg', 'x = 1'],
    ['xend-config.sxp', '(a b)'],
    ['xl.conf', 'x = 1'],
    ['etc/network/interfaces', 'auto lo'],
  ])('of regions in %s, one within the other', (path, line) => {
    const text = `# region all\n${line}\n  #region inner\n${line}\n#endregion\n${line} # region\n# endregion\n# endregion\n`;
    expect(folds(path, text)).toEqual(['0-6 region', '2-4 region']);
  });

  test('leaves a region open that has no end', () => {
    expect(folds('a.cfg', '# endregion\na = 1\n# region x\nb = 1\n')).toEqual([]);
  });
});

describe('a selection grows', () => {
  test('from an address in a vif to the file', () => {
    expect(grown('a.cfg', "memory = 1\nvif = [ 'ip=10.|0.0.5,bridge=br0', 'x' ]\n")).toEqual([
      '10.0.0.5',
      'ip=10.0.0.5',
      'ip=10.0.0.5,bridge=br0',
      "'ip=10.0.0.5,bridge=br0'",
      " 'ip=10.0.0.5,bridge=br0', 'x' ",
      "[ 'ip=10.0.0.5,bridge=br0', 'x' ]",
      "vif = [ 'ip=10.0.0.5,bridge=br0', 'x' ]",
      "memory = 1\nvif = [ 'ip=10.0.0.5,bridge=br0', 'x' ]\n",
    ]);
  });

  test('from a word of a form', () => {
    expect(grown('xend-config.sxp', "(a 1)\n(vif-script 'vif-|nat x=y')\n")).toEqual([
      'vif-nat',
      'vif-nat x=y',
      "'vif-nat x=y'",
      "vif-script 'vif-nat x=y'",
      "(vif-script 'vif-nat x=y')",
      "(a 1)\n(vif-script 'vif-nat x=y')\n",
    ]);
  });

  test('from a word of a stanza', () => {
    expect(grown('etc/network/interfaces', 'auto a\niface a inet static\n  up ip link| set a up\n')).toEqual([
      'link',
      'ip link set a up',
      'up ip link set a up',
      'iface a inet static\n  up ip link set a up',
      'auto a\niface a inet static\n  up ip link set a up\n',
    ]);
  });

  test('in an empty file and behind the end', () => {
    expect(grown('a.cfg', '|')).toEqual(['']);
    expect(grown('a.cfg', 'a = 1\n|')).toEqual(['a = 1\n']);
  });
});

describe('links', () => {
  const links = (files: Record<string, string>, path: string): string[] => {
    const workspace = workspaceOf(files);
    const file = workspace.files.get(uriOf(path));
    if (!file) throw new Error(`${path} is not in the workspace`);
    return documentLinks(file, workspace).map(
      ({ range, target }) => `${documentOf(file).getText(range)} -> ${target?.replace(uriOf(''), '')}`,
    );
  };
  const iface = 'iface eth0 inet static\n  address 10.0.0.1/24\n';

  test('lead from a guest to its interfaces file', () => {
    expect(
      links({ 'a.cfg': "# xen-config: interfaces net/a  \nname = 'a'\nmemory = 1\n", 'net/a': iface }, 'a.cfg'),
    ).toEqual(['net/a -> net/a']);
    expect(links({ 'a.cfg': "# xen-config: interfaces net/gone\nname = 'a'\nmemory = 1\n" }, 'a.cfg')).toEqual([]);
  });

  test('lead from source lines to one file, not to several', () => {
    const main = 'source interfaces.d/br0\nsource /etc/network/interfaces.d/*\nsource /elsewhere\n';
    const files = {
      'etc/network/interfaces': main,
      'etc/network/interfaces.d/br0': iface,
      'etc/network/interfaces.d/br1': iface,
    };
    expect(links(files, 'etc/network/interfaces')).toEqual(['interfaces.d/br0 -> etc/network/interfaces.d/br0']);
  });
});
