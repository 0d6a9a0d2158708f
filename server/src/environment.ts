/** What the language server asks of the machine it runs on; Node answers from disk, a browser through its client. */
import type { FileKind } from './model/source-file.ts';

export interface WorkspaceFile {
  readonly uri: string;
  readonly language: FileKind;
  readonly text: string;
  /** False where the bytes are in another encoding: the text has one character for each byte then. */
  readonly isUtf8?: boolean;
  /** When the file was changed last (ms since 1970); left out where nobody knows. */
  readonly modified?: number;
}

/** A folder of the workspace, and what the user leaves out of it (patterns as VS Code's `files.exclude` has them). */
export interface WorkspaceFolder {
  readonly uri: string;
  readonly exclude: readonly string[];
}

export interface Environment {
  /** The folder with the pages about rules, a URI that ends in a slash; undefined where they did not come along. */
  readonly pages?: string;
  /**
   * The Xen files below a folder, a few at a time so that requests are answered in between; none when it is no folder, or
   * lies in none of `folders`: nothing outside them is read, and no link is followed out of them. What cannot be read is
   * told to `onError`, and never thrown.
   */
  filesBelow(
    folderUri: string,
    folders: readonly WorkspaceFolder[],
    onError: (message: string) => void,
  ): AsyncIterable<WorkspaceFile>;
  /** One file again, by the same rules; undefined when it is gone, none of ours any more, or cannot be read. */
  read(
    uri: string,
    folders: readonly WorkspaceFolder[],
    onError: (message: string) => void,
  ): Promise<WorkspaceFile | undefined>;
  /** The URI by which a file lies in the folders, where this one leads to it by a link; undefined where it does not. */
  unlinked(uri: string, folders: readonly WorkspaceFolder[]): Promise<string | undefined>;
  /** Whether the bytes of a file begin with UTF-8's byte order mark, which editors keep out of their documents. */
  startsWithMark(uri: string): Promise<boolean>;
  /** When a file was changed last on disk (ms since 1970), also while an editor shows it; undefined where nobody knows. */
  modified(uri: string): Promise<number | undefined>;
}
