/**
 * Walks every capability that the server promises, and asks for each in each language: none may be missing or fail, and
 * on a file made for it each gives something.
 */
import { afterEach, describe, expect, it } from 'vitest';
import type { Range } from 'vscode-languageserver-protocol';
import { TestClient } from '../support/client.ts';

const FILES = {
  'xend-config.sxp': ['xend-sxp', "(network-script 'network-bridge bridge=xenbr0')\n(vif-script   vif-bridge)\n"],
  'a.cfg': ['xen-cfg', "name='a'\nmemory = 512\nkernel = '/boot/vmlinuz'\nvif = [\n 'bridge=xenbr0',\n]\n"],
  'xl.conf': ['xl-conf', 'vif.default.bridge="xenbr0"\n'],
  cpupool: ['xl-cpupool', 'name="pool"\nsched = "credit"\n'],
  'etc/network/interfaces': ['xen-interfaces', 'auto xenbr0\niface xenbr0 inet dhcp\nbridge_ports eth0\n'],
} as const;

/** Promises that are no requests about a document: how text is sent, and what is told of folders. */
const NOT_ASKED = new Set(['textDocumentSync', 'workspace', 'positionEncoding']);

const ALL: Range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
const FORMATTING = { tabSize: 2, insertSpaces: true };

/** For each promise the requests that go with it, given a document and the position of `xenbr0` in it, or of its first key. */
const REQUESTS: Readonly<Record<string, (uri: string, position: object) => readonly [string, object][]>> = {
  codeActionProvider: (uri) => [
    ['textDocument/codeAction', { textDocument: { uri }, range: ALL, context: { diagnostics: [] } }],
  ],
  completionProvider: (uri, position) => [
    ['textDocument/completion', { textDocument: { uri }, position }],
    ['completionItem/resolve', { label: 'x' }],
  ],
  definitionProvider: (uri, position) => [['textDocument/definition', { textDocument: { uri }, position }]],
  documentFormattingProvider: (uri) => [['textDocument/formatting', { textDocument: { uri }, options: FORMATTING }]],
  documentHighlightProvider: (uri, position) => [
    ['textDocument/documentHighlight', { textDocument: { uri }, position }],
  ],
  documentLinkProvider: (uri) => [['textDocument/documentLink', { textDocument: { uri } }]],
  documentRangeFormattingProvider: (uri) => [
    ['textDocument/rangeFormatting', { textDocument: { uri }, range: ALL, options: FORMATTING }],
  ],
  documentSymbolProvider: (uri) => [['textDocument/documentSymbol', { textDocument: { uri } }]],
  foldingRangeProvider: (uri) => [['textDocument/foldingRange', { textDocument: { uri } }]],
  hoverProvider: (uri, position) => [['textDocument/hover', { textDocument: { uri }, position }]],
  referencesProvider: (uri, position) => [
    ['textDocument/references', { textDocument: { uri }, position, context: { includeDeclaration: true } }],
  ],
  renameProvider: (uri, position) => [
    ['textDocument/prepareRename', { textDocument: { uri }, position }],
    ['textDocument/rename', { textDocument: { uri }, position, newName: 'lan0' }],
  ],
  selectionRangeProvider: (uri, position) => [
    ['textDocument/selectionRange', { textDocument: { uri }, positions: [position] }],
  ],
  semanticTokensProvider: (uri) => [
    ['textDocument/semanticTokens/full', { textDocument: { uri } }],
    ['textDocument/semanticTokens/full/delta', { textDocument: { uri }, previousResultId: 'none' }],
    ['textDocument/semanticTokens/range', { textDocument: { uri }, range: ALL }],
  ],
  signatureHelpProvider: (uri, position) => [['textDocument/signatureHelp', { textDocument: { uri }, position }]],
  workspaceSymbolProvider: () => [['workspace/symbol', { query: 'a' }]],
};

function positionOf(text: string): { line: number; character: number } {
  const lines = text.split('\n');
  const line = Math.max(
    0,
    lines.findIndex((one) => one.includes('xenbr0')),
  );
  return { line, character: Math.max(1, (lines[line] ?? '').indexOf('xenbr0') + 2) };
}

