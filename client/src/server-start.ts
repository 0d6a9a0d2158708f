/** When the server is wanted: as soon as there is something of ours, and not for any other folder or text. */
import { type Disposable, RelativePattern, type Uri, type WorkspaceFolder, workspace } from 'vscode';
import { languageOfFile } from './language-of.ts';

/** Names that may be ours; the manifest's activation events are about the same (test/unit/manifest.test.ts). */
export const CANDIDATES: readonly string[] = [
  '**/*.sxp',
  '**/xl.conf',
  '**/*.{cfg,hvm,pv,pvh,xl,xm,domu}',
  '**/xen/**',
  '**/network/interfaces',
];

/** Of so many files of a folder the first lines are read before it counts as none of ours until one is opened. */
const MOST_READ = 300;

/** Calls `start` once: when a document in one of `own` is open, or a workspace folder holds a file of ours. */
export function startWhenWanted(own: ReadonlySet<string>, start: () => Promise<void>): Disposable[] {
  let started = false;
  const startOnce = (): void => {
    if (started) return;
    started = true;
    // What went wrong is said by the client itself, in a message and in its output.
    start().catch(() => undefined);
  };
  const look = async (folders: readonly WorkspaceFolder[]): Promise<void> => {
    for (const folder of folders) if (!started && (await holdsOurs(folder, own))) startOnce();
  };
  if (workspace.textDocuments.some(({ languageId }) => own.has(languageId))) startOnce();
  else void look(workspace.workspaceFolders ?? []);
  return [
    workspace.onDidOpenTextDocument(({ languageId }) => {
      if (own.has(languageId)) startOnce();
    }),
    workspace.onDidChangeWorkspaceFolders(({ added }) => void look(added)),
  ];
}

async function holdsOurs(folder: WorkspaceFolder, own: ReadonlySet<string>): Promise<boolean> {
  for (const pattern of CANDIDATES) {
    // Without a second pattern VS Code leaves out what files.exclude names.
    const files = await workspace.findFiles(new RelativePattern(folder, pattern), undefined, MOST_READ);
    for (const uri of files) if (await isOurs(uri, own)) return true;
  }
  return false;
}

async function isOurs(uri: Uri, own: ReadonlySet<string>): Promise<boolean> {
  const language = await languageOfFile(uri);
  return language !== undefined && own.has(language);
}
