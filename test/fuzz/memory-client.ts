/** A client that speaks to the real server inside this process, so that thousands of files a minute can be tried. */
import { PassThrough } from 'node:stream';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { createConnection } from 'vscode-languageserver/node';
import type { Diagnostic, InitializeResult, ServerCapabilities } from 'vscode-languageserver-protocol';
import { connectionOptions } from '../../server/src/connection-options.ts';
import type { Environment } from '../../server/src/environment.ts';
import { startServer } from '../../server/src/server.ts';
import { EVERYTHING } from '../support/client.ts';

const NO_DISK: Environment = {
  async *filesBelow() {},
  read: async () => undefined,
  unlinked: async () => undefined,
  startsWithMark: async () => false,
  modified: async () => undefined,
};

export class MemoryClient {
  readonly connection: MessageConnection;
  /** The newest findings of each file. */
  readonly diagnostics = new Map<string, readonly Diagnostic[]>();
  /** What the server logged as an error: a rule that failed, say. */
  readonly errors: string[] = [];
  /** For each file the version that its findings are of, and how often the server had said before that nothing is left. */
  readonly published = new Map<string, { readonly version: number | undefined; readonly drained: number }>();
  #tell: () => void = () => undefined;
  /** How often the server said that nothing is left to check; only once it was asked for the network. */
  drained = 0;
  capabilities: ServerCapabilities = {};

  private constructor(environment: Environment) {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    startServer(
      createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient), connectionOptions),
      environment,
    );
    this.connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    this.connection.onNotification('textDocument/publishDiagnostics', (params) => {
      this.diagnostics.set(params.uri, params.diagnostics);
      this.published.set(params.uri, { version: params.version, drained: this.drained });
      this.#tell();
    });
    this.connection.onNotification('xen/networkChanged', () => {
      this.drained++;
      this.#tell();
    });
    this.connection.onNotification('window/logMessage', ({ type, message }) => {
      if (type === 1) this.errors.push(message);
    });
    this.connection.onRequest('workspace/configuration', ({ items }) => items.map(() => ({})));
    this.connection.onRequest(() => null);
    this.connection.listen();
  }

  /** Starts a server that reads nothing but what `environment` gives it. */
  static async start(environment = NO_DISK, folders: readonly string[] = ['file:///fuzz']): Promise<MemoryClient> {
    const client = new MemoryClient(environment);
    const { capabilities } = await client.connection.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
      capabilities: EVERYTHING,
    });
    client.capabilities = capabilities;
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  /** Waits until the server says anything about findings. */
  heard(): Promise<void> {
    return new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  /** Ends both sides of the connection. */
  dispose(): void {
    this.connection.dispose();
  }

  request(method: string, params: unknown): Promise<unknown> {
    return this.connection.sendRequest(method, params);
  }
}
