/** Formatting changes blanks only: what a file says, its comments and its texts stay, and twice is the same as once. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import { format } from '../../server/src/features/formatting.ts';
import { evaluate } from '../../server/src/model/evaluate.ts';
import { documentOf } from '../../server/src/model/lines.ts';
import type { Language, SourceFile } from '../../server/src/model/source-file.ts';
import type { StaticValue } from '../../server/src/model/static-value.ts';
import { parseCfg } from '../../server/src/syntax/cfg/parser.ts';
import { pythonProblems } from '../../server/src/syntax/cfg/python-dialect.ts';
import { xlProblems } from '../../server/src/syntax/cfg/xl-dialect.ts';
import { parseInterfaces } from '../../server/src/syntax/interfaces/parser.ts';
import { readSxp } from '../../server/src/syntax/sxp/reader.ts';
import { uriOf, workspaceOf } from '../support/check.ts';

const PATHS: Readonly<Record<Language, string>> = {
  'xend-sxp': 'xend-config.sxp',
  'xen-cfg': 'a.cfg',
  'xl-conf': 'xl.conf',
  'xl-cpupool': 'cpupool',
  'xen-interfaces': 'etc/network/interfaces',
};

function fileOf(language: Language, text: string): SourceFile {
  const file = workspaceOf({ [PATHS[language]]: text }).files.get(uriOf(PATHS[language]));
  if (file?.language !== language) throw new Error(`the text was taken for ${file?.language}`);
  return file;
}

function formatted(language: Language, text: string, range?: Range, tabSize = 2): string {
  const file = fileOf(language, text);
  return TextDocument.applyEdits(documentOf(file), format(file, { tabSize, insertSpaces: true }, range));
}

describe('S-expressions', () => {
  test.each([
    ['blanks between words', '( xend-port   8000 )  \n', '(xend-port 8000)\n'],
    ['indentation by depth', '(a\n      (b c)\n (d\ne)\n)\n', '(a\n  (b c)\n  (d\n    e)\n)\n'],
    ['forms at the start of the line', '  (a 1)\n\n\t(b 2)\n', '(a 1)\n\n(b 2)\n'],
    ['words stay joined', "(a(b  c)'d')\n", "(a(b c)'d')\n"],
    ['comments stay', '(a  1)   # x  y  \n    # z\n', '(a 1)   # x  y  \n    # z\n'],
    ['texts stay', "(a  ' x\n   y  ')\n", "(a ' x\n   y  ')\n"],
    ['line ends stay', '(a  1)  \r\n(b\r\n2)\r\n', '(a 1)\r\n(b\r\n  2)\r\n'],
    ['nothing is read behind the end of input', '(a  1)\n\u0004 (b   2)', '(a 1)\n\u0004 (b   2)'],
  ])('%s', (_, before, after) => {
    expect(formatted('xend-sxp', before)).toBe(after);
  });

  test.each(['(a  1', '(a  1))\n', "(a  'b\n"])('what xend refuses stays: %j', (text) => {
    expect(formatted('xend-sxp', text)).toBe(text);
  });
});

test('forms nested without end do not grow without end', () => {
  const text = `${'(\n'.repeat(5000)}a${'\n)'.repeat(5000)}\n`;
  expect(formatted('xend-sxp', text).length).toBeLessThan(text.length * 50);
});

describe('domU files', () => {
  test.each([
    [
      'one blank around the sign',
      "memory=512\nname   =  'a'\nextra+='b'\n",
      "memory = 512\nname = 'a'\nextra += 'b'\n",
    ],
    ['no blanks at line ends', 'memory = 1  \n\t\nvcpus = 2\t', 'memory = 1\n\nvcpus = 2'],
    [
      'one blank after the commas of a list',
      'disk=[\'a\',\'b\' ]\ncpus=["1" ,  "2",]\n',
      'disk = [\'a\', \'b\' ]\ncpus = ["1", "2",]\n',
    ],
    [
      'columns that somebody made stay',
      "kernel      = '/k'\nextra       =  'x'\nvcpus       = '2'\n\nname        = 'a'\nmemory=1\n",
      "kernel      = '/k'\nextra       = 'x'\nvcpus       = '2'\n\nname        = 'a'\nmemory = 1\n",
    ],
    ['columns made by tabs stay', "name\t\t= 'a'\nmemory\t\t= 1\n", "name\t\t= 'a'\nmemory\t\t= 1\n"],
    ['two signs that happen to be in one column are no columns', 'abcd =  1\nefgh =2\n', 'abcd = 1\nefgh = 2\n'],
    [
      'further lines of a list stand under its first entry',
      'vif=["bridge=b",\n"bridge=c"]\n',
      'vif = ["bridge=b",\n       "bridge=c"]\n',
    ],
    [
      'a list with an entry on each line',
      "disk = [\n'a',  # root\n      # swap\n      'b',\n    ]\n",
      "disk = [\n  'a',  # root\n  # swap\n  'b',\n]\n",
    ],
    [
      'a list that begins on the first line stays',
      "disk = [ 'a',\n         'b' ]\n",
      "disk = [ 'a',\n         'b' ]\n",
    ],
    ['comments and texts stay', "a='x  ='   #  b=c  \n", "a = 'x  ='   #  b=c  \n"],
    [
      'Python keeps its blocks',
      'if  x==1 :\n    y=f(a=2)  \n    z=[\n 3,\n]\n',
      'if  x==1 :\n    y = f(a=2)\n    z = [\n      3,\n    ]\n',
    ],
    ['continued lines stay', "a = 'x' + \\\n      'y'  \n", "a = 'x' + \\\n      'y'\n"],
    ['texts over lines stay', "a='''x  \n  y'''  \n", "a = '''x  \n  y'''\n"],
    ['line ends stay', 'a=1 \r\nb=2\r\n', 'a = 1\r\nb = 2\r\n'],
  ])('%s', (_, before, after) => {
    expect(formatted('xen-cfg', before)).toBe(after);
  });

  test.each(["a=1\nb='x\n", 'a=\n', 'a=[1\nb=2\n', 'a=1\u0001\n'])('what is broken stays: %j', (text) => {
    expect(formatted('xen-cfg', text)).toBe(text);
  });

  test.each([
    ['nothing is asked', 'a = 1\n\n\n', {}, 'a = 1\n\n\n'],
    ['a final line break', 'a = 1', { insertFinalNewline: true }, 'a = 1\n'],
    ['a final line break as the others', 'a = 1\r\nb = 2', { insertFinalNewline: true }, 'a = 1\r\nb = 2\r\n'],
    ['one line break at the end', 'a=1 \n \n\n', { trimFinalNewlines: true }, 'a = 1\n'],
    ['blanks that stay', 'a=1  \n\t\nb=2 ', { trimTrailingWhitespace: false }, 'a = 1  \n\t\nb = 2 '],
  ])('the end of lines and of the text is as asked: %s', (_, before, more, after) => {
    const file = fileOf('xen-cfg', before);
    const edits = format(file, { tabSize: 2, insertSpaces: true, ...more });
    expect(TextDocument.applyEdits(documentOf(file), edits)).toBe(after);
  });

  test('xl.conf keeps the form in which it is shipped', () => {
    const text = 'vif.default.script="vif-route"\n';
    expect(formatted('xl-conf', text)).toBe(text);
    expect(formatted('xl-conf', 'output_format =  "json"\n')).toBe('output_format = "json"\n');
  });

  test('a range is formatted alone', () => {
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } };
    expect(formatted('xen-cfg', 'a=1\nb=2\nc=3\n', range)).toBe('a=1\nb = 2\nc=3\n');
  });
});

describe('interfaces files', () => {
  test.each([
    [
      'options are indented',
      '  iface a inet static\naddress 1.2.3.4\n\t netmask 8\n',
      'iface a inet static\n  address 1.2.3.4\n  netmask 8\n',
    ],
    [
      'words keep their blanks',
      'iface  a inet manual\n    up  echo "a  b"  \n',
      'iface  a inet manual\n  up  echo "a  b"\n',
    ],
    [
      'continued lines stay',
      'iface a inet manual\nup a \\\n      b  \n',
      'iface a inet manual\n  up a \\\n      b  \n',
    ],
    ['a backslash joins no more than before', 'iface a inet manual\n up a \\ \n', 'iface a inet manual\n  up a \\ \n'],
    ['comments stay', '  # x  \niface a inet manual\n# y \\\nup z\n', '  # x  \niface a inet manual\n# y \\\n  up z\n'],
    [
      'line ends stay',
      'auto a \r\n \r\niface a inet manual\r\nup b\r\n',
      'auto a\r\n\r\niface a inet manual\r\n  up b\r\n',
    ],
  ])('%s', (_, before, after) => {
    expect(formatted('xen-interfaces', before)).toBe(after);
  });
});

/** What a file says, without the places where it says it. */
function said(language: Language, text: string): unknown {
  if (language === 'xend-sxp') {
    const { accepted, value, options } = readSxp(text);
    return { accepted, value, options };
  }
  if (language === 'xen-interfaces')
    return parseInterfaces(text).stanzas.map(({ keyword, args, options }) => [
      keyword.text,
      args.map((word) => word.text),
      options.map(({ name, value }) => [name.text, value]),
    ]);
  const tree = parseCfg(text);
  const values = (toolstack: 'xl' | 'xm') =>
    [...evaluate(tree, toolstack)].map(([name, variable]) => [name, plain(variable.value)]);
  return {
    xl: values('xl'),
    xm: values('xm'),
    xlAccepts: xlProblems(tree).length === 0,
    pythonAccepts: pythonProblems(tree).length === 0,
    problems: tree.problems.length,
  };
}

