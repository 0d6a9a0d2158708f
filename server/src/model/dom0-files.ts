/** dom0's network as all of its files make it: the interfaces file, and what its `source` lines take in. */
import type { InterfacesStanza } from '../syntax/interfaces/tree.ts';
import type { InterfaceDevice } from './interfaces.ts';
import { basename, dirname, resolvePath } from './paths.ts';
import type { InterfacesFile } from './source-file.ts';
import type { Host, Workspace } from './workspace.ts';

export interface Dom0Files {
  /** The main file first. */
  readonly files: readonly InterfacesFile[];
  /** False when a `source` line names a file that is not in the workspace, or a command may set up what cannot be seen. */
  readonly complete: boolean;
}

/** A device of dom0 and the file that describes it. */
export interface Dom0Device {
  readonly file: InterfacesFile;
  readonly device: InterfaceDevice;
}

/** Bound on the files that source each other. */
const MOST_FILES = 200;

/** The files that ifup on dom0 reads, as far as they are in the workspace. */
export function dom0Files(host: Host, workspace: Workspace): Dom0Files {
  if (!host.interfaces) return { files: [], complete: false };
  const files = [host.interfaces];
  let complete = true;
  for (let next = 0; next < files.length; next++) {
    const file = files[next] as InterfacesFile;
    complete &&= file.facts.commandsKnown;
    for (const found of sourcesOf(file, host.interfaces, workspace)) {
      if (found === undefined || files.length >= MOST_FILES) complete = false;
      else if (!files.includes(found)) files.push(found);
    }
  }
  return { files, complete };
}

/** Every device of those files. */
export function dom0Devices(host: Host, workspace: Workspace): Dom0Device[] {
  return dom0Files(host, workspace).files.flatMap((file) => file.facts.devices.map((device) => ({ file, device })));
}

/** The files that the `source` lines name; undefined for a line that leads to none in the workspace. */
function* sourcesOf(
  file: InterfacesFile,
  main: InterfacesFile,
  workspace: Workspace,
): Generator<InterfacesFile | undefined> {
  for (const stanza of file.tree.stanzas) {
    if (!stanza.keyword.text.startsWith('source')) continue;
    const found = sourceTargets(stanza, file, main, workspace);
    // A pattern that fits nothing takes in nothing: Debian's stock file sources the folder interfaces.d, which is mostly empty.
    if (found.length === 0 && !isPattern(stanza)) yield undefined;
    yield* found;
  }
}

/** The files of the workspace that a `source` line takes in; none for any other stanza. `main` is dom0's main file. */
export function sourceTargets(
  { keyword, args }: InterfacesStanza,
  file: InterfacesFile,
  main: InterfacesFile,
  workspace: Workspace,
): InterfacesFile[] {
  if (!keyword.text.startsWith('source')) return [];
  const directory = keyword.text.startsWith('source-dir');
  const named = args[0] && placeOf(args[0].text, file, main);
  return named === undefined ? [] : filesAt(directory ? `${named}/*` : named, workspace, directory);
}

/** Whether a `source` line names a folder's files, however many there are, and not one file. */
function isPattern({ keyword, args }: InterfacesStanza): boolean {
  return keyword.text.startsWith('source-dir') || /\/interfaces\.d\/\*$/.test(args[0]?.text ?? '');
}

/** The path in the workspace of a path on the host, where the main file's own place tells the two apart. */
function placeOf(path: string, file: InterfacesFile, main: InterfacesFile): string | undefined {
  if (!path.startsWith('/')) return resolvePath(dirname(file.path), path);
  const end = '/etc/network/interfaces';
  if (main.path.endsWith(end)) return resolvePath('/', `${main.path.slice(0, -end.length)}${path}`);
  // A copy of the file lies in a folder of another name, and what it sources is looked for beside it.
  const beside = '/etc/network/';
  return path.startsWith(beside) ? resolvePath(dirname(main.path), path.slice(beside.length)) : undefined;
}

/** Files of a folder whose names fit a pattern with `*` and `?`; a pattern in the folder's own name is not followed. */
function filesAt(path: string, workspace: Workspace, plainNames: boolean): InterfacesFile[] {
  const pattern = basename(path);
  return workspace.sharing(`folder:${dirname(path)}`).filter(
    (file): file is InterfacesFile =>
      file.language === 'xen-interfaces' &&
      fits(basename(file.path), pattern) &&
      // ifupdown takes only names of letters, digits, _ and - from a folder (interfaces(5)).
      (!plainNames || /^[\w-]+$/.test(basename(file.path))),
  );
}

/** Whether a name fits a shell pattern of letters, `*` and `?`, in time that grows with their product at most. */
function fits(name: string, pattern: string): boolean {
  let at = 0;
  let star = -1;
  let from = 0;
  let sign = 0;
  while (at < name.length) {
    if (sign < pattern.length && pattern[sign] === '*') {
      star = sign++;
      from = at;
    } else if (sign < pattern.length && (pattern[sign] === '?' || pattern[sign] === name[at])) {
      sign++;
      at++;
    } else if (star >= 0) {
      sign = star + 1;
      at = ++from;
    } else return false;
  }
  while (pattern[sign] === '*') sign++;
  return sign === pattern.length;
}
