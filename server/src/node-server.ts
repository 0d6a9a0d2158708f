/** Starts the language server on Node: over stdio or the channel that the client chose, with the disk behind it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { connectionOptions } from './connection-options.ts';
import type { Environment, WorkspaceFile, WorkspaceFolder } from './environment.ts';
import { excludes } from './exclude-patterns.ts';
import {
  FolderReader,
  type FoundFile,
  modifiedAt,
  type ReadableFolder,
  type Report,
  startsWithMark,
} from './folder-reader.ts';
import { startServer } from './server.ts';

/** The bundle lies in server/dist, the pages in docs/rules of the same package: a file can be read without a network. */
function pagesBeside(folder: string): string | undefined {
  const pages = join(folder, '..', '..', 'docs', 'rules');
  return existsSync(pages) ? `${URI.file(pages).toString()}/` : undefined;
}

const disk: Environment = {
  pages: pagesBeside(__dirname),
  async *filesBelow(folderUri, folders, onError) {
    const path = pathOf(folderUri);
    if (path === undefined) return;
    for await (const file of readerFor(folders).filesBelow(path, told(onError))) yield toWorkspaceFile(file);
  },
  async read(uri, folders, onError) {
    const path = pathOf(uri);
    const file = path === undefined ? undefined : await readerFor(folders).read(path, told(onError));
    return file && { ...toWorkspaceFile(file), uri };
  },
  async unlinked(uri, folders) {
    const path = pathOf(uri);
    const own = path === undefined ? undefined : await readerFor(folders).unlinked(path);
    return own === undefined ? undefined : URI.file(own).toString();
  },
  async startsWithMark(uri) {
    const path = pathOf(uri);
    return path !== undefined && startsWithMark(path);
  },
  async modified(uri) {
    const path = pathOf(uri);
    return path === undefined ? undefined : modifiedAt(path);
  },
};

function readerFor(folders: readonly WorkspaceFolder[]): FolderReader {
  const readable = folders.flatMap(({ uri, exclude }): ReadableFolder[] => {
    const path = pathOf(uri);
    return path === undefined ? [] : [{ path, excluded: excludes(exclude) }];
  });
  return new FolderReader({ folders: readable, outside: false });
}

function told(onError: (message: string) => void): Report {
  return ({ path, reason }) => onError(`${path}: ${reason}`);
}

/** The path of a file's URI; undefined for what lies on no disk. */
function pathOf(uri: string): string | undefined {
  const { scheme, fsPath } = URI.parse(uri);
  return scheme === 'file' ? fsPath : undefined;
}

function toWorkspaceFile({ path, ...file }: FoundFile): WorkspaceFile {
  return { uri: URI.file(path).toString(), ...file };
}

/** Serves the client that started this process, until it says `exit`. */
export function startNodeServer(): void {
  startServer(createConnection(ProposedFeatures.all, connectionOptions), disk);
}
