/** The protocol: takes in what the client sends, answers by the list in requests.ts, and publishes findings by itself. */
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersNotification,
  ErrorCodes,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
  SemanticTokensRefreshRequest,
  TextDocumentSyncKind,
  type WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import manifest from '../package.json' with { type: 'json' };
import { diagnosticFor } from './client-answers.ts';
import { readClientCapabilities } from './client-capabilities.ts';
import type { Environment, WorkspaceFile, WorkspaceFolder } from './environment.ts';
import { excludePatterns } from './exclude-patterns.ts';
import { toDiagnostic } from './features/diagnostics.ts';
import { HOST_FILES, languageOf } from './model/language.ts';
import { basename } from './model/paths.ts';
import type { Settings } from './model/settings.ts';
import type { FileKind, Language, SourceFile } from './model/source-file.ts';
import { Workspace } from './model/workspace.ts';
import { OpenDocuments } from './open-documents.ts';
import { ClientSettings, isRecord } from './read-settings.ts';
import { type Desk, NEEDS_ALL_FILES, promises, REQUESTS, type Served } from './requests.ts';
import { check, contextFor, type Diagnosis } from './rules/check.ts';
import { TokenHistory } from './token-history.ts';
import { folderKey, isBelow, Spellings, uriKey } from './uris.ts';

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

/** How long (ms) findings wait for the user's settings; some clients never answer, and then the defaults hold. */
const SETTINGS_WITHIN = 2000;

/** The most findings that are shown for one file: beyond it nobody reads on, and an editor would suffer. */
const MOST_SHOWN = 1000;

/** Starts serving; nothing is read before the client says `initialized`. */
export function startServer(connection: Connection, environment: Environment): void {
  new Server(connection, environment).listen();
}

class Server {
  readonly #connection: Connection;
  readonly #environment: Environment;
  readonly #documents = new OpenDocuments();
  readonly #spellings = new Spellings();
  readonly #settings = new ClientSettings();
  readonly #workspace = new Workspace((uri) => this.#settingsOf(uri), { lazily: true });
  /** Findings as last shown, for quick fixes and for taking them back. */
  readonly #shown = new Map<string, readonly Diagnosis[]>();
  /** Open documents whose bytes on disk were looked at. */
  readonly #lookedAt = new WeakSet<TextDocument>();
  readonly #waiting = new Set<string>();
  #working = false;
  /** Whether an open file lay beside a host's own files when its language was judged. */
  readonly #besideHost = new Map<string, boolean>();
  #phase: 'new' | 'serving' | 'ended' = 'new';
  /** False until the user's settings are known: nothing is reported that they may have turned off. */
  #configured = false;
  /** Counts the questions for settings, so that an answer to an old one is not taken for the newest. */
  #asked = 0;
  /** Keys of the workspace's folders (see uris.ts). */
  #folders: string[] = [];
  /** What the user leaves out of the folders: patterns as `files.exclude` has them. */
  #excluded: readonly string[] = [];
  /** Document -> the file that it is a link to. */
  readonly #links = new Map<string, string>();
  /** How many rounds of reading folders are to be done, and what waits until they are. */
  #reading = 0;
  #allRead: Promise<void> = Promise.resolve();
  /** Files that were reported while folders are read: what is read of them by then may be older. */
  readonly #toldMeanwhile = new Set<string>();
  /** The newest reload of each file: an older one that ends later counts no more. */
  readonly #reloads = new Map<string, object>();
  /** Whether the client itself tells of changed files without being asked to. */
  #watchesFiles = false;
  readonly #tokens = new TokenHistory();
  /** Whether the client shows the network, and wants to hear when it may have changed. */
  #drawsNetwork = false;
  #client = readClientCapabilities(undefined);
  /** The folder with the pages about rules: where the client says, else what lies beside the server. */
  #pages: string | undefined;
  #offersSnippets = false;
  /** The commands that the client says it has, for actions that only it can carry out. */
  #commands: ReadonlySet<string> = new Set();
  #desk: Desk | undefined;