function plain(value: StaticValue): unknown {
  if (value.kind === 'string') return `'${value.text.text}`;
  if (value.kind === 'number') return `${value.source}=${value.value}`;
  return value.kind === 'list' ? value.items.map(plain) : value.kind;
}

/** A text without its blanks; what is in comments and texts counts too, so nothing can have got lost. */
const withoutBlanks = (text: string): string => text.replaceAll(/[ \t]/g, '');

function expectFaithful(language: Language, text: string): void {
  const once = formatted(language, text);
  expect(withoutBlanks(once)).toBe(withoutBlanks(text));
  expect(said(language, once)).toEqual(said(language, text));
  expect(formatted(language, once)).toBe(once);
}

const PIECES: Readonly<Partial<Record<Language, readonly string[]>>> = {
  'xend-sxp': [
    '(',
    '(',
    ')',
    ')',
    'a',
    'vif-script',
    "'x  y'",
    '"\n  z"',
    '# c  \n',
    ' ',
    '  ',
    '\t',
    '\n',
    '\r\n',
    '\f',
    '\\',
    '\u0004',
    'é',
  ],
  'xen-cfg': [
    'a',
    'name',
    '=',
    '=',
    '+=',
    '==',
    '[',
    ']',
    '(',
    ')',
    ',',
    "'x  y'",
    '"""\n z  """',
    '1',
    '#c=1  ',
    'if x:',
    'def f(a=1):',
    ' ',
    '  ',
    '    ',
    '\t',
    '\n',
    '\n',
    '\r\n',
    '\r',
    '\\\n',
    '\\',
    ';',
    '\f',
    '\u00a0',
    '.',
    ':',
    '{',
    '}',
    "'",
    '\ufeff',
  ],
  'xen-interfaces': [
    'iface',
    'auto',
    'a',
    'inet',
    'static',
    'address',
    '1.2.3.4',
    '#',
    ' ',
    '  ',
    '\t',
    '\n',
    '\n',
    '\r\n',
    '\\\n',
    '\\',
    '\\ \n',
    '\v',
    'source',
  ],
};