describe('what the server promises', () => {
  let client: TestClient;

  afterEach(async () => {
    expect(await client.stop()).toBe(0);
  });

  it('it does, in every language', async () => {
    client = await TestClient.start();
    for (const [path, [language, text]] of Object.entries(FILES)) await client.open(path, language, text);
    const promises = Object.keys(client.capabilities).filter((one) => !NOT_ASKED.has(one));
    expect(promises.filter((one) => !(one in REQUESTS))).toEqual([]);
    for (const promise of promises) {
      for (const [path, [, text]] of Object.entries(FILES)) {
        for (const [method, params] of REQUESTS[promise]?.(client.uri(path), positionOf(text)) ?? []) {
          // A refusal in words is an answer; a method that is not there, or that breaks, is none.
          const answer = await client.request(method, params).catch((error: { code?: number }) => error.code);
          expect(
            [-32803, undefined].includes(answer as number | undefined) || typeof answer === 'object',
            `${method} for ${path}: ${answer}`,
          ).toBe(true);
        }
      }
    }
  });

  it('renames a bridge in all files of the host, and says why a setting keeps its name', async () => {
    client = await TestClient.start();
    for (const [path, [language, text]] of Object.entries(FILES)) await client.open(path, language, text);
    const { documentChanges } = await client.request<{
      documentChanges: { textDocument: { uri: string; version: number } }[];
    }>('textDocument/rename', {
      textDocument: { uri: client.uri('a.cfg') },
      position: { line: 4, character: 12 },
      newName: 'lan0',
    });
    expect(documentChanges.map(({ textDocument }) => [textDocument.uri, textDocument.version]).sort()).toEqual(
      ['a.cfg', 'etc/network/interfaces', 'xend-config.sxp', 'xl.conf'].map((path) => [client.uri(path), 1]),
    );
    const refused = client.request('textDocument/rename', {
      textDocument: { uri: client.uri('a.cfg') },
      position: { line: 1, character: 2 },
      newName: 'x',
    });
    await expect(refused).rejects.toThrow('memory is a setting of');
  });

  it('answers with nothing for documents that it does not know', async () => {
    client = await TestClient.start();
    const textDocument = { uri: client.uri('unknown.txt') };
    expect(await client.request('textDocument/documentSymbol', { textDocument })).toBeNull();
    expect(await client.request('textDocument/formatting', { textDocument, options: FORMATTING })).toBeNull();
  });
});

/** Files in which there is something for each feature to find: badly formatted, with regions, lists and mistakes. */
const RICH = {
  'host/etc/xen/xend-config.sxp': [
    'xend-sxp',
    "# region all\n(network-script 'network-bridge bridge=xenbr0')\n(vif-script    vif-bridg)\n(xend-http-server\n  yes)\n# endregion\n",
  ],
  'host/etc/xen/a.cfg': [
    'xen-cfg',
    "# xen-config: interfaces /a.interfaces\n# region all\nname='a'\nmemory=512\nkernel='/boot/vmlinuz'\nvcpus='two'\nvif=[\n  'bridge=xenbr0',\n]\n# endregion\n",
  ],
  'host/etc/xen/xl.conf': ['xl-conf', '# region all\nvif.default.bridge="xenbr0"\nautoballon =  "on"\n# endregion\n'],
  'host/etc/xen/cpupool': ['xl-cpupool', '# region all\nname="pool"\nshed="credit"\ncpus=["0",\n "1"]\n# endregion\n'],
  'host/etc/network/interfaces': [
    'xen-interfaces',
    '# region all\nsource interfaces.d/more\nauto xenbr0\niface xenbr0 inet static\naddress 10.0.0.1/24\ngateway 10.9.9.9\nbridge_ports eth0\n# endregion\n',
  ],
} as const;

type RichPath = keyof typeof RICH;

const EVERYWHERE = Object.keys(RICH) as RichPath[];
const [SXP, CFG, XL_CONF, , INTERFACES] = EVERYWHERE as [RichPath, RichPath, RichPath, RichPath, RichPath];
/** Where a bridge is named: the files of which a cpupool is none. */
const WITH_BRIDGE = [SXP, CFG, XL_CONF, INTERFACES];

