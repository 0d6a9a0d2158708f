/** The protocol: wires the features to LSP requests. Only this file and its two starters know the connection. */
import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { Environment } from './environment.ts';
import { type CheckOutputParams, checkOutput } from './features/check-output.ts';
import { type ActionSurroundings, codeActions, FIX_ALL, resolveCodeAction } from './features/code-actions.ts';
import { complete, resolveCompletion, TRIGGERS } from './features/completion.ts';
import { definition } from './features/definition.ts';
import { toDiagnostic } from './features/diagnostics.ts';
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
import { languageOf } from './model/language.ts';
import { defaultSettings, type Settings } from './model/settings.ts';
import type { FileKind, Language, SourceFile } from './model/source-file.ts';
import { Workspace } from './model/workspace.ts';
import { readSettings } from './read-settings.ts';
import { check, contextFor, type Diagnosis } from './rules/check.ts';
import { TokenHistory } from './token-history.ts';

const LANGUAGES: ReadonlySet<string> = new Set<Language>([
  'xend-sxp',
  'xen-cfg',
  'xl-conf',
  'xl-cpupool',
  'xen-interfaces',
]);

/** How long (ms) background work may keep requests waiting. */
const SLICE = 10;

/** How long (ms) requests that come right behind a change have before its check begins. */
const HEAD_START = 2;

/** The most findings that are shown for one file: beyond it nobody reads on, and an editor would suffer. */
const MOST_SHOWN = 1000;

/** Starts serving; nothing is read before the client says `initialized`. */
export function startServer(connection: Connection, environment: Environment): void {
  new Server(connection, environment).listen();
}

/** Turns what a feature refuses, in words for the user, into the protocol's error. */
function orSay<R>(answer: () => R): R {
  try {
    return answer();
  } catch (error) {
    throw error instanceof RenameError ? new ResponseError(LSPErrorCodes.RequestFailed, error.message) : error;
  }
}

class Server {
  readonly #connection: Connection;
  readonly #environment: Environment;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #workspace = new Workspace((uri) => this.#settingsOf(uri));
  /** Findings as last shown, for quick fixes and for taking them back. */
  readonly #shown = new Map<string, readonly Diagnosis[]>();
  readonly #waiting = new Set<string>();
  #working = false;
  /** False until the user's settings are known: nothing is reported that they may have turned off. */
  #configured = false;
  #folders: string[] = [];
  /** Folder -> what the user set for it; the empty key holds for files outside all folders. */
  #settings = new Map<string, Settings>();
  #pullsConfiguration = false;
  /** Whether the client wants the snippets as completion items; `editorSnippets` says that it has them itself. */
  #offersSnippets = false;
  /** The commands that the client says it has, for actions that only it can carry out. */
  #clientCommands: ReadonlySet<string> = new Set();
  /** Whether the client asks for the edit of an action when it is chosen. */
  #resolvesActions = false;
  readonly #tokens = new TokenHistory();
  #refreshesTokens = false;
  /** The folder with the pages about rules: where the client says, else what lies beside the server. */
  #pages: string | undefined;
  /** Whether the client shows the network, and wants to hear when it may have changed. */
  #drawsNetwork = false;

