/** What the commands that read files have in common: loading a workspace, and naming files as a person would. */
import { statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { URI } from 'vscode-uri';
import { filesBelow, readText } from '../folder-reader.ts';
import { isEfiBootFile, languageOfNamed } from '../model/language.ts';
import type { Workspace } from '../model/workspace.ts';

/**
 * Takes a file, or all Xen files below a folder, into the workspace. `path` is absolute; what cannot be read goes to
 * `complain`.
 */
export function loadInto(workspace: Workspace, path: string, complain: (path: string, error: unknown) => void): void {
  try {
    if (statSync(path).isDirectory()) {
      for (const file of filesBelow(path, complain)) {
        workspace.set(URI.file(file.path).toString(), file.language, file.text, 0);
      }
      return;
    }
    // A file that is named is checked even when it does not look like ours: whoever names it means it.
    const text = readText(path);
    if (isEfiBootFile(text)) return;
    workspace.set(URI.file(path).toString(), languageOfNamed(path.split(sep).join('/'), text), text, 0);
  } catch (error) {
    complain(path, error);
  }
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
