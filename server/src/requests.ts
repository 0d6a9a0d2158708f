/**
 * Everything the server is asked, in one list: the request, what is promised for it, and the feature that answers. The
 * handlers and the capabilities of `initialize` both follow from it.
 */
import {
  CodeActionKind,
  CodeActionRequest,
  CodeActionResolveRequest,
  CompletionRequest,
  CompletionResolveRequest,
  DefinitionRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentRangeFormattingRequest,
  DocumentSymbolRequest,
  ErrorCodes,
  FoldingRangeRequest,
  HoverRequest,
  LSPErrorCodes,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  ResponseError,
  SelectionRangeRequest,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  type ServerCapabilities,
  SignatureHelpRequest,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import {
  actionsFor,
  completionFor,
  editsFor,
  hoverFor,
  itemFor,
  linksFor,
  signatureFor,
  symbolsFor,
} from './client-answers.ts';
import { type CheckOutputParams, checkOutput } from './features/check-output.ts';
import type { ClientCapabilities } from './features/client-capabilities.ts';
import { type ActionSurroundings, codeActions, FIX_ALL, resolveCodeAction } from './features/code-actions.ts';
import { complete, resolveCompletion, TRIGGERS } from './features/completion.ts';
import { definition } from './features/definition.ts';
import { documentHighlight } from './features/document-highlight.ts';
import { documentLinks } from './features/document-links.ts';
import { documentSymbols } from './features/document-symbols.ts';
import { foldingRanges } from './features/folding-ranges.ts';
import { format } from './features/formatting.ts';
import { hover } from './features/hover.ts';
import { advise, startAdvice, type TypedAnswers } from './features/network-advisor.ts';
import { type DiagramParams, networkDiagram } from './features/network-diagram.ts';
import { networkSituations, setNetworkMode } from './features/network-mode.ts';
import { networkTree } from './features/network-tree.ts';
import { references } from './features/references.ts';
import { prepareRename, RenameError, rename } from './features/rename.ts';
import { selectionRanges } from './features/selection-ranges.ts';
import { LEGEND, semanticTokens } from './features/semantic-tokens.ts';
import { SIGNATURE_TRIGGERS, signatureHelp } from './features/signature-help.ts';
import { workspaceSymbols } from './features/workspace-symbols.ts';
import type { FileKind, SourceFile } from './model/source-file.ts';
import type { Workspace } from './model/workspace.ts';
import { isRecord } from './read-settings.ts';
import type { Diagnosis } from './rules/check.ts';
import type { TokenHistory } from './token-history.ts';

/** What the server hands to those who answer. */
export interface Desk {
  readonly workspace: Workspace;
  readonly client: ClientCapabilities;
  readonly tokens: TokenHistory;
  /** The folder with the pages about rules; undefined where there is none. */
  readonly pages: string | undefined;
  /** Whether the client wants the snippets as completion items. */
  readonly offersSnippets: boolean;
  /** The commands that the client says it has. */
  readonly commands: ReadonlySet<string>;
  /** The one spelling of a URI that came from the client (see uris.ts). */
  key(uri: string): string;
  /** The file as it is now; undefined when it is none of ours. */
  file(key: string): SourceFile | undefined;
  /** The findings of the file's present version. */
  findings(file: SourceFile): readonly Diagnosis[];
  /** The findings of the last check, which may lag behind an edit. */
  lastFindings(file: SourceFile): readonly Diagnosis[];
  languageAt(path: string, text: string): FileKind | undefined;
  /** The path of a file as people would name it. */
  nameOf(key: string): string;
  /** Says that the client shows the network, and wants to hear when it may have changed. */
  drawsNetwork(): void;
}

type Capability = Partial<ServerCapabilities> | ((client: ClientCapabilities) => Partial<ServerCapabilities>);

export interface Served {
  readonly method: string;
  readonly capability: Capability;
  readonly answer: (params: unknown, desk: Desk) => unknown;
}

/** Requests whose answer is wrong as long as the folders are not read: a rename would leave places behind. */
export const NEEDS_ALL_FILES: ReadonlySet<string> = new Set<string>([
  PrepareRenameRequest.method,
  ReferencesRequest.method,
  RenameRequest.method,
  WorkspaceSymbolRequest.method,
  'xen/advise',
  'xen/doctor',
  'xen/networkDiagram',
  'xen/networkTree',
  'xen/setNetworkMode',
  'xen/startAdvice',
]);

/** VS Code's command that opens suggestions, which a client names when it has it. */
const SUGGEST = 'editor.action.triggerSuggest';

/** A request of the protocol, known by its types. */
interface Asked<P, R> {
  readonly method: string;
  readonly _?: readonly [P, R, unknown] | readonly [P, R, ...unknown[]] | undefined;
}

type AboutDocument = { readonly textDocument: { readonly uri: string } };

/** A request about one document; null where the document is none of ours. */
function onFile<P extends AboutDocument, R>(
  { method }: Asked<P, R>,
  capability: Capability,
  answer: (file: SourceFile, params: P, desk: Desk) => R | null,
): Served {
  return {
    method,
    capability,
    answer: (params, desk) => {
      if (!isAboutDocument(params)) throw new ResponseError(ErrorCodes.InvalidParams, 'The document is missing.');
      const file = desk.file(desk.key(params.textDocument.uri));
      return file ? answer(file, params as P, desk) : null;
    },
  };
}

function isAboutDocument(params: unknown): params is AboutDocument {
  return isRecord(params) && isRecord(params.textDocument) && typeof params.textDocument.uri === 'string';
}

/** A request about the whole workspace, or about an item that was given before. */
function onAll<P, R>({ method }: Asked<P, R>, capability: Capability, answer: (params: P, desk: Desk) => R): Served {
  return {
    method,
    capability,
    answer: (params, desk) => {
      if (!isRecord(params)) throw new ResponseError(ErrorCodes.InvalidParams, 'The parameters are missing.');
      return answer(params as P, desk);
    },
  };
}

/** A request of this product's own, which only its own clients make. */
function own<P>(method: string, answer: (params: P, desk: Desk) => unknown): Served {
  return { method, capability: {}, answer: (params, desk) => answer((isRecord(params) ? params : {}) as P, desk) };
}

/** Turns what a feature refuses, in words for the user, into the protocol's error. */
function orSay<R>(answer: () => R): R {
  try {
    return answer();
  } catch (error) {
    throw error instanceof RenameError ? new ResponseError(LSPErrorCodes.RequestFailed, error.message) : error;
  }
}

/** The kinds of code actions that are asked for: an empty kind, as vim-lsp sends it, stands for all. */
function kindsOf(only: readonly string[] | undefined): readonly string[] | undefined {
  return Array.isArray(only) && !only.includes('') ? only : undefined;
}

/** What the actions of a file are made of; its own findings are brought up to date. */
function surroundings(file: SourceFile, desk: Desk): ActionSurroundings {
  const { workspace, pages, commands, client } = desk;
  desk.findings(file);
  return { workspace, shown: desk.lastFindings, pages, commands, resolves: client.resolvesActions };
}

const colours = { semanticTokensProvider: { legend: LEGEND, full: { delta: true }, range: true } };

const keyed = <P extends { readonly uri?: string; readonly folder?: string }>(params: P, desk: Desk): P => ({
  ...params,
  ...(typeof params.uri === 'string' ? { uri: desk.key(params.uri) } : {}),
  ...(typeof params.folder === 'string' ? { folder: desk.key(params.folder) } : {}),
});

/** The requests of the Language Server Protocol, then this product's own. */
export const REQUESTS: readonly Served[] = [
  onFile(
    CodeActionRequest.type,
    ({ codeActions: literals, resolvesActions }) => ({
      codeActionProvider: literals
        ? { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], ...(resolvesActions ? { resolveProvider: true } : {}) }
        : true,
    }),
    (file, { range, context }, desk) =>
      actionsFor(codeActions(file, range, kindsOf(context.only), surroundings(file, desk)), desk.client),
  ),
  onAll(CodeActionResolveRequest.type, {}, (action, desk) => {
    if (!isRecord(action.data) || typeof action.data.uri !== 'string') return action;
    const uri = desk.key(action.data.uri);
    const file = desk.file(uri);
    if (!file) return action;
    const resolved = resolveCodeAction({ ...action, data: { ...action.data, uri } }, surroundings(file, desk));
    return actionsFor([resolved], desk.client)?.[0] ?? action;
  }),
  onFile(
    CompletionRequest.type,
    { completionProvider: { triggerCharacters: [...TRIGGERS], resolveProvider: true } },
    (file, { position, context }, { workspace, offersSnippets, commands, client }) =>
      completionFor(
        complete(file, position, workspace, {
          snippets: offersSnippets,
          trigger: context?.triggerCharacter,
          suggestAgain: commands.has(SUGGEST) ? SUGGEST : undefined,
          client: client.completion,
        }),
        client,
      ),
  ),
  onAll(CompletionResolveRequest.type, {}, (item, { client }) => itemFor(resolveCompletion(item), client.completion)),
  onFile(HoverRequest.type, { hoverProvider: true }, (file, { position }, { workspace, client }) =>
    hoverFor(hover(file, position, workspace), client),
  ),
  onFile(
    SignatureHelpRequest.type,
    { signatureHelpProvider: { triggerCharacters: [...SIGNATURE_TRIGGERS] } },
    (file, { position }, { workspace, client }) => signatureFor(signatureHelp(file, position, workspace), client),
  ),
  onFile(DocumentSymbolRequest.type, { documentSymbolProvider: true }, (file, _params, { client }) =>
    symbolsFor(documentSymbols(file), file.uri, client),
  ),
  onFile(FoldingRangeRequest.type, { foldingRangeProvider: true }, (file) => foldingRanges(file)),
  onFile(SelectionRangeRequest.type, { selectionRangeProvider: true }, (file, { positions }) =>
    selectionRanges(file, positions),
  ),
  onFile(DefinitionRequest.type, { definitionProvider: true }, (file, { position }, { workspace }) =>
    definition(file, position, workspace),
  ),
  onFile(ReferencesRequest.type, { referencesProvider: true }, (file, { position, context }, { workspace }) =>
    references(file, position, context.includeDeclaration, workspace),
  ),
  onFile(DocumentHighlightRequest.type, { documentHighlightProvider: true }, (file, { position }, { workspace }) =>
    documentHighlight(file, position, workspace),
  ),
  onFile(
    PrepareRenameRequest.type,
    ({ prepareRename: prepares }) => ({ renameProvider: prepares ? { prepareProvider: true } : true }),
    (file, { position }, { workspace }) => orSay(() => prepareRename(file, position, workspace)),
  ),
  onFile(RenameRequest.type, {}, (file, { position, newName }, { workspace, client }) =>
    editsFor(
      orSay(() => rename(file, position, newName, workspace)),
      client,
    ),
  ),
  onFile(DocumentFormattingRequest.type, { documentFormattingProvider: true }, (file, { options }) =>
    format(file, options),
  ),
  onFile(DocumentRangeFormattingRequest.type, { documentRangeFormattingProvider: true }, (file, { options, range }) =>
    format(file, options, range),
  ),
  onFile(DocumentLinkRequest.type, { documentLinkProvider: {} }, (file, _params, { workspace, client }) =>
    linksFor(documentLinks(file, workspace), client),
  ),
  onFile(SemanticTokensRequest.type, colours, (file, _params, { tokens }) =>
    tokens.full(file.uri, semanticTokens(file)),
  ),
  onFile(SemanticTokensDeltaRequest.type, {}, (file, { previousResultId }, { tokens }) =>
    tokens.delta(file.uri, previousResultId, semanticTokens(file)),
  ),
  onFile(SemanticTokensRangeRequest.type, {}, (file, { range }) => ({ data: semanticTokens(file, range) })),
  onAll(WorkspaceSymbolRequest.type, { workspaceSymbolProvider: true }, ({ query }, { workspace }) =>
    workspaceSymbols(query, workspace),
  ),

  own<{ uri: string; text: string }>('xen/detectLanguage', ({ uri, text }, { key, languageAt }) => ({
    language: languageAt(URI.parse(key(uri)).path, text) ?? null,
  })),
  own<{ uri: string }>('xen/toolstack', ({ uri }, { key, file }) => {
    const found = file(key(uri));
    return found?.language === 'xen-cfg' ? found.toolstack : null;
  }),
  own('xen/networkSituations', () => networkSituations()),
  own<{ uri?: string; situation: string }>('xen/setNetworkMode', (params, desk) => {
    const { uri, situation } = keyed(params, desk);
    return setNetworkMode(uri, situation, desk.workspace);
  }),
  own<{ uri?: string; folder?: string }>('xen/startAdvice', (params, desk) => {
    const { uri, folder } = keyed(params, desk);
    return startAdvice(uri, folder, desk.workspace);
  }),
  own<{ uri?: string; folder?: string; answers: TypedAnswers }>('xen/advise', (params, desk) => {
    const { uri, folder, answers } = keyed(params, desk);
    return advise(answers, uri, folder, desk.workspace);
  }),
  own<DiagramParams>('xen/networkDiagram', (params, desk) => {
    desk.drawsNetwork();
    return networkDiagram(keyed(params, desk), desk.workspace, desk.lastFindings);
  }),
  own<CheckOutputParams>('xen/doctor', (params, { workspace, nameOf }) => checkOutput(params, workspace, nameOf)),
  own<{ parent?: string }>('xen/networkTree', ({ parent }, desk) => {
    desk.drawsNetwork();
    return networkTree(parent, desk.workspace, desk.lastFindings);
  }),
];

/** All that the list promises to a client. */
export function promises(client: ClientCapabilities): ServerCapabilities {
  return Object.assign(
    {},
    ...REQUESTS.map(({ capability }) => (typeof capability === 'function' ? capability(client) : capability)),
  );
}