  constructor(connection: Connection, environment: Environment) {
    this.#connection = connection;
    this.#environment = environment;
  }

  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onDidChangeConfiguration(() => this.#configure());
    connection.onDidChangeWatchedFiles(({ changes }) => {
      for (const change of changes) {
        const deleted = change.type === FileChangeType.Deleted;
        // A deleted folder is one event, whatever it held.
        if (deleted && !this.#workspace.files.has(change.uri)) this.#reloadBelow(change.uri);
        else void this.#reload(change.uri, deleted);
        // A new folder may be one event as well, whatever came with it.
        if (change.type === FileChangeType.Created && this.#folderOf(change.uri)) void this.#readFolder(change.uri);
      }
    });
    this.#documents.onDidChangeContent(({ document }) => this.#take(document));
    this.#documents.onDidClose(({ document }) => {
      this.#tokens.forget(document.uri);
      void this.#reload(document.uri, false);
    });
    this.#documents.listen(connection);

    connection.onCodeAction(({ textDocument, range, context }) =>
      this.#with(textDocument.uri, (file) => codeActions(file, range, context.only, this.#actionSurroundings(file))),
    );
    connection.onCodeActionResolve((action) => {
      const uri = (action.data as { uri?: unknown } | undefined)?.uri;
      const file = typeof uri === 'string' ? this.#workspace.files.get(uri) : undefined;
      return file ? resolveCodeAction(action, this.#actionSurroundings(file)) : action;
    });
    connection.onCompletion(({ textDocument, position }) =>
      this.#with(textDocument.uri, (file) =>
        complete(file, position, this.#workspace, { snippets: this.#offersSnippets }),
      ),
    );
    connection.onCompletionResolve((item) => resolveCompletion(item));
    connection.onHover(({ textDocument, position }) =>
      this.#with(textDocument.uri, (file) => hover(file, position, this.#workspace)),
    );
    connection.onSignatureHelp(({ textDocument, position }) =>
      this.#with(textDocument.uri, (file) => signatureHelp(file, position, this.#workspace)),
    );
    connection.onDocumentSymbol(({ textDocument: { uri } }) => this.#with(uri, documentSymbols));
    connection.onFoldingRanges(({ textDocument: { uri } }) => this.#with(uri, foldingRanges));
    connection.onSelectionRanges(({ textDocument: { uri }, positions }) =>
      this.#with(uri, (file) => selectionRanges(file, positions)),
    );
    connection.onDefinition(({ textDocument: { uri }, position }) =>
      this.#with(uri, (file) => definition(file, position, this.#workspace)),
    );
    connection.onReferences(({ textDocument: { uri }, position, context }) =>
      this.#with(uri, (file) => references(file, position, context.includeDeclaration, this.#workspace)),
    );
    connection.onDocumentHighlight(({ textDocument: { uri }, position }) =>
      this.#with(uri, (file) => documentHighlight(file, position, this.#workspace)),
    );
    connection.onPrepareRename(({ textDocument: { uri }, position }) =>
      this.#with(uri, (file) => orSay(() => prepareRename(file, position, this.#workspace))),
    );
    connection.onRenameRequest(({ textDocument: { uri }, position, newName }) =>
      this.#with(uri, (file) => orSay(() => rename(file, position, newName, this.#workspace))),
    );
    connection.onDocumentFormatting(({ textDocument: { uri }, options }) =>
      this.#with(uri, (file) => format(file, options)),
    );
    connection.onDocumentRangeFormatting(({ textDocument: { uri }, options, range }) =>
      this.#with(uri, (file) => format(file, options, range)),
    );
    connection.onDocumentLinks(({ textDocument: { uri } }) =>
      this.#with(uri, (file) => documentLinks(file, this.#workspace)),
    );
    const { semanticTokens: tokens } = connection.languages;
    tokens.on(({ textDocument: { uri } }) =>
      this.#tokens.full(uri, this.#with(uri, (file) => semanticTokens(file)) ?? []),
    );
    tokens.onDelta(({ textDocument: { uri }, previousResultId }) =>
      this.#tokens.delta(uri, previousResultId, this.#with(uri, (file) => semanticTokens(file)) ?? []),
    );
    tokens.onRange(({ textDocument: { uri }, range }) => ({
      data: this.#with(uri, (file) => semanticTokens(file, range)) ?? [],
    }));
    connection.onWorkspaceSymbol(({ query }) => workspaceSymbols(query, this.#workspace));
    connection.onRequest('xen/detectLanguage', ({ uri, text }: { uri: string; text: string }) => ({
      language: this.#languageAt(URI.parse(uri).path, text) ?? null,
    }));
    connection.onRequest('xen/toolstack', ({ uri }: { uri: string }) =>
      this.#with(uri, (file) => (file.language === 'xen-cfg' ? file.toolstack : null)),
    );
    connection.onRequest('xen/networkSituations', () => networkSituations());
    connection.onRequest('xen/setNetworkMode', ({ uri, situation }: { uri?: string; situation: string }) =>
      setNetworkMode(uri, situation, this.#workspace),
    );
    connection.onRequest('xen/startAdvice', ({ uri, folder }: { uri?: string; folder?: string }) =>
      startAdvice(uri, folder, this.#workspace),
    );
    connection.onRequest(
      'xen/advise',
      ({ uri, folder, answers }: { uri?: string; folder?: string; answers: TypedAnswers }) =>
        advise(answers, uri, folder, this.#workspace),
    );
    connection.onRequest('xen/networkDiagram', (params: DiagramParams) => {
      this.#drawsNetwork = true;
      return networkDiagram(params, this.#workspace, this.#lastFindings);
    });
    connection.onRequest('xen/doctor', (params: CheckOutputParams) =>
      checkOutput(params, this.#workspace, (uri) => this.#nameOf(uri)),
    );
    connection.onRequest('xen/networkTree', ({ parent }: { parent?: string }) => {
      this.#drawsNetwork = true;
      return networkTree(parent, this.#workspace, this.#lastFindings);
    });
    connection.listen();
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#folders = (params.workspaceFolders ?? []).map((folder) => folder.uri);
    if (this.#folders.length === 0 && params.rootUri) this.#folders = [params.rootUri];
    this.#pullsConfiguration = params.capabilities.workspace?.configuration === true;
    this.#refreshesTokens = params.capabilities.workspace?.semanticTokens?.refreshSupport === true;
    const options = params.initializationOptions as
      | { editorSnippets?: unknown; pages?: unknown; commands?: unknown }
      | null
      | undefined;
    this.#clientCommands = new Set(Array.isArray(options?.commands) ? options.commands : []);
    const { codeAction } = params.capabilities.textDocument ?? {};
    this.#resolvesActions =
      codeAction?.dataSupport === true && codeAction.resolveSupport?.properties.includes('edit') === true;
    this.#pages = typeof options?.pages === 'string' ? options.pages : this.#environment.pages;
    this.#offersSnippets =
      options?.editorSnippets !== true &&
      params.capabilities.textDocument?.completion?.completionItem?.snippetSupport === true;
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        codeActionProvider: {
          codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL],
          ...(this.#resolvesActions && { resolveProvider: true }),
        },
        completionProvider: { triggerCharacters: [...TRIGGERS], resolveProvider: true },
        definitionProvider: true,
        documentFormattingProvider: true,
        documentHighlightProvider: true,
        documentLinkProvider: {},
        documentRangeFormattingProvider: true,
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        hoverProvider: true,
        referencesProvider: true,
        renameProvider: params.capabilities.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
        selectionRangeProvider: true,
        workspaceSymbolProvider: true,
        signatureHelpProvider: { triggerCharacters: [...SIGNATURE_TRIGGERS] },
        semanticTokensProvider: { legend: LEGEND, full: { delta: true }, range: true },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: 'xen-config' },
    };
  }

  async #initialized(): Promise<void> {
    this.#connection.workspace.onDidChangeWorkspaceFolders(
      (event) => void this.#changeFolders(event.added, event.removed),
    );
    if (this.#pullsConfiguration) {
      await this.#connection.client.register(DidChangeConfigurationNotification.type, { section: 'xen' });
    }
    await this.#configure();
    for (const folder of this.#folders) await this.#readFolder(folder);
  }

  async #changeFolders(added: readonly { uri: string }[], removed: readonly { uri: string }[]): Promise<void> {
    const gone = new Set(removed.map((folder) => folder.uri));
    this.#folders = this.#folders.filter((uri) => !gone.has(uri)).concat(added.map((folder) => folder.uri));
    for (const uri of [...this.#workspace.files.keys()]) {
      if (!this.#documents.get(uri) && !this.#folderOf(uri)) this.#recheck(this.#workspace.delete(uri), uri);
    }
    await this.#configure();
    for (const folder of added) await this.#readFolder(folder.uri);
  }

  async #configure(): Promise<void> {
    if (this.#pullsConfiguration) {
      const scopes = ['', ...this.#folders];
      const answers = await this.#connection.workspace.getConfiguration(
        scopes.map((scopeUri) => (scopeUri ? { scopeUri, section: 'xen' } : { section: 'xen' })),
      );
      this.#settings = new Map(scopes.map((scope, index) => [scope, readSettings(answers[index])]));
    }
    this.#configured = true;
    this.#workspace.rebuild();
    this.#recheck(this.#workspace.files.keys());
    // The toolstack may be another one now, and with it what each word is.
    if (this.#refreshesTokens) this.#connection.languages.semanticTokens.refresh();
  }

  #settingsOf(uri: string): Settings {
    return this.#settings.get(this.#folderOf(uri) ?? '') ?? this.#settings.get('') ?? defaultSettings;
  }

  /** The innermost workspace folder that holds the file. */
  #folderOf(uri: string): string | undefined {
    return this.#folders
      .filter((folder) => uri === folder || uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`))
      .sort((a, b) => b.length - a.length)[0];
  }

  /** The path of a file below its workspace folder; its whole path when it lies in none. */
  #nameOf(uri: string): string {
    const folder = this.#folderOf(uri);
    const path = URI.parse(uri).path;
    return folder === undefined ? path : path.slice(URI.parse(folder).path.replace(/\/$/, '').length + 1);
  }

  async #readFolder(folder: string): Promise<void> {
    for await (const file of this.#environment.filesBelow(folder, (message) =>
      this.#connection.console.warn(message),
    )) {
      if (this.#documents.get(file.uri)) continue;
      this.#recheck(this.#workspace.set(file.uri, file.language, file.text, 0));
    }
  }

  #languageAt(path: string, text: string): FileKind | undefined {
    return languageOf(path, text, this.#workspace.isBesideHost(path));
  }

  /** Takes in what an editor shows; the editor's choice of language counts where it is one of ours. */
  #take(document: TextDocument): void {
    const language = LANGUAGES.has(document.languageId)
      ? (document.languageId as Language)
      : this.#languageAt(URI.parse(document.uri).path, document.getText());
    if (language) this.#recheck(this.#workspace.set(document.uri, language, document.getText(), document.version));
    else this.#recheck(this.#workspace.delete(document.uri), document.uri);
  }

  /** A file that no editor shows any more, or that changed on disk: what is on disk counts. */
  async #reload(uri: string, deleted: boolean): Promise<void> {
    if (this.#documents.get(uri)) return;
    const file = deleted || !this.#folderOf(uri) ? undefined : await this.#environment.read(uri);
    if (this.#documents.get(uri)) return;
    if (file) this.#recheck(this.#workspace.set(uri, file.language, file.text, 0));
    else this.#recheck(this.#workspace.delete(uri), uri);
  }

  /** Lets go of the files below a folder that is gone. */
  #reloadBelow(folder: string): void {
    for (const uri of [...this.#workspace.files.keys()]) {
      if (uri.startsWith(`${folder}/`)) void this.#reload(uri, true);
    }
  }

  #with<R>(uri: string, answer: (file: SourceFile) => R): R | null {
    const file = this.#workspace.files.get(uri);
    return file ? answer(file) : null;
  }

  /** The findings of the last check, which may lag behind an edit; `xen/networkChanged` follows when they are new. */
  readonly #lastFindings = (file: SourceFile): readonly Diagnosis[] => this.#shown.get(file.uri) ?? [];

  /** What the actions of a file are made of; its own findings are brought up to date. */
  #actionSurroundings(file: SourceFile): ActionSurroundings {
    this.#findings(file);
    return {
      workspace: this.#workspace,
      shown: this.#lastFindings,
      pages: this.#pages,
      commands: this.#clientCommands,
      resolves: this.#resolvesActions,
    };
  }

  /** The findings of the file's present version. */
  #findings(file: SourceFile): readonly Diagnosis[] {
    if (this.#waiting.delete(file.uri)) this.#publish(file.uri);
    return this.#shown.get(file.uri) ?? [];
  }

  /** Puts files in line for a check; what an editor shows goes first. */
  #recheck(uris: Iterable<string>, ...more: string[]): void {
    for (const uri of uris) this.#waiting.add(uri);
    for (const uri of more) this.#waiting.add(uri);
    if (!this.#configured || this.#working || this.#waiting.size === 0) return;
    this.#working = true;
    // A moment later, so that a request which came with the change is answered first.
    setTimeout(() => this.#work(), HEAD_START);
  }

  #work(): void {
    const until = performance.now() + SLICE;
    const open = this.#documents.keys().filter((uri) => this.#waiting.has(uri));
    for (const uri of [...open, ...this.#waiting]) {
      if (!this.#waiting.delete(uri)) continue;
      this.#publish(uri);
      if (performance.now() > until) break;
    }
    if (this.#waiting.size > 0) {
      setImmediate(() => this.#work());
      return;
    }
    this.#working = false;
    if (this.#drawsNetwork) void this.#connection.sendNotification('xen/networkChanged');
  }

  #publish(uri: string): void {
    const file = this.#workspace.files.get(uri);
    const found = file
      ? check(file, contextFor(file, this.#workspace), (rule, error) =>
          this.#connection.console.error(
            `rule ${rule.code} failed on ${uri}: ${error instanceof Error ? error.stack : String(error)}`,
          ),
        )
      : [];
    const before = this.#shown.get(uri);
    if (found.length === 0 && !before && !this.#documents.get(uri)) return;
    if (file) this.#shown.set(uri, found);
    else this.#shown.delete(uri);
    void this.#connection.sendDiagnostics({
      uri,
      ...(file && file.version > 0 ? { version: file.version } : {}),
      diagnostics: file
        ? found.slice(0, MOST_SHOWN).map((one) => toDiagnostic(file, one, this.#workspace, this.#pages))
        : [],
    });
  }
}