  constructor(connection: Connection, environment: Environment) {
    this.#connection = connection;
    this.#environment = environment;
  }

  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onShutdown(() => {
      this.#phase = 'ended';
    });
    connection.onDidChangeConfiguration((params) => {
      this.#settings.push(params?.settings);
      this.#configure();
    });
    connection.onDidChangeWatchedFiles((params) => this.#filesChanged(params));
    this.#documents.listen(
      connection,
      this.#spellings,
      (before) => this.#send(before, undefined, []),
      (document) => this.#take(document),
      (key) => {
        this.#tokens.forget(key);
        this.#besideHost.delete(key);
        void this.#reload(key, false);
        this.#endLink(key);
      },
      (key) => void this.#lookAtDisk(key),
    );
    for (const served of REQUESTS) connection.onRequest(served.method, (params) => this.#answer(served, params));
    connection.onRequest((method) => {
      this.#refuseOutOfTurn();
      throw new ResponseError(ErrorCodes.MethodNotFound, `${method} is not a request that this server knows.`);
    });
    connection.listen();
  }

  /** Requests before `initialize` and after `shutdown` have errors of their own in the protocol. */
  #refuseOutOfTurn(): void {
    if (this.#phase === 'new')
      throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The server waits for initialize.');
    if (this.#phase === 'ended') throw new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down.');
  }

  #answer(served: Served, params: unknown): unknown {
    this.#refuseOutOfTurn();
    this.#desk ??= this.#makeDesk();
    if (this.#reading > 0 && NEEDS_ALL_FILES.has(served.method))
      return this.#allRead.then(() => this.#answer(served, params));
    const { answer } = served;
    const given = answer(params, this.#desk);
    return given instanceof Promise
      ? given.then((value) => this.#spellings.in(value ?? null))
      : this.#spellings.in(given ?? null);
  }

  #makeDesk(): Desk {
    return {
      workspace: this.#workspace,
      client: this.#client,
      tokens: this.#tokens,
      pages: this.#pages,
      offersSnippets: this.#offersSnippets,
      commands: this.#commands,
      key: uriKey,
      file: (key) => {
        this.#recheck(this.#workspace.renew(key));
        return this.#workspace.files.get(key);
      },
      findings: (file) => this.#findings(file),
      lastFindings: (file) => this.#lastFindings(file),
      languageAt: (path, text) => this.#languageAt(path, text),
      nameOf: (key) => this.#nameOf(key),
      drawsNetwork: () => {
        this.#drawsNetwork = true;
      },
    };
  }

  #initialize(params: InitializeParams): InitializeResult {
    if (this.#phase !== 'new') throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
    this.#phase = 'serving';
    this.#folders = rootsOf(params);
    this.#client = readClientCapabilities(params.capabilities);
    const options = isRecord(params.initializationOptions) ? params.initializationOptions : {};
    this.#settings.initialize(options);
    this.#pages = typeof options.pages === 'string' ? options.pages : this.#environment.pages;
    this.#commands = new Set(Array.isArray(options.commands) ? options.commands : []);
    this.#excluded = excludePatterns(options.exclude);
    this.#watchesFiles = options.watchesFiles === true;
    // `editorSnippets` says that the client has the product's snippets itself.
    this.#offersSnippets = options.editorSnippets !== true && this.#client.completion.snippets;
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        ...promises(this.#client),
      },
      serverInfo: { name: 'xen-config', version: manifest.version },
    };
  }

  #initialized(): void {
    const { registersConfiguration, registersWatchedFiles } = this.#client;
    // Only now: the library puts a handler of its own in this place when a client is initialized that has folders.
    this.#connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event }) =>
      this.#foldersChanged(event),
    );
    if (registersConfiguration) this.#register(DidChangeConfigurationNotification.method, { section: 'xen' });
    if (registersWatchedFiles && !this.#watchesFiles)
      this.#register(DidChangeWatchedFilesNotification.method, { watchers: [{ globPattern: '**/*' }] });
    this.#configure();
    this.#read(this.#folders);
  }

  /** Asks the client to tell of something. It may refuse, or never answer: all the rest goes on without it. */
  #register(method: string, registerOptions: object): void {
    this.#connection
      .sendRequest('client/registerCapability', { registrations: [{ id: `xen ${method}`, method, registerOptions }] })
      .catch((error) => this.#connection.console.info(`The client does not register ${method}: ${String(error)}`));
  }

  #foldersChanged({ added, removed }: WorkspaceFoldersChangeEvent): void {
    const gone = new Set(removed.map(({ uri }) => folderKey(uri)));
    const come = added.map(({ uri }) => folderKey(uri));
    this.#folders = [...new Set([...this.#folders.filter((uri) => !gone.has(uri)), ...come])];
    for (const uri of this.#known()) if (!this.#documents.has(uri) && !this.#folderOf(uri)) this.#drop(uri);
    this.#configure();
    this.#read(come);
  }

