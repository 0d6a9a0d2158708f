/** What the language server asks of the machine it runs on; Node answers from disk, a browser through its client. */
import type { FileKind } from './model/source-file.ts';

export interface WorkspaceFile {
  readonly uri: string;
  readonly language: FileKind;
  readonly text: string;
}

export interface Environment {
  /** The folder with the pages about rules, a URI that ends in a slash; undefined where they did not come along. */
  readonly pages?: string;
  /** The Xen files below a folder, a few at a time so that requests are answered in between; none when it is no folder. */
  filesBelow(folderUri: string, onError: (message: string) => void): AsyncIterable<WorkspaceFile>;
  /** One file again; undefined when it is gone or none of ours any more. */
  read(uri: string): Promise<WorkspaceFile | undefined>;
  /** Whether the bytes of a file begin with UTF-8's byte order mark, which editors keep out of their documents. */
  startsWithMark(uri: string): Promise<boolean>;
}
