/** Every request that a server may promise in its capabilities, with parameters at a random place of a document. */
import type { ServerCapabilities } from 'vscode-languageserver-protocol';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { below, type Random } from '../conformance/generator.ts';

export interface Request {
  readonly method: string;
  readonly params: unknown;
}

type Maker = (place: Place) => readonly Request[];

interface Place {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
  readonly range: { readonly start: Place['position']; readonly end: Place['position'] };
  readonly whole: Place['range'];
  readonly next: Random;
}

const at =
  (method: string): Maker =>
  ({ textDocument, position }) => [{ method, params: { textDocument, position } }];
const ofDocument =
  (method: string): Maker =>
  ({ textDocument }) => [{ method, params: { textDocument } }];
const OPTIONS = { tabSize: 4, insertSpaces: true };

/** Capability -> what to ask. A capability that stands in neither table fails the run: it would go untested. */
const MAKERS: Readonly<Record<string, Maker>> = {
  completionProvider: at('textDocument/completion'),
  hoverProvider: at('textDocument/hover'),
  signatureHelpProvider: at('textDocument/signatureHelp'),
  definitionProvider: at('textDocument/definition'),
  declarationProvider: at('textDocument/declaration'),
  typeDefinitionProvider: at('textDocument/typeDefinition'),
  implementationProvider: at('textDocument/implementation'),
  referencesProvider: ({ textDocument, position }) => [
    { method: 'textDocument/references', params: { textDocument, position, context: { includeDeclaration: true } } },
  ],
  documentHighlightProvider: at('textDocument/documentHighlight'),
  documentSymbolProvider: ofDocument('textDocument/documentSymbol'),
  workspaceSymbolProvider: ({ next }) => [
    { method: 'workspace/symbol', params: { query: ['', 'a', 'eth'][below(next, 3)] } },
  ],
  codeActionProvider: ({ textDocument, range, whole }) => [
    { method: 'textDocument/codeAction', params: { textDocument, range, context: { diagnostics: [] } } },
    { method: 'textDocument/codeAction', params: { textDocument, range: whole, context: { diagnostics: [] } } },
    {
      method: 'textDocument/codeAction',
      params: { textDocument, range: whole, context: { diagnostics: [], only: ['source'] } },
    },
  ],
  codeLensProvider: ofDocument('textDocument/codeLens'),
  documentLinkProvider: ofDocument('textDocument/documentLink'),
  colorProvider: ofDocument('textDocument/documentColor'),
  documentFormattingProvider: ({ textDocument }) => [
    { method: 'textDocument/formatting', params: { textDocument, options: OPTIONS } },
  ],
  documentRangeFormattingProvider: ({ textDocument, range }) => [
    { method: 'textDocument/rangeFormatting', params: { textDocument, range, options: OPTIONS } },
  ],
  documentOnTypeFormattingProvider: ({ textDocument, position }) => [
    { method: 'textDocument/onTypeFormatting', params: { textDocument, position, ch: '\n', options: OPTIONS } },
  ],
  renameProvider: ({ textDocument, position }) => [
    { method: 'textDocument/prepareRename', params: { textDocument, position } },
    { method: 'textDocument/rename', params: { textDocument, position, newName: 'renamed' } },
  ],
  foldingRangeProvider: ofDocument('textDocument/foldingRange'),
  selectionRangeProvider: ({ textDocument, position }) => [
    { method: 'textDocument/selectionRange', params: { textDocument, positions: [position] } },
  ],
  linkedEditingRangeProvider: at('textDocument/linkedEditingRange'),
  inlayHintProvider: ({ textDocument, range }) => [
    { method: 'textDocument/inlayHint', params: { textDocument, range } },
  ],
  semanticTokensProvider: ({ textDocument, range }) => [
    { method: 'textDocument/semanticTokens/full', params: { textDocument } },
    { method: 'textDocument/semanticTokens/full/delta', params: { textDocument, previousResultId: '1' } },
    { method: 'textDocument/semanticTokens/range', params: { textDocument, range } },
  ],
  diagnosticProvider: ofDocument('textDocument/diagnostic'),
};

/** Capabilities that promise no answer about a place in a text. */
const NOTHING_TO_ASK = new Set([
  'textDocumentSync',
  'workspace',
  'positionEncoding',
  'executeCommandProvider',
  'experimental',
]);

/** All requests for one random place. */
export function requestsAt(capabilities: ServerCapabilities, document: TextDocument, next: Random): Request[] {
  const length = document.getText().length;
  const [from, to] = [below(next, length + 1), below(next, length + 1)].sort((a, b) => a - b) as [number, number];
  const place: Place = {
    textDocument: { uri: document.uri },
    position: document.positionAt(below(next, length + 1)),
    range: { start: document.positionAt(from), end: document.positionAt(to) },
    whole: { start: { line: 0, character: 0 }, end: document.positionAt(length) },
    next,
  };
  return Object.entries(capabilities).flatMap(([name, promised]) => {
    if (!promised || NOTHING_TO_ASK.has(name)) return [];
    const maker = MAKERS[name];
    if (!maker) throw new Error(`test/fuzz/features.ts does not ask for ${name}`);
    return maker(place);
  });
}