describe('any text', () => {
  for (const [language, pieces] of Object.entries(PIECES) as [Language, readonly string[]][]) {
    test(`of ${language} keeps its words and what it says`, () => {
      const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));
      fc.assert(
        fc.property(texts, (text) => expectFaithful(language, text)),
        { numRuns: 3000 },
      );
    });
  }

  test('of settings that are well formed keeps them', () => {
    const blanks = fc.constantFrom('', ' ', '   ', '\t');
    const value = fc.constantFrom("'x'", '5', "['a','b']", "[\n 'a',\n  'b' , # c\n ]", "[ 'a',\n'b']", "'a  b'", '[]');
    const line = fc
      .tuple(fc.constantFrom('a', 'memory', 'vif'), blanks, fc.constantFrom('=', '+='), blanks, value, blanks)
      .map((parts) => parts.join(''));
    const end = fc.constantFrom('\n', '\r\n', '  \n', ' # c  \n', '\n\n');
    const texts = fc.array(fc.tuple(line, end), { maxLength: 12 }).map((lines) => lines.flat().join(''));
    fc.assert(
      fc.property(texts, (text) => expectFaithful('xen-cfg', text)),
      { numRuns: 1000 },
    );
  });
});

const corpus = join(process.env.XEN_SHARED ?? resolve(import.meta.dirname, '../../../shared'), 'corpus');
const FOLDERS: Readonly<Record<string, Language>> = {
  'domu-xl': 'xen-cfg',
  'domu-xm': 'xen-cfg',
  interfaces: 'xen-interfaces',
  'sxp-other': 'xend-sxp',
  'xend-config': 'xend-sxp',
  'xl-conf': 'xl-conf',
};

describe.runIf(existsSync(corpus))('files of the real world say the same when they are formatted', () => {
  for (const [folder, language] of Object.entries(FOLDERS)) {
    test(folder, () => {
      const names = readdirSync(join(corpus, folder));
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) expectFaithful(language, readFileSync(join(corpus, folder, name), 'utf8'));
    });
  }
});
