/** Marks the other places of the same file where the name at the cursor is written. */
import { type DocumentHighlight, DocumentHighlightKind, type Position } from 'vscode-languageserver-types';
import { documentOf, rangeOf } from '../model/lines.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Workspace } from '../model/workspace.ts';
import { occurrenceAt, occurrencesIn } from './occurrences.ts';

/** Where the name is set or made it is a write, else a read. */
export function documentHighlight(file: SourceFile, position: Position, workspace: Workspace): DocumentHighlight[] {
  const wanted = occurrenceAt(file, documentOf(file).offsetAt(position), workspace);
  if (!wanted) return [];
  return occurrencesIn(file, wanted, workspace).map((one) => ({
    range: rangeOf(file, one),
    kind: one.defines ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}
