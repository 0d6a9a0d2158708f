/** Wires commands and views, and starts the language server once it is wanted; everything that is Xen lives in the server. */
import { commands, type ExtensionContext, FileType, window, workspace } from 'vscode';
import { DidChangeWatchedFilesNotification, FileChangeType, type FileEvent, State } from 'vscode-languageclient';
import { LanguageClient, type LanguageClientOptions, TransportKind } from 'vscode-languageclient/node';
import { mayBeOurs } from '../../server/src/model/language.ts';
import { detectLanguages } from './detect-language.ts';
import { registerDoctor } from './doctor/index.ts';
import { saveWithoutByteOrderMark, useUnixLineEnds } from './hidden-fixes.ts';
import { refuseLoss, warnOfLostCharacters } from './lost-characters.ts';
import { ownLanguages } from './manifest.ts';
import { chooseNetworkMode } from './network-advisor/index.ts';
import { setNetworkMode } from './network-mode.ts';
import { registerNetworkView } from './network-view/index.ts';
import { PAGES, registerRulePages } from './rule-page.ts';
import { turnRuleOff } from './rule-settings.ts';
import { startWhenWanted } from './server-start.ts';
import { selectToolstack, showToolstack } from './toolstack-status.ts';

/** Crashes within three minutes after which the server stays down until the user restarts it. */
const MAX_RESTARTS = 10;

/** Commands that the server's actions name; each gets what the server says, and no user types it. */
const ACTION_COMMANDS = ['xen.showRule', 'xen.turnRuleOff', 'xen.useUnixLineEnds', 'xen.saveWithoutByteOrderMark'];

let client: LanguageClient | undefined;

/** VS Code's own command that opens suggestions: an accepted `bridge=` asks for its value with it. */
const SUGGEST = 'editor.action.triggerSuggest';

/** What other extensions, and the tests, may know. */
export interface XenExtension {
  /** Whether the language server runs: it does once there is something of ours. */
  isServing(): boolean;
}

export function activate(context: ExtensionContext): XenExtension {
  const own = new Set(ownLanguages(context));
  const module = context.asAbsolutePath('server/dist/server.js');
  const made = new LanguageClient(
    'xen',
    'Xen',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6019'] } },
    },
    clientOptions(context, own),
  );
  client = made;
  const filesOf = (uris: unknown) =>
    (Array.isArray(uris) ? uris : []).map((uri) => made.protocol2CodeConverter.asUri(String(uri)));
  context.subscriptions.push(
    // The explorer shows the view of the network from then on.
    made.onDidChangeState(({ newState }) => {
      if (newState === State.Running) void commands.executeCommand('setContext', 'xen.serving', true);
    }),
    // A request starts the server by itself where it does not run yet.
    commands.registerCommand('xen.setNetworkMode', (situation?: unknown) =>
      setNetworkMode(made, typeof situation === 'string' ? situation : undefined),
    ),
    commands.registerCommand('xen.chooseNetworkMode', (folder?: unknown, answers?: unknown) =>
      chooseNetworkMode(made, folder, answers),
    ),
    commands.registerCommand('xen.selectToolstack', () => selectToolstack(context)),
    commands.registerCommand('xen.restartServer', () => made.restart()),
    commands.registerCommand('xen.turnRuleOff', (code: unknown, uri: unknown) => turnRuleOff(code, uri)),
    commands.registerCommand('xen.useUnixLineEnds', (uris: unknown) => useUnixLineEnds(filesOf(uris))),
    commands.registerCommand('xen.saveWithoutByteOrderMark', (uris: unknown) =>
      saveWithoutByteOrderMark(filesOf(uris), (uri) =>
        // The text is what it was, so that VS Code may tell of the change late or not at all.
        made.sendNotification(DidChangeWatchedFilesNotification.type, {
          changes: [{ uri: made.code2ProtocolConverter.asUri(uri), type: FileChangeType.Changed }],
        }),
      ),
    ),
    ...registerRulePages(context),
    ...registerDoctor(context, made, own),
    ...registerNetworkView(context, made, own),
    ...showToolstack(made, own),
    ...startWhenWanted(own, () => made.start()),
    warnOfLostCharacters(own),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('files.exclude') && made.isRunning()) void made.restart();
    }),
    ...detectLanguages(own, (message, error) => made.warn(message, error, false)),
  );
  return { isServing: () => made.isRunning() };
}

export async function deactivate(): Promise<void> {
  if (client?.needsStop()) await client.stop();
}

function clientOptions(context: ExtensionContext, own: ReadonlySet<string>): LanguageClientOptions {
  const outputChannel = window.createOutputChannel('Xen', { log: true });
  const watcher = workspace.createFileSystemWatcher('**/*');
  context.subscriptions.push(outputChannel, watcher);
  return {
    outputChannel,
    // Not every scheme: the versions of a file that a diff shows must not count as further files of the workspace.
    documentSelector: schemes().flatMap((scheme) => [...own].map((language) => ({ scheme, language }))),
    synchronize: { fileEvents: watcher },
    // Asked at each start: a restart after a changed setting takes in the new one.
    initializationOptions: () => ({
      // The watcher above tells of files; the server need not ask for it.
      watchesFiles: true,
      pages: PAGES,
      commands: [...ACTION_COMMANDS, SUGGEST],
      exclude: workspace.getConfiguration('files').get('exclude'),
    }),
    // A crashed server starts again and all documents are opened anew, so nothing is lost.
    connectionOptions: { maxRestartCount: MAX_RESTARTS },
    middleware: {
      provideRenameEdits: async (document, position, name, token, next) => {
        const edit = await next(document, position, name, token);
        if (edit) await refuseLoss(edit);
        return edit;
      },
      resolveCodeAction: async (action, token, next) => {
        const resolved = await next(action, token);
        if (resolved?.edit) await refuseLoss(resolved.edit);
        return resolved;
      },
      workspace: {
        didChangeWatchedFile: async (event, next) => {
          if (await concernsServer(event)) await next(event);
        },
      },
    },
  };
}

function schemes(): readonly string[] {
  const folders = workspace.workspaceFolders ?? [];
  return [...new Set(['file', 'untitled', ...folders.map(({ uri }) => uri.scheme)])];
}

/**
 * Whether the server may read a changed file, judged by its name: a guest writes to its disk image all day. A folder is
 * one event when it comes or goes, whatever is in it; what is gone can no longer be asked whether it was one.
 */
async function concernsServer({ uri, type }: FileEvent): Promise<boolean> {
  const place = client?.protocol2CodeConverter.asUri(uri);
  if (!place || isForeign(place.path)) return false;
  if (type === FileChangeType.Deleted || mayBeOurs(place.path)) return true;
  if (type !== FileChangeType.Created) return false;
  try {
    return ((await workspace.fs.stat(place)).type & FileType.Directory) !== 0;
  } catch {
    return false;
  }
}

/** Whether a file lies where no configuration does: version control and installed packages change in masses. */
const isForeign = (path: string): boolean => /\/(?:\.git|\.hg|\.svn|node_modules)\//.test(path);