/** Where each request gives something, and for which place; elsewhere the language has nothing of the kind. */
const GIVES: Readonly<Record<string, readonly [paths: readonly RichPath[], at: (path: RichPath) => string]>> = {
  'textDocument/codeAction': [EVERYWHERE, () => ''],
  'textDocument/completion': [EVERYWHERE, keyOf],
  'textDocument/definition': [[CFG, XL_CONF], () => 'xenbr0'],
  'textDocument/formatting': [EVERYWHERE, () => ''],
  'textDocument/documentHighlight': [WITH_BRIDGE, () => 'xenbr0'],
  'textDocument/documentLink': [[CFG, INTERFACES], () => ''],
  'textDocument/rangeFormatting': [EVERYWHERE, () => ''],
  'textDocument/documentSymbol': [EVERYWHERE, () => ''],
  'textDocument/foldingRange': [EVERYWHERE, () => ''],
  'textDocument/hover': [EVERYWHERE, keyOf],
  'textDocument/references': [WITH_BRIDGE, () => 'xenbr0'],
  'textDocument/prepareRename': [WITH_BRIDGE, () => 'xenbr0'],
  'textDocument/rename': [WITH_BRIDGE, () => 'xenbr0'],
  'textDocument/selectionRange': [EVERYWHERE, keyOf],
  'textDocument/semanticTokens/full': [EVERYWHERE, () => ''],
  'textDocument/semanticTokens/full/delta': [EVERYWHERE, () => ''],
  'textDocument/semanticTokens/range': [EVERYWHERE, () => ''],
  'textDocument/signatureHelp': [[SXP, CFG], (path) => (path === CFG ? 'bridge=xenbr0' : 'bridge=xenbr0')],
  'workspace/symbol': [[CFG], () => ''],
};

/** A key or an option of the file. */
function keyOf(path: RichPath): string {
  return (
    { [SXP]: 'network-script', [CFG]: 'memory', [XL_CONF]: 'vif.default', [INTERFACES]: 'address' }[path] ?? 'cpus'
  );
}

function placeOf(text: string, wanted: string): { line: number; character: number } {
  const before = text.slice(0, Math.max(0, text.indexOf(wanted)) + 1).split('\n');
  return { line: before.length - 1, character: (before.at(-1) ?? '').length };
}

/** Whether an answer holds anything: an entry, a range, an edit, a colour. */
function isSomething(answer: unknown): boolean {
  if (Array.isArray(answer)) return answer.length > 0;
  if (typeof answer !== 'object' || answer === null) return false;
  const { items, data, contents, signatures, documentChanges, range } = answer as Record<string, unknown>;
  const held = items ?? data ?? contents ?? signatures ?? documentChanges ?? range;
  return Array.isArray(held) ? held.length > 0 : held !== undefined;
}

describe('each promise gives something', () => {
  let client: TestClient;

  afterEach(async () => {
    expect(await client.stop()).toBe(0);
  });

  it('on a file made for it, in each language that has it', async () => {
    client = await TestClient.start({
      'a.interfaces': 'auto eth0\niface eth0 inet dhcp\n',
      'host/etc/network/interfaces.d/more': 'auto eth1\niface eth1 inet manual\n',
    });
    for (const [path, [language, text]] of Object.entries(RICH)) {
      const placed = text.replace(' /a.interfaces', ` ${client.folder}/a.interfaces`);
      await client.open(path, language, placed);
    }
    for (const path of EVERYWHERE) await client.findings(path, (one) => one.diagnostics.length > 0);
    const empty: string[] = [];
    const asked = new Set<string>();
    for (const promise of Object.keys(client.capabilities).filter((one) => !NOT_ASKED.has(one))) {
      for (const [path, [, text]] of Object.entries(RICH) as [RichPath, readonly [string, string]][]) {
        const lines = text.split('\n').length;
        for (const [method] of REQUESTS[promise]?.('', {}) ?? []) {
          const [paths, at] = GIVES[method] ?? [[], () => ''];
          asked.add(method);
          if (!paths.includes(path)) continue;
          const position = placeOf(text, at(path));
          const [, params] = REQUESTS[promise]?.(client.uri(path), position).find(([one]) => one === method) ?? [
            '',
            {},
          ];
          const all = { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } };
          const whole = 'range' in params ? { ...params, range: all } : params;
          if (!isSomething(await client.request(method, whole))) empty.push(`${method} in ${path}`);
        }
      }
    }
    expect(empty).toEqual([]);
    expect([...asked].filter((method) => !(method in GIVES))).toEqual(['completionItem/resolve']);
  });
});