  /** Learns the user's settings on the ways that the client has; see `ClientSettings` for the others. */
  #configure(): void {
    const asked = ++this.#asked;
    if (!this.#client.configuration) {
      this.#settle();
      return;
    }
    const scopes = ['', ...this.#folders];
    const items = scopes.map((scopeUri) => (scopeUri ? { scopeUri, section: 'xen' } : { section: 'xen' }));
    const limit = setTimeout(() => asked === this.#asked && this.#settle(), SETTINGS_WITHIN);
    this.#connection
      .sendRequest('workspace/configuration', { items })
      .then((answers) => {
        if (asked === this.#asked) this.#settings.pull(scopes, answers);
      })
      .catch((error) => this.#connection.console.info(`The client does not tell its settings: ${String(error)}`))
      .finally(() => {
        clearTimeout(limit);
        if (asked === this.#asked) this.#settle();
      });
  }

  /** The settings are known as far as they will be: everything is looked at with them. */
  #settle(): void {
    this.#configured = true;
    this.#workspace.rebuild();
    this.#recheck(this.#workspace.files.keys());
    // The toolstack may be another one now, and with it what each word is.
    if (this.#client.refreshesTokens)
      this.#connection.sendRequest(SemanticTokensRefreshRequest.method).catch(() => undefined);
  }

  #settingsOf(uri: string): Settings {
    return this.#settings.of(this.#folderOf(uri));
  }

  /** The innermost workspace folder that holds the file. */
  #folderOf(uri: string): string | undefined {
    let innermost: string | undefined;
    for (const folder of this.#folders) {
      if (isBelow(uri, folder) && folder.length > (innermost?.length ?? -1)) innermost = folder;
    }
    return innermost;
  }

  /** The path of a file below its workspace folder; its whole path when it lies in none. */
  #nameOf(uri: string): string {
    const folder = this.#folderOf(uri);
    const path = URI.parse(uri).path;
    return folder === undefined ? path : path.slice(URI.parse(folder).path.replace(/\/$/, '').length + 1);
  }

  /** Where the environment may read. */
  #readable(): WorkspaceFolder[] {
    return this.#folders.map((uri) => ({ uri, exclude: this.#excluded }));
  }

