/** Starts the language server and wires the commands; everything that is Xen lives in the server. */
import { commands, type ExtensionContext, Uri, window, workspace } from 'vscode';
import { LanguageClient, type LanguageClientOptions, TransportKind } from 'vscode-languageclient/node';
import { detectLanguages } from './detect-language.ts';
import { registerDoctor } from './doctor/index.ts';
import { ownLanguages } from './manifest.ts';
import { chooseNetworkMode } from './network-advisor/index.ts';
import { setNetworkMode } from './network-mode.ts';
import { registerNetworkView } from './network-view/index.ts';
import { selectToolstack, showToolstack } from './toolstack-status.ts';

/** Crashes within three minutes after which the server stays down until the user restarts it. */
const MAX_RESTARTS = 10;

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const own = ownLanguages(context);
  const module = context.asAbsolutePath('server/dist/server.js');
  const started = new LanguageClient(
    'xen',
    'Xen',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6019'] } },
    },
    clientOptions(context, own),
  );
  client = started;
  context.subscriptions.push(
    commands.registerCommand('xen.setNetworkMode', (situation?: unknown) =>
      setNetworkMode(started, typeof situation === 'string' ? situation : undefined),
    ),
    commands.registerCommand('xen.chooseNetworkMode', (folder?: unknown, answers?: unknown) =>
      chooseNetworkMode(started, folder, answers),
    ),
    commands.registerCommand('xen.selectToolstack', () => selectToolstack(context)),
    commands.registerCommand('xen.restartServer', () => started.restart()),
    ...registerDoctor(context, started, new Set(own)),
    ...registerNetworkView(context, started, new Set(own)),
  );
  await started.start();
  context.subscriptions.push(...detectLanguages(started, new Set(own)), ...showToolstack(started, new Set(own)));
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

function clientOptions(context: ExtensionContext, own: readonly string[]): LanguageClientOptions {
  const outputChannel = window.createOutputChannel('Xen', { log: true });
  const watcher = workspace.createFileSystemWatcher('**/*');
  context.subscriptions.push(outputChannel, watcher);
  return {
    outputChannel,
    // Not every scheme: the versions of a file that a diff shows must not count as further files of the workspace.
    documentSelector: schemes().flatMap((scheme) => own.map((language) => ({ scheme, language }))),
    synchronize: { fileEvents: watcher },
    // VS Code has the snippets from the manifest; other editors get them from the server.
    initializationOptions: {
      editorSnippets: true,
      // The watcher above tells of changed files; other clients are asked to by the server.
      watchesFiles: true,
      pages: `${Uri.joinPath(context.extensionUri, 'docs', 'rules').toString()}/`,
    },
    // A crashed server starts again and all documents are opened anew, so nothing is lost.
    connectionOptions: { maxRestartCount: MAX_RESTARTS },
    middleware: {
      workspace: {
        didChangeWatchedFile: (event, next) => (isForeign(event.uri) ? Promise.resolve() : next(event)),
      },
    },
  };
}

function schemes(): readonly string[] {
  const folders = workspace.workspaceFolders ?? [];
  return [...new Set(['file', 'untitled', ...folders.map(({ uri }) => uri.scheme)])];
}

/** Whether a changed file lies where no configuration does: version control and installed packages change in masses. */
const isForeign = (uri: string): boolean => /\/(?:\.git|\.hg|\.svn|node_modules)\//.test(uri);
