/** Find all references: every place where a bridge, MAC, address, script or variable is written. */
import type { Location, Position } from 'vscode-languageserver-types';
import { documentOf, rangeOf } from '../model/lines.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Workspace } from '../model/workspace.ts';
import { occurrenceAt, occurrencesOf } from './occurrences.ts';

/** The places of the name at the position, with or without those that define it. */
export function references(
  file: SourceFile,
  position: Position,
  includeDeclaration: boolean,
  workspace: Workspace,
): Location[] {
  const wanted = occurrenceAt(file, documentOf(file).offsetAt(position), workspace);
  if (!wanted) return [];
  return occurrencesOf(wanted, workspace)
    .filter((one) => includeDeclaration || !one.defines)
    .map((one) => ({ uri: one.file.uri, range: rangeOf(one.file, one) }));
}
