/** What the commands that read files have in common: loading a workspace, and naming files as a person would. */

import { stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { URI } from 'vscode-uri';
import { FolderReader, modifiedAt, reasonOf } from '../folder-reader.ts';
import { isEfiBootFile, languageOfNamed } from '../model/language.ts';
import type { FileKind } from '../model/source-file.ts';
import type { Workspace } from '../model/workspace.ts';
import { printable } from '../syntax/printable.ts';
import type { Terminal } from './terminal.ts';

/** What came of loading; what was wrong with single files has been told by then. */
export interface Loaded {
  /** Whether everything was read that was named and is ours. */
  readonly complete: boolean;
  /** Whether nothing was found to look at, which is seldom meant. */
  readonly empty: boolean;
}

/**
 * Takes in the files that are named and all Xen files below the folders that are named; nothing twice, whatever links lead
 * to it. What cannot be read is told, and the rest is read.
 */
export async function load(workspace: Workspace, paths: readonly string[], terminal: Terminal): Promise<Loaded> {
  let complete = true;
  let known = 0;
  const tell = (path: string, reason: string): void =>
    terminal.error(`${printable(shown(path, terminal.cwd))}: ${printable(reason)}`);
  const attempt = async (path: string, act: () => Promise<void> | void): Promise<void> => {
    try {
      await act();
    } catch (error) {
      complete = false;
      tell(path, `cannot be read: ${reasonOf(error)}`);
    }
  };
  const places = await Promise.all(
    paths.map(async (name) => {
      const path = resolve(terminal.cwd, name);
      const isFolder = await stat(path).then(
        (status) => status.isDirectory(),
        () => false,
      );
      return { path, isFolder };
    }),
  );
  const folders = places.filter(({ isFolder }) => isFolder).map(({ path }) => ({ path, excluded: () => false }));
  const reader = new FolderReader({ folders, outside: true });
  const take = (path: string, language: FileKind, text: string, modified: number | undefined): void => {
    const uri = URI.file(path).toString();
    try {
      workspace.setModified(uri, modified);
      workspace.set(uri, language, text, 0);
    } catch (error) {
      complete = false;
      tell(path, `cannot be checked: ${reasonOf(error)}`);
    }
  };
  // What is named comes first: it is taken for ours whatever a folder would take it for.
  for (const { path, isFolder } of places) {
    if (isFolder) continue;
    await attempt(path, async () => {
      const text = await reader.readNamed(path);
      known++;
      if (text === undefined || isEfiBootFile(text)) return;
      take(path, languageOfNamed(path.split(sep).join('/'), text), text, await modifiedAt(path));
    });
  }
  for (const { path } of folders) {
    await attempt(path, async () => {
      const files = reader.filesBelow(path, (trouble) => {
        complete &&= !trouble.missed;
        tell(trouble.path, trouble.reason);
      });
      for await (const file of files) {
        known++;
        take(file.path, file.language, file.text, file.modified);
      }
    });
  }
  return { complete, empty: known + reader.bootFiles === 0 };
}

/** Says that nothing was found; `result` says what came of it. */
export function nothingFound(result: string, paths: readonly string[]): string {
  return `xen-config: ${result}: there is no file of Xen in ${printable(paths.join(', '))}`;
}

/** The path of a file URI as a person in `cwd` would write it. */
export function shownUri(uri: string, cwd: string): string {
  return shown(URI.parse(uri).fsPath, cwd);
}

/** The path as a person in `cwd` would write it. */
export function shown(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === '' || short.startsWith('..') ? path : short;
}
