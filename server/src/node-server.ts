/** Starts the language server on Node: over stdio or the channel that the client chose, with the disk behind it. */
import { existsSync, lstatSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { connectionOptions } from './connection-options.ts';
import type { Environment, WorkspaceFile } from './environment.ts';
import { type FoundFile, filesBelow, readIfOurs } from './folder-reader.ts';
import { HOST_FILES } from './model/language.ts';
import { startServer } from './server.ts';

/** The bundle lies in server/dist, the pages in docs/rules of the same package: a file can be read without a network. */
function pagesBeside(folder: string): string | undefined {
  const pages = join(folder, '..', '..', 'docs', 'rules');
  return existsSync(pages) ? `${URI.file(pages).toString()}/` : undefined;
}

const disk: Environment = {
  pages: pagesBeside(__dirname),
  async *filesBelow(folderUri, onError) {
    const folder = URI.parse(folderUri);
    if (folder.scheme !== 'file' || !lstatSync(folder.fsPath, { throwIfNoEntry: false })?.isDirectory()) return;
    try {
      for (const file of filesBelow(folder.fsPath, (path, error) => onError(`${path}: ${String(error)}`))) {
        yield toWorkspaceFile(file);
        await new Promise((resolve) => setImmediate(resolve));
      }
    } catch (error) {
      onError(`${folder.fsPath}: ${String(error)}`);
    }
  },
  async read(uri) {
    try {
      const path = URI.parse(uri).fsPath;
      const file = readIfOurs(
        path,
        HOST_FILES.some((name) => existsSync(join(dirname(path), name))),
      );
      return file && toWorkspaceFile(file);
    } catch {
      return undefined;
    }
  },
  async startsWithMark(uri) {
    const { scheme, fsPath } = URI.parse(uri);
    if (scheme !== 'file') return false;
    try {
      // Only a regular file answers at once: a FIFO would wait for a writer.
      if (!(await stat(fsPath)).isFile()) return false;
      const file = await open(fsPath);
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(MARK.length), 0, MARK.length, 0);
        return bytesRead === MARK.length && buffer.equals(MARK);
      } finally {
        await file.close();
      }
    } catch {
      return false;
    }
  },
};

/** UTF-8's byte order mark. */
const MARK = Buffer.from('\ufeff');

function toWorkspaceFile(file: FoundFile): WorkspaceFile {
  return { uri: URI.file(file.path).toString(), language: file.language, text: file.text };
}

/** Serves the client that started this process, until it says `exit`. */
export function startNodeServer(): void {
  startServer(createConnection(ProposedFeatures.all, connectionOptions), disk);
}
