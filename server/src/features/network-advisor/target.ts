/** Which host the advisor sets up, and where in the workspace its files go. */
import { URI } from 'vscode-uri';
import { basename, dirname, isWithin } from '../../model/paths.ts';
import type { CfgFile } from '../../model/source-file.ts';
import type { Host, Workspace } from '../../model/workspace.ts';
import type { AdviceTarget } from './types.ts';

/**
 * The host of the file given, else the only one below the folder; a string says in words why there is none. Everything
 * new is created below `folderUri`.
 */
export function adviceTarget(
  uri: string | undefined,
  folderUri: string | undefined,
  workspace: Workspace,
): AdviceTarget | string {
  if (folderUri === undefined) return 'Open a folder first: the files of the set-up are written into it.';
  const folder = trimSlash(URI.parse(folderUri).path);
  const within = [...workspace.files.values()].filter((file) => isWithin(file.path, folder));
  const given = uri === undefined ? undefined : within.find((file) => file.uri === uri);
  const hosts = new Map<string, Host>();
  for (const file of given ? [given] : within) {
    const host = workspace.hostOf(file);
    // An interfaces file alone is a host's only at the top: elsewhere it may be that of a guest whose file is not here.
    // A file that nothing near describes a host for is counted to the only host there is, which may lie elsewhere.
    if (!isWithin(host.root, folder) && !isWithin(folder, host.root)) continue;
    if (host.xend || host.xlConf || (host.interfaces && host.root === folder)) hosts.set(host.root, host);
  }
  if (hosts.size > 1) return 'There are several hosts in this folder. Open a file of the one to set up first.';
  const host = [...hosts.values()][0] ?? { root: '', xend: undefined, xlConf: undefined, interfaces: undefined };
  const hasRoot = (root: string): boolean => (host.root === '' ? !isWithin(root, folder) : root === host.root);
  const guests = within.filter(
    (file): file is CfgFile =>
      file.language === 'xen-cfg' && hasRoot(workspace.hostOf(file).root) && !isBootCopy(file, within),
  );
  const root = host.root !== '' && isWithin(host.root, folder) ? host.root : folder;
  return { base: folderUri, folder: root, host, guests };
}

/** A file in `auto/` beside the same file without it: a copy that follows its original. */
function isBootCopy(file: CfgFile, all: readonly { path: string; text: string }[]): boolean {
  const folder = dirname(file.path);
  const original = `${dirname(folder)}/${basename(file.path)}`;
  return basename(folder) === 'auto' && all.some((other) => other.path === original && other.text === file.text);
}

/** The folder that a host's Xen files lie in, or shall lie in. */
export function xenFolder({ folder, host, guests }: AdviceTarget): string {
  const known = host.xend ?? host.xlConf ?? guests[0];
  if (known) return dirname(known.path).replace(/\/auto$/, '');
  if (folder.endsWith('/etc/xen')) return folder;
  return folder.endsWith('/etc') ? `${folder}/xen` : `${folder === '/' ? '' : folder}/etc/xen`;
}

/** The place of dom0's interfaces file. In a folder that is etc/xen itself it lies below `dom0`, to be copied. */
export function dom0Interfaces({ folder }: AdviceTarget): string {
  if (folder.endsWith('/etc/xen')) return `${folder}/dom0/etc/network/interfaces`;
  return folder.endsWith('/etc') ? `${folder}/network/interfaces` : `${slashed(folder)}etc/network/interfaces`;
}

/** The place of a guest's own interfaces file. */
export function guestInterfaces({ folder }: AdviceTarget, name: string): string {
  return `${slashed(folder)}${name}/etc/network/interfaces`;
}

export function uriAt({ base }: AdviceTarget, path: string): string {
  return URI.parse(base).with({ path }).toString();
}

/** The path as a person who looks at the folder would write it. */
export function shownPath({ folder }: AdviceTarget, path: string): string {
  return isWithin(path, folder) ? path.slice(slashed(folder).length) : path;
}

function slashed(folder: string): string {
  return folder === '/' ? '/' : `${folder}/`;
}

function trimSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
