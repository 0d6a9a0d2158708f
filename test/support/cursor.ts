/** Texts with a `|` where the cursor stands. */
import { positionOf } from '../../server/src/model/lines.ts';
import type { Settings } from '../../server/src/model/settings.ts';
import type { SourceFile } from '../../server/src/model/source-file.ts';
import type { Workspace } from '../../server/src/model/workspace.ts';
import { uriOf, workspaceOf } from './check.ts';

export interface AtCursor {
  readonly file: SourceFile;
  readonly offset: number;
  readonly position: { line: number; character: number };
  readonly workspace: Workspace;
}

/** Opens `text` (with its `|`) as `path`, beside `others`; the cursor's sign is taken out. */
export function atCursor(
  path: string,
  text: string,
  others: Record<string, string> = {},
  settings: Partial<Settings> = {},
): AtCursor {
  const offset = text.indexOf('|');
  if (offset < 0) throw new Error('the text has no | for the cursor');
  const workspace = workspaceOf({ ...others, [path]: text.slice(0, offset) + text.slice(offset + 1) }, settings);
  const file = workspace.files.get(uriOf(path));
  if (!file) throw new Error(`${path} is not in the workspace`);
  return { file, offset, position: positionOf(file, offset), workspace };
}
