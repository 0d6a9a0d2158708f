/**
 * Which of the product's languages a document is in. The judgement is the server's own (server/src/model/language.ts,
 * bundled into the client: text in, name of a language out), so that the client can tell before any server runs.
 */
import { FileType, type TextDocument, Uri, workspace } from 'vscode';
import { HOST_FILES, languageOf, languageOfText, mayBeOurs } from '../../server/src/model/language.ts';
import { basename, dirname } from '../../server/src/model/paths.ts';

/** How much of a text is looked at, in UTF-16 units. */
const SAMPLE = 65536;

/** The language that the name and the first lines of a document speak for; undefined when it is none of ours. */
export async function languageOfDocument(document: TextDocument): Promise<string | undefined> {
  const text = document.getText().slice(0, SAMPLE);
  if (document.isUntitled) return languageOfText(text);
  const { path } = document.uri;
  return mayBeOurs(path) ? languageOf(path, text, await isBesideHost(document.uri)) : undefined;
}

/** The language of a file that is not open; undefined as well when it is too large for one of ours or cannot be read. */
export async function languageOfFile(uri: Uri): Promise<string | undefined> {
  if (!mayBeOurs(uri.path)) return undefined;
  try {
    if ((await workspace.fs.stat(uri)).size > LARGEST) return undefined;
    const text = new TextDecoder().decode((await workspace.fs.readFile(uri)).subarray(0, SAMPLE));
    return languageOf(uri.path, text, await isBesideHost(uri));
  } catch {
    return undefined;
  }
}

/** VS Code hands out whole files only, and a configuration is small (bytes). */
const LARGEST = 1024 * 1024;

/** Whether the folder of the file, or the one above its `auto/`, holds a host's own files. */
async function isBesideHost(uri: Uri): Promise<boolean> {
  const own = dirname(uri.path);
  const folder = uri.with({ path: basename(own) === 'auto' ? dirname(own) : own });
  const found = await Promise.all(HOST_FILES.map((name) => isThere(Uri.joinPath(folder, name))));
  return found.includes(true);
}

async function isThere(uri: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.File) !== 0;
  } catch {
    return false;
  }
}
