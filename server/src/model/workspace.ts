/** The fleet: every file of the workspace, parsed, with an index over what the files share. */
import type { SourceFile } from './source-file.ts';

export interface Workspace {
  readonly files: ReadonlyMap<string, SourceFile>;
}
