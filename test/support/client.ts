/** A client that speaks to the built server over stdio, as an editor does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { Diagnostic, InitializeResult } from 'vscode-languageserver-protocol';

const SERVER = resolve(import.meta.dirname, '../../server/bin/xen-config.js');

/** How long the server may take until an answer counts as missing, in milliseconds. */
const PATIENCE = 20_000;

const MARKDOWN = ['markdown', 'plaintext'];

/** The capabilities of a client that understands all that the server has; for those of real ones see the table of clients. */
export const EVERYTHING = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    completion: {
      completionItem: {
        snippetSupport: true,
        insertReplaceSupport: true,
        labelDetailsSupport: true,
        commitCharactersSupport: true,
        preselectSupport: true,
        tagSupport: { valueSet: [1] },
        documentationFormat: MARKDOWN,
        resolveSupport: { properties: ['documentation', 'detail'] },
      },
    },
    hover: { contentFormat: MARKDOWN },
    signatureHelp: {
      signatureInformation: { documentationFormat: MARKDOWN, parameterInformation: { labelOffsetSupport: true } },
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    documentLink: { tooltipSupport: true },
    codeAction: {
      isPreferredSupport: true,
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor', 'source'] } },
    },
    rename: { prepareSupport: true },
  },
} as const;

export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

export class TestClient {
  readonly folder: string;
  readonly connection: MessageConnection;
  readonly published: Published[] = [];
  capabilities: InitializeResult['capabilities'] = {};
  serverInfo: InitializeResult['serverInfo'];
  /** What the server asked to be told of. */
  readonly registered: string[] = [];
  readonly #process: ChildProcess;
  readonly #settings: Record<string, unknown>;

  private constructor(files: Record<string, string>, settings: Record<string, unknown>) {
    this.folder = mkdtempSync(join(tmpdir(), 'xen-protocol-'));
    for (const [path, text] of Object.entries(files)) this.write(path, text);
    this.#settings = settings;
    this.#process = spawn(process.execPath, [SERVER, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const { stdout, stdin } = this.#process;
    if (!stdout || !stdin) throw new Error('the server has no pipes');
    this.connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.connection.onNotification('textDocument/publishDiagnostics', (params: Published) => {
      this.published.push(params);
    });
    this.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => this.#settings),
    );
    this.connection.onRequest('client/registerCapability', ({ registrations }) => {
      for (const { method } of registrations) this.registered.push(method);
      return null;
    });
    this.connection.listen();
  }

  /**
   * Starts a server on a folder with these files; `settings` is what the client answers for the section `xen`. `prepare`
   * puts into the folder what is no text, before the server reads it.
   */
  static async start(
    files: Record<string, string> = {},
    settings: Record<string, unknown> = {},
    initializationOptions: Record<string, unknown> = {},
    prepare: (folder: string) => void = () => {},
  ): Promise<TestClient> {
    const client = new TestClient(files, settings);
    prepare(client.folder);
    await client.initialize(initializationOptions);
    return client;
  }

  /** A server that was started and told nothing yet. */
  static silent(): TestClient {
    return new TestClient({}, {});
  }

  async initialize(initializationOptions: Record<string, unknown> = {}): Promise<void> {
    const result = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: this.uri(''), name: 'test' }],
      capabilities: EVERYTHING,
      initializationOptions,
    });
    this.capabilities = result.capabilities;
    this.serverInfo = result.serverInfo;
    await this.connection.sendNotification('initialized', {});
  }

  /** The server's process. */
  get pid(): number {
    return this.#process.pid ?? 0;
  }

  uri(path: string): string {
    return pathToFileURL(join(this.folder, path)).toString().replace(/\/$/, '');
  }

  write(path: string, text: string): void {
    const full = join(this.folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }

  async open(path: string, languageId: string, text: string, version = 1): Promise<void> {
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: this.uri(path), languageId, version, text },
    });
  }

  async change(path: string, version: number, text: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri(path), version },
      contentChanges: [{ text }],
    });
  }

  /** The newest findings for a file that fit; waits for them. */
  async findings(path: string, fits: (published: Published) => boolean = () => true): Promise<readonly Diagnostic[]> {
    return this.findingsAt(this.uri(path), fits);
  }

  /** The same for a URI in whatever spelling. */
  async findingsAt(uri: string, fits: (published: Published) => boolean = () => true): Promise<readonly Diagnostic[]> {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const newest = this.published.findLast((one) => one.uri === uri);
      if (newest && fits(newest)) return newest.diagnostics;
      if (Date.now() > deadline)
        throw new Error(`no such findings for ${uri}; the last were ${JSON.stringify(newest)}`);
      await new Promise((done) => setTimeout(done, 10));
    }
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  /** Ends the server the way an editor does, and gives its exit code. */
  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((done) => this.#process.once('exit', done));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const code = await ended;
    this.connection.dispose();
    rmSync(this.folder, { recursive: true, force: true });
    return code;
  }
}
