// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the recordings mark so what differs from run to run.
/**
 * A client of another editor, played from what was recorded of it (test/protocol/clients): the same `initialize`, the
 * same answers to what the server asks, the same way of sending settings. It notes each promise that the server breaks.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type {
  ClientCapabilities,
  Diagnostic,
  InitializeParams,
  InitializeResult,
} from 'vscode-languageserver-protocol';

const SERVER = resolve(import.meta.dirname, '../../server/bin/xen-config.js');
const CLIENTS = resolve(import.meta.dirname, '../protocol/clients');

/** How long (ms) the server may take until something counts as missing. */
const PATIENCE = 10_000;

interface Recording {
  readonly client: string;
  readonly initialize: InitializeParams & { readonly initializationOptions?: { settings?: unknown } };
  readonly behaviour: {
    readonly startOrder?: readonly string[];
    readonly didChangeConfigurationAtStart?: object | null;
    readonly languageId?: string;
    readonly didOpenVersion?: number;
    /** How it answers `workspace/configuration`, in words that begin alike. */
    readonly workspaceConfiguration: string;
    readonly workspaceConfigurationSilentOnlyWithoutSection?: boolean;
    readonly registerCapability: Readonly<Record<string, string>>;
    readonly refresh?: Readonly<Record<string, string>>;
    readonly unknownRequest: string;
    readonly ending?: readonly string[];
  };
}

export const recordedClients: readonly string[] = readdirSync(CLIENTS)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))
  .sort();

type Settings = Record<string, unknown>;

export class RecordedClient {
  readonly folder = mkdtempSync(join(tmpdir(), 'xen-client-'));
  readonly broken = new Set<string>();
  readonly published = new Map<string, readonly Diagnostic[]>();
  readonly capabilities: ClientCapabilities;
  promised: InitializeResult['capabilities'] = {};
  readonly #recording: Recording;
  readonly #connection: MessageConnection;
  readonly #process: ChildProcess;
  #settings: Settings;