  /** Reads folders one after the other, after those that are being read. */
  #read(folders: readonly string[]): void {
    this.#reading++;
    this.#allRead = this.#allRead.then(async () => {
      for (const folder of folders) await this.#readFolder(folder);
      this.#reading--;
      if (this.#reading === 0) this.#toldMeanwhile.clear();
    });
  }

  async #readFolder(folder: string): Promise<void> {
    const warn = (message: string): void => this.#connection.console.warn(message);
    try {
      for await (const { uri, ...read } of this.#environment.filesBelow(folder, this.#readable(), warn)) {
        const key = uriKey(uri);
        // Meanwhile the file may have been opened or read anew, and the folder may have been closed.
        const isNewer = this.#documents.has(key) || this.#toldMeanwhile.has(key);
        if (!isNewer && this.#folderOf(key)) this.#putFromDisk(key, read);
      }
    } catch (error) {
      // One folder that cannot be read must not keep the others from being read.
      warn(`${folder}: ${String(error)}`);
    }
  }

  #filesChanged({ changes }: DidChangeWatchedFilesParams): void {
    for (const { uri, type } of changes) {
      const key = uriKey(uri);
      const deleted = type === FileChangeType.Deleted;
      if (this.#documents.has(key)) void this.#lookAtDisk(key);
      // A deleted folder is one event, whatever it held.
      if (deleted && !this.#isKnown(key)) this.#reloadBelow(folderKey(uri));
      else void this.#reload(key, deleted);
      if (type === FileChangeType.Changed || !this.#folderOf(key)) continue;
      // A new folder may be one event as well, whatever came with it.
      if (!deleted) this.#read([folderKey(uri)]);
      // Beside a host's own files a single key is enough for a guest: the files there are judged anew.
      if (HOST_FILES.includes(basename(URI.parse(uri).path))) this.#judgeAgain(key.slice(0, key.lastIndexOf('/')));
    }
  }

  #languageAt(path: string, text: string): FileKind | undefined {
    return languageOf(path, text, this.#workspace.isBesideHost(path));
  }

  /** Takes in what an editor shows; the editor's choice of language counts where it is one of ours. */
  #take(document: TextDocument): void {
    const { path } = URI.parse(document.uri);
    this.#besideHost.set(document.uri, this.#workspace.isBesideHost(path));
    const language = LANGUAGES.has(document.languageId)
      ? (document.languageId as Language)
      : this.#languageAt(path, document.getText());
    if (language) this.#put(document.uri, language, document.getText(), document.version);
    else this.#drop(document.uri);
    // The first version of a document is what was on disk; later ones are on their way there.
    if (!this.#lookedAt.has(document)) {
      this.#lookedAt.add(document);
      void this.#lookAtDisk(document.uri);
      void this.#lookForLink(document.uri);
    }
  }

  /** A document that is a link to another file (auto/vm01.cfg) stands for that: one guest must not count twice. */
  async #lookForLink(uri: string): Promise<void> {
    const own = await this.#environment.unlinked(uri, this.#readable());
    if (own === undefined || !this.#documents.has(uri)) return;
    const key = uriKey(own);
    this.#links.set(uri, key);
    if (!this.#documents.has(key)) this.#drop(key);
  }

  #endLink(uri: string): void {
    const own = this.#links.get(uri);
    if (own === undefined) return;
    this.#links.delete(uri);
    void this.#reload(own, false);
  }

  /** Whether an editor shows the file by the name of a link. */
  #isShownByLink(uri: string): boolean {
    return this.#links.size > 0 && [...this.#links.values()].includes(uri);
  }

  /** Looks at the file of a document on disk: when it was changed, and whether it has a byte order mark, which no editor shows. */
  async #lookAtDisk(uri: string): Promise<void> {
    const [marked, modified] = await Promise.all([
      this.#environment.startsWithMark(uri),
      this.#environment.modified(uri),
    ]);
    const document = this.#documents.get(uri);
    if (!document) return;
    this.#recheck(this.#workspace.setModified(uri, modified));
    const visible = document.getText({ start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }) === '\ufeff';
    this.#recheck(this.#workspace.setHiddenMark(uri, marked && !visible));
  }

  /**
   * Takes in a file that no editor shows. A byte order mark stays out of its text, as it does in the document that an
   * editor makes of it when it applies an edit: else every edit of the first line would be off by one.
   */
  #putFromDisk(uri: string, { language, text, isUtf8 = true, modified }: Omit<WorkspaceFile, 'uri'>): void {
    if (this.#isShownByLink(uri)) return;
    this.#recheck(this.#workspace.setModified(uri, modified));
    const marked = text.startsWith('\ufeff');
    this.#put(uri, language, marked ? text.slice(1) : text, 0);
    this.#recheck(this.#workspace.setHiddenMark(uri, marked));
    this.#workspace.setOtherEncoding(uri, !isUtf8);
  }

  /** Takes a file into the workspace. One that cannot be understood at all is left out, and the others are not. */
  #put(uri: string, language: FileKind, text: string, version: number): void {
    try {
      this.#recheck(this.#workspace.set(uri, language, text, version));
      this.#judgeOpen();
    } catch (error) {
      this.#connection.console.error(`${uri} could not be analysed: ${inFull(error)}`);
      this.#drop(uri);
    }
  }

  #drop(uri: string): void {
    this.#recheck(this.#workspace.delete(uri), uri);
    this.#judgeOpen();
  }

  /** Open files in no language of ours are judged by what lies beside them too, and that may have changed. */
  #judgeOpen(): void {
    for (const document of this.#documents.all()) {
      if (LANGUAGES.has(document.languageId)) continue;
      const beside = this.#workspace.isBesideHost(URI.parse(document.uri).path);
      if (beside !== this.#besideHost.get(document.uri)) this.#take(document);
    }
  }

  /** A file that no editor shows any more, or that changed on disk: what is on disk counts. */
  async #reload(uri: string, deleted: boolean): Promise<void> {
    const turn = {};
    this.#reloads.set(uri, turn);
    if (this.#reading > 0) this.#toldMeanwhile.add(uri);
    if (this.#documents.has(uri)) return;
    const warn = (message: string): void => this.#connection.console.warn(message);
    try {
      const file =
        deleted || !this.#folderOf(uri) ? undefined : await this.#environment.read(uri, this.#readable(), warn);
      if (this.#documents.has(uri) || this.#reloads.get(uri) !== turn) return;
      if (file) this.#putFromDisk(uri, file);
      else this.#drop(uri);
    } catch (error) {
      this.#connection.console.warn(`${uri}: ${String(error)}`);
    } finally {
      if (this.#reloads.get(uri) === turn) this.#reloads.delete(uri);
    }
  }

  #judgeAgain(folder: string): void {
    for (const uri of this.#known()) if (uri.slice(0, uri.lastIndexOf('/')) === folder) void this.#reload(uri, false);
    this.#read([folder]);
  }

  /** Lets go of the files below a folder that is gone. */
  #reloadBelow(folder: string): void {
    for (const uri of this.#known()) if (isBelow(uri, folder)) void this.#reload(uri, true);
  }

  #isKnown(key: string): boolean {
    return this.#workspace.files.has(key) || this.#workspace.networkFiles.has(key);
  }

  /** The keys of all files that were taken in, of ours and of those that set up a host's network. */
  #known(): string[] {
    return [...this.#workspace.files.keys(), ...this.#workspace.networkFiles.keys()];
  }

  #lastFindings(file: SourceFile): readonly Diagnosis[] {
    return this.#shown.get(file.uri) ?? [];
  }

  /** The findings of the file's present version. */
  #findings(file: SourceFile): readonly Diagnosis[] {
    if (this.#waiting.delete(file.uri)) this.#publish(file.uri);
    return this.#lastFindings(file);
  }

  /** Puts files in line for a check; what an editor shows goes first. */
  #recheck(uris: Iterable<string>, ...more: string[]): void {
    for (const uri of uris) this.#waiting.add(uri);
    for (const uri of more) this.#waiting.add(uri);
    const idle = this.#waiting.size === 0 && this.#workspace.isSettled;
    if (!this.#configured || this.#working || idle) return;
    this.#working = true;
    // A moment later, so that a request which came with the change is answered first.
    setTimeout(() => this.#work(), HEAD_START);
  }

  #work(): void {
    const until = performance.now() + SLICE;
    const isTime = (): boolean => performance.now() < until;
    // Guests are what the files of their host make of them; only then it is worth checking them.
    for (const uri of this.#workspace.renewSome(isTime)) this.#waiting.add(uri);
    const open = this.#documents.keys().filter((uri) => this.#waiting.has(uri));
    if (this.#workspace.isSettled) {
      for (const uri of [...open, ...this.#waiting]) {
        if (!this.#waiting.delete(uri)) continue;
        this.#publish(uri);
        if (!isTime()) break;
      }
    }
    if (this.#waiting.size > 0 || !this.#workspace.isSettled) {
      setImmediate(() => this.#work());
      return;
    }
    this.#working = false;
    if (this.#drawsNetwork) this.#notify('xen/networkChanged');
  }

  /** Checks a file and publishes what is found; a failure is logged, and the next file is checked. */
  #publish(uri: string): void {
    try {
      const file = this.#workspace.files.get(uri);
      const found = file
        ? this.#workspace.observe(uri, () =>
            check(file, contextFor(file, this.#workspace), (rule, error) =>
              this.#connection.console.error(`rule ${rule.code} failed on ${uri}: ${inFull(error)}`),
            ),
          )
        : [];
      const before = this.#shown.get(uri);
      if (found.length === 0 && !before && !this.#documents.has(uri)) return;
      if (file) this.#shown.set(uri, found);
      else this.#shown.delete(uri);
      this.#send(this.#spellings.of(uri), file, found);
    } catch (error) {
      this.#connection.console.error(`${uri} could not be checked: ${inFull(error)}`);
    }
  }

  #send(uri: string, file: SourceFile | undefined, found: readonly Diagnosis[]): void {
    const version = file && file.version > 0 && this.#client.diagnostics.version ? { version: file.version } : {};
    const diagnostics = file
      ? found
          .slice(0, MOST_SHOWN)
          .map((one) => diagnosticFor(toDiagnostic(file, one, this.#workspace, this.#pages), this.#client))
      : [];
    this.#notify('textDocument/publishDiagnostics', { uri, ...version, diagnostics: this.#spellings.in(diagnostics) });
  }

  /** Tells the client something; when it has gone meanwhile, nobody is there to hear. */
  #notify(method: string, params?: object): void {
    this.#connection.sendNotification(method, params).catch(() => undefined);
  }
}

/** The folders that the client opened: all of them where it says so, else its root. */
function rootsOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): string[] {
  const folders = Array.isArray(workspaceFolders) ? workspaceFolders.map(({ uri }) => uri) : [];
  if (folders.length > 0) return folders.map(folderKey);
  if (rootUri) return [folderKey(rootUri)];
  return rootPath ? [folderKey(URI.file(rootPath).toString())] : [];
}

function inFull(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
