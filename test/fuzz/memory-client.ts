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
import { startServer } from '../../server/src/server.ts';
import { EVERYTHING } from '../support/client.ts';

export class MemoryClient {
  readonly connection: MessageConnection;
  /** The newest findings of each file. */
  readonly diagnostics = new Map<string, readonly Diagnostic[]>();
  /** What the server logged as an error: a rule that failed, say. */
  readonly errors: string[] = [];
  capabilities: ServerCapabilities = {};

  private constructor() {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    startServer(
      createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient), connectionOptions),
      {
        async *filesBelow() {},
        read: async () => undefined,
        startsWithMark: async () => false,
      },
    );
    this.connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    this.connection.onNotification('textDocument/publishDiagnostics', (params) => {
      this.diagnostics.set(params.uri, params.diagnostics);
    });
    this.connection.onNotification('window/logMessage', ({ type, message }) => {
      if (type === 1) this.errors.push(message);
    });
    this.connection.onRequest('workspace/configuration', ({ items }) => items.map(() => ({})));
    this.connection.onRequest(() => null);
    this.connection.listen();
  }

  static async start(): Promise<MemoryClient> {
    const client = new MemoryClient();
    const { capabilities } = await client.connection.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: [{ uri: 'file:///fuzz', name: 'fuzz' }],
      capabilities: EVERYTHING,
    });
    client.capabilities = capabilities;
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  request(method: string, params: unknown): Promise<unknown> {
    return this.connection.sendRequest(method, params);
  }
}