  private constructor(recording: Recording, settings: Settings) {
    this.#recording = recording;
    this.#settings = settings;
    this.capabilities = recording.initialize.capabilities;
    this.#process = spawn(process.execPath, [SERVER, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const { stdout, stdin } = this.#process;
    if (!stdout || !stdin) throw new Error('the server has no pipes');
    this.#connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      this.published.set(decodeURIComponent(uri), diagnostics);
    });
    this.#connection.onRequest((method, params) => this.#answer(method, params as { items?: { section?: string }[] }));
    this.#connection.listen();
  }

  /** Starts the client on a folder with these files, one of which it opens, as its user would have it. */
  static async start(
    name: string,
    files: Readonly<Record<string, string>>,
    opened: string,
    settings: Settings,
  ): Promise<RecordedClient> {
    const recording = JSON.parse(readFileSync(join(CLIENTS, `${name}.json`), 'utf8')) as Recording;
    const client = new RecordedClient(recording, settings);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(client.folder, path)), { recursive: true });
      writeFileSync(join(client.folder, path), text);
    }
    const params = JSON.parse(
      JSON.stringify(recording.initialize)
        .replaceAll('${rootUri}', pathToFileURL(client.folder).href)
        .replaceAll('${rootPath}', client.folder)
        .replaceAll('"${pid}"', String(process.pid)),
    ) as Recording['initialize'];
    if (params.initializationOptions?.settings) params.initializationOptions.settings = { xen: settings };
    client.promised = (await client.request<InitializeResult>('initialize', params)).capabilities;
    const { startOrder = [], didChangeConfigurationAtStart, languageId = '', didOpenVersion = 1 } = recording.behaviour;
    const steps: Readonly<Record<string, () => Promise<void>>> = {
      initialized: () => client.notify('initialized', {}),
      'workspace/didChangeConfiguration': async () => {
        if (didChangeConfigurationAtStart) await client.#push();
      },
      'textDocument/didOpen': () =>
        client.notify('textDocument/didOpen', {
          textDocument: {
            uri: client.uri(opened),
            languageId: /^[\w-]+$/.test(languageId) ? languageId : 'plaintext',
            version: didOpenVersion,
            text: files[opened],
          },
        }),
    };
    for (const one of new Set([...startOrder.filter((step) => step in steps), ...Object.keys(steps)]))
      await steps[one]?.();
    return client;
  }

  uri(path: string): string {
    return pathToFileURL(join(this.folder, path)).href;
  }

  notify(method: string, params: object): Promise<void> {
    return this.#connection.sendNotification(method, params);
  }

  request<R>(method: string, params: object): Promise<R> {
    return this.#connection.sendRequest<R>(method, params);
  }

  /** Whether the client opened a folder, so that a file in it is read without being opened. */
  get hasFolder(): boolean {
    const { rootUri, rootPath, workspaceFolders } = this.#recording.initialize;
    return Boolean(rootUri ?? rootPath) || (workspaceFolders?.length ?? 0) > 0;
  }

  /** Whether the client has any way on which settings reach a server. */
  get hasSettings(): boolean {
    const { behaviour, initialize } = this.#recording;
    const { workspaceConfiguration: answers, didChangeConfigurationAtStart: pushes } = behaviour;
    return /^(?:by section|whole)/.test(answers) || Boolean(pushes) || Boolean(initialize.initializationOptions);
  }

  /** Whether a change of the settings can be told while it runs. */
  get tellsChanges(): boolean {
    return Boolean(this.#recording.behaviour.didChangeConfigurationAtStart);
  }

  /** The user changes the settings; clients that push them at the start push them then too. */
  async change(settings: Settings): Promise<void> {
    this.#settings = settings;
    await this.#push();
  }

  #push(): Promise<void> {
    return this.notify('workspace/didChangeConfiguration', { settings: { xen: this.#settings } });
  }

  /** The findings of a file once they fit. */
  async findings(path: string, fits: (found: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
    const uri = decodeURIComponent(this.uri(path));
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const found = this.published.get(uri);
      if (found && fits(found)) return found;
      if (Date.now() > deadline) throw new Error(`no such findings for ${path}: ${JSON.stringify(found)}`);
      await new Promise((done) => setTimeout(done, 10));
    }
  }

  /** Ends as the editor ends: some say it, some only stop the process or close the pipe. */
  async stop(): Promise<void> {
    const { ending = ['shutdown', 'exit'] } = this.#recording.behaviour;
    const ended = new Promise((done) => this.#process.once('exit', done));
    if (ending.includes('shutdown')) await this.request('shutdown', {});
    if (ending.includes('exit')) await this.notify('exit', {});
    else if (ending.some((one) => one.includes('stdin'))) this.#process.stdin?.end();
    else this.#process.kill('SIGTERM');
    await ended;
    this.#connection.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #answer(method: string, params: { items?: { section?: string }[]; registrations?: { method: string }[] }): unknown {
    const { registerCapability, refresh, unknownRequest } = this.#recording.behaviour;
    if (method === 'workspace/configuration') return this.#configuration(params.items ?? []);
    if (method === 'client/registerCapability') {
      const [area = '', what = ''] = params.registrations?.[0]?.method.split('/') ?? [];
      const promise = (this.capabilities as Record<string, Record<string, { dynamicRegistration?: boolean }>>)[area];
      if (!promise?.[what]?.dynamicRegistration) this.broken.add(`registers ${area}/${what}`);
      return reply(registerCapability[what] ?? 'null');
    }
    const refreshed = /^workspace\/(\w+)\/refresh$/.exec(method)?.[1];
    if (refreshed) {
      if (refreshed !== 'semanticTokens' || !this.capabilities.workspace?.semanticTokens?.refreshSupport)
        this.broken.add(method);
      return reply(refresh?.[refreshed] ?? unknownRequest);
    }
    this.broken.add(`asks ${method}`);
    return reply(unknownRequest);
  }

  #configuration(items: readonly { section?: string }[]): unknown {
    const { workspaceConfiguration: how, workspaceConfigurationSilentOnlyWithoutSection: answersSections } =
      this.#recording.behaviour;
    if (!this.capabilities.workspace?.configuration) this.broken.add('asks workspace/configuration');
    if (items.some(({ section }) => section !== 'xen')) this.broken.add('asks for another section than xen');
    if (how.startsWith('whole')) return items.map(() => ({ xen: this.#settings }));
    if (how.startsWith('list of null')) return items.map(() => null);
    if (how.startsWith('by section') || answersSections) return items.map(() => this.#settings);
    return reply(how);
  }
}

/** An answer as the recordings write it: `null`, `silent`, `error -32601`. */
function reply(how: string): unknown {
  if (how.startsWith('silent')) return new Promise(() => undefined);
  if (how.startsWith('error')) return new ResponseError(Number(/-?\d+/.exec(how)?.[0]), 'refused');
  return null;
}
