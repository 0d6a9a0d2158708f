/** An editor reduced to its protocol: starts the built server over stdio and talks to it as any LSP editor does. */
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
import type { Diagnostic, InitializeResult, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';

const command = resolve(import.meta.dirname, '..', '..', 'server', 'bin', 'xen-config.js');

/** How long the server may take for an answer or a notification, in milliseconds. */
const PATIENCE = 15_000;

export interface Options {
  /** Files of the workspace folder: relative path -> content. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the editor answers when the server asks for the settings of `xen`. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** One running server with a temporary workspace folder; `stop` ends both. */
export class Editor {
  readonly folder: string;
  /** All diagnostics in the order in which they came. */
  readonly published: PublishDiagnosticsParams[] = [];
  readonly #process: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #versions = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  #stderr = '';
  result: InitializeResult | undefined;

  private constructor({ files = {}, settings = {} }: Options) {
    this.folder = mkdtempSync(join(tmpdir(), 'xen-protocol-'));
    for (const [path, content] of Object.entries(files)) this.write(path, content);
    this.#process = spawn(process.execPath, [command, 'lsp', '--stdio'], { stdio: 'pipe' });
    const { stdin, stdout, stderr } = this.#process;
    if (!stdin || !stdout) throw new Error('The server has no pipes');
    stderr?.on('data', (data) => {
      this.#stderr += data;
    });
    this.#connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      for (const listener of this.#listeners) listener();
    });
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => settings),
    );
    this.#connection.onRequest('client/registerCapability', () => null);
    this.#connection.onRequest('client/unregisterCapability', () => null);
    this.#connection.onRequest('window/workDoneProgress/create', () => null);
    this.#connection.listen();
  }

  /** Starts a server on a folder with these files and goes through the handshake. */
  static async start(options: Options = {}): Promise<Editor> {
    const editor = new Editor(options);
    const rootUri = pathToFileURL(editor.folder).toString();
    editor.result = await editor.request<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'workspace' }],
      capabilities: {
        workspace: {
          configuration: true,
          didChangeConfiguration: { dynamicRegistration: true },
          workspaceFolders: true,
        },
        textDocument: { publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true } },
      },
    });
    await editor.notify('initialized', {});
    return editor;
  }

  /** Ends the server as the protocol wants it and gives its exit code; removes the folder. */
  async stop(): Promise<number | null> {
    const exited = new Promise<number | null>((done) => {
      if (this.#process.exitCode !== null) done(this.#process.exitCode);
      else this.#process.once('exit', done);
    });
    await this.request('shutdown', undefined);
    await this.notify('exit', undefined);
    const code = await exited;
    this.#connection.dispose();
    rmSync(this.folder, { recursive: true, force: true });
    return code;
  }

  /** What the server printed beside the protocol. */
  get stderr(): string {
    return this.#stderr;
  }

  uri(path: string): string {
    return pathToFileURL(join(this.folder, path)).toString();
  }

  /** Writes a file of the folder, without telling the server. */
  write(path: string, content: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  request<R>(method: string, params: unknown): Promise<R> {
    const answer =
      params === undefined ? this.#connection.sendRequest<R>(method) : this.#connection.sendRequest<R>(method, params);
    return this.#inTime(answer, method);
  }

  notify(method: string, params: unknown): Promise<void> {
    return params === undefined
      ? this.#connection.sendNotification(method)
      : this.#connection.sendNotification(method, params);
  }

  async open(path: string, languageId: string, text: string): Promise<string> {
    const uri = this.uri(path);
    this.#versions.set(uri, 1);
    await this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    return uri;
  }

  /** Replaces the whole text of an open document. */
  async change(path: string, text: string): Promise<void> {
    const uri = this.uri(path);
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
  }

  async close(path: string): Promise<void> {
    await this.notify('textDocument/didClose', { textDocument: { uri: this.uri(path) } });
  }

  /** The findings last published for a file, once `wanted` accepts them. */
  async diagnostics(
    path: string,
    wanted: (diagnostics: readonly Diagnostic[]) => boolean,
  ): Promise<readonly Diagnostic[]> {
    const uri = this.uri(path);
    const last = () => this.published.findLast((params) => params.uri === uri)?.diagnostics;
    const found = new Promise<readonly Diagnostic[]>((done) => {
      const look = (): void => {
        const diagnostics = last();
        if (!diagnostics || !wanted(diagnostics)) return;
        this.#listeners.delete(look);
        done(diagnostics);
      };
      this.#listeners.add(look);
      look();
    });
    return this.#inTime(found, () => `the findings of ${path}; the last were ${JSON.stringify(last())}`);
  }

  async #inTime<T>(answer: Promise<T>, what: string | (() => string)): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const name = typeof what === 'string' ? what : what();
        reject(new Error(`Waited ${PATIENCE / 1000} s in vain for ${name}\n${this.#stderr}`));
      }, PATIENCE);
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
