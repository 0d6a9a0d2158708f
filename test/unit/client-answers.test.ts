// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how snippets are written.
/** What a client did not promise to understand is taken out of its answers. */
import { describe, expect, it, test } from 'vitest';
import { type CompletionItem, CompletionItemTag, InsertTextFormat, SymbolKind } from 'vscode-languageserver-types';
import {
  actionsFor,
  diagnosticFor,
  editsFor,
  hoverFor,
  itemFor,
  linksFor,
  plainText,
  signatureFor,
  symbolsFor,
  withoutTabStops,
} from '../../server/src/client-answers.ts';
import { readClientCapabilities } from '../../server/src/client-capabilities.ts';
import { EVERYTHING } from '../support/client.ts';

type Promised = Parameters<typeof readClientCapabilities>[0];

const bare = readClientCapabilities(undefined);
const full = readClientCapabilities(EVERYTHING as unknown as Promised);

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 6 } };
const uri = 'file:///a.cfg';

describe('Markdown as plain text', () => {
  test.each([
    ['**memory** · whole number', 'memory · whole number'],
    ['- Values: `1`, `a|b`, `*`', '- Values: 1, a|b, *'],
    ['on\\_crash \\*\\* and cpu_weight', 'on_crash ** and cpu_weight'],
    ['above\n\n---\n\nbelow', 'above\n\nbelow'],
    ['so:\n\n```\nvif = [ "**" ]\n```', 'so:\n\nvif = [ "**" ]'],
    ['see [the page](https://xen.example/a)', 'see the page'],
    ['a &lt; b &amp;amp; c', 'a < b &amp; c'],
  ])('%s', (markdown, plain) => expect(plainText(markdown)).toBe(plain));
});

describe('a snippet as plain text', () => {
  test.each([
    ['maxmem = $1', 'maxmem = '],
    ['on_crash = "${1|destroy,restart,preserve|}"', 'on_crash = "destroy"'],
    ['name = "${1:web01}"$0', 'name = "web01"'],
    ['${1} = ${2|a\\,b,c|}', ' = a,b'],
    ['\\$1 costs $x\\}', '$1 costs $x}'],
    ['${1:a\\}b}', 'a}b'],
  ])('%s', (snippet, plain) => expect(withoutTabStops(snippet)).toBe(plain));
});

describe('a completion item', () => {
  const item: CompletionItem = {
    label: 'memory',
    labelDetails: { description: 'MiB' },
    commitCharacters: ['='],
    preselect: true,
    tags: [CompletionItemTag.Deprecated],
    documentation: { kind: 'markdown', value: '**memory**' },
    insertTextFormat: InsertTextFormat.Snippet,
    textEdit: { newText: 'memory = $1', insert: { ...range, end: range.start }, replace: range },
  };

  it('stays as it is for a client that promised everything', () => {
    expect(itemFor(item, full.completion)).toEqual(item);
  });

  it('holds only what every client understands for one that promised nothing', () => {
    expect(itemFor(item, bare.completion)).toEqual({
      label: 'memory',
      documentation: { kind: 'plaintext', value: 'memory' },
      textEdit: { newText: 'memory = ', range },
    });
  });
});

it('gives a hover in plain text', () => {
  const hover = { contents: { kind: 'markdown' as const, value: '**memory**' }, range };
  expect(hoverFor(hover, full)).toEqual(hover);
  expect(hoverFor(hover, bare)).toEqual({ contents: { kind: 'plaintext', value: 'memory' }, range });
});

it('names the parameters of a signature by their text', () => {
  const documentation = { kind: 'markdown' as const, value: '**b**' };
  const help = { signatures: [{ label: 'a, b', parameters: [{ label: [3, 4] as [number, number], documentation }] }] };
  expect(signatureFor(help, full)).toEqual(help);
  expect(signatureFor(help, bare)).toEqual({
    signatures: [{ label: 'a, b', parameters: [{ label: 'b', documentation: { kind: 'plaintext', value: 'b' } }] }],
  });
});

it('flattens the outline', () => {
  const child = { name: 'vif 0', kind: SymbolKind.Field, range, selectionRange: range };
  const symbols = [{ name: 'vif', kind: SymbolKind.Array, range, selectionRange: range, children: [child] }];
  expect(symbolsFor(symbols, uri, full)).toEqual(symbols);
  expect(symbolsFor(symbols, uri, bare)).toEqual([
    { name: 'vif', kind: SymbolKind.Array, location: { uri, range } },
    { name: 'vif 0', kind: SymbolKind.Field, location: { uri, range }, containerName: 'vif' },
  ]);
});

it('gives edits by file without versions', () => {
  const edit = { documentChanges: [{ textDocument: { uri, version: 3 }, edits: [{ range, newText: 'x' }] }] };
  expect(editsFor(edit, full)).toEqual(edit);
  expect(editsFor(edit, bare)).toEqual({ changes: { [uri]: [{ range, newText: 'x' }] } });
});

it('gives no actions to a client that takes only commands, and plain ones to others', () => {
  const action = { title: 'Fix', isPreferred: true, edit: { documentChanges: [] }, diagnostics: [] };
  expect(actionsFor([action], full)).toEqual([action]);
  expect(actionsFor([action], bare)).toEqual([]);
  expect(actionsFor([action], { ...bare, codeActions: true })).toEqual([
    { title: 'Fix', edit: { changes: {} }, diagnostics: [] },
  ]);
});

it('leaves out the tooltips of links, and of a finding all but its text', () => {
  expect(linksFor([{ range, target: uri, tooltip: 'there' }], bare)).toEqual([{ range, target: uri }]);
  const finding = {
    range,
    message: 'm',
    tags: [1 as const],
    codeDescription: { href: uri },
    relatedInformation: [{ location: { uri, range }, message: 'r' }],
  };
  expect(diagnosticFor(finding, full)).toEqual(finding);
  expect(diagnosticFor(finding, bare)).toEqual({ range, message: 'm' });
});

it('takes an odd promise for none', () => {
  const odd = { textDocument: { hover: { contentFormat: 'markdown' }, publishDiagnostics: { tagSupport: false } } };
  expect(readClientCapabilities(odd as unknown as Promised)).toEqual(bare);
});
