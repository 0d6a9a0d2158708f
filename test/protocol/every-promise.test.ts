/** Walks every capability that the server promises, and asks for each once in each language: none may be missing or fail. */
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
    ['textDocument/semanticTokens/full/delta', { textDocument: { uri }, previousResultId: '1' }],
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
