/** Writes new files below a folder that somebody named: all of them or none, and through no link out of the folder. */
import { lstatSync, mkdirSync, realpathSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, relative, sep } from 'node:path';

export interface NewFile {
  /** The absolute path, below the folder. */
  readonly path: string;
  readonly text: string;
}

/** Why nothing was written; `path` is where it would have gone wrong, or did. */
export class WriteError extends Error {
  readonly path: string;
  constructor(path: string, reason: string) {
    super(reason);
    this.path = path;
  }
}

/**
 * Writes the files, and the folders that they need. Throws a `WriteError` when one exists, when a link leads out of the
 * folder, or what the file system throws; everything that was made by then is taken away again.
 */
export function writeNew(folder: string, files: readonly NewFile[]): void {
  const made: { path: string; isFolder: boolean }[] = [];
  try {
    for (const path of makeFolders(folder)) made.push({ path, isFolder: true });
    const root = realpathSync(folder);
    for (const { path } of files) refuse(path, root);
    for (const { path, text } of files) {
      for (const one of makeFolders(dirname(path))) made.push({ path: one, isFolder: true });
      refuse(path, root);
      made.push({ path, isFolder: false });
      writeFileSync(path, text, { flag: 'wx' });
    }
  } catch (error) {
    for (const { path, isFolder } of made.reverse()) takeAway(path, isFolder);
    throw error;
  }
}

/** Makes a folder and those above it; gives the ones that were not there, the outermost first. */
function makeFolders(folder: string): string[] {
  const missing: string[] = [];
  for (let path = folder; !isThere(path); path = dirname(path)) missing.unshift(path);
  for (const path of missing) mkdirSync(path);
  return missing;
}

/** Throws when a file of this path cannot be new, or would lie outside `root`. */
function refuse(path: string, root: string): void {
  if (isThere(path)) throw new WriteError(path, 'it exists');
  let nearest = dirname(path);
  while (!isThere(nearest)) nearest = dirname(nearest);
  let real: string;
  try {
    real = realpathSync(nearest);
  } catch {
    throw new WriteError(nearest, 'it is a link that leads to no folder');
  }
  const below = relative(root, real);
  if (below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below))
    throw new WriteError(nearest, `it is a link that leads out of the folder, to ${real}`);
  if (!lstatSync(real).isDirectory()) throw new WriteError(nearest, 'it is not a folder');
}

/** Whether something has this name, be it a link that leads nowhere; below a file there is nothing. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false;
    throw error;
  }
}

function takeAway(path: string, isFolder: boolean): void {
  try {
    if (isFolder) rmdirSync(path);
    else rmSync(path, { force: true });
  } catch {
    // Somebody put something into it meanwhile: that stays.
  }
}
