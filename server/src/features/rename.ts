/** Rename: bridges across a host's files, MACs, addresses, and variables of a domU file; all places or none. */
import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { documentOf, rangeOf } from '../model/lines.ts';
import { basename } from '../model/paths.ts';
import type { SourceFile } from '../model/source-file.ts';
import { toolstackOf } from '../model/spec-strings.ts';
import type { Workspace } from '../model/workspace.ts';
import { HOLE } from '../syntax/template.ts';
import { parseAddress, parseMac } from '../xen/addresses.ts';
import { keyTable, table } from '../xen/tables.ts';
import { renameObstacle } from './occurrences/variables.ts';
import { type NameKind, type Occurrence, occurrenceAt, occurrencesOf } from './occurrences.ts';

/** Why something cannot be renamed, in words for the user. */
export class RenameError extends Error {}

/** The range and the present name of what would be renamed; null where nothing can. Throws a RenameError that says why. */
export function prepareRename(
  file: SourceFile,
  position: Position,
  workspace: Workspace,
): { range: Range; placeholder: string } | null {
  const wanted = occurrenceAt(file, documentOf(file).offsetAt(position), workspace);
  if (!wanted) return null;
  placesOf(wanted, workspace);
  return { range: rangeOf(file, wanted), placeholder: file.text.slice(wanted.offset, wanted.end) };
}

/** The edits of all places. Throws a RenameError when the name cannot be changed, or not to this one. */
export function rename(
  file: SourceFile,
  position: Position,
  newName: string,
  workspace: Workspace,
): WorkspaceEdit | null {
  const wanted = occurrenceAt(file, documentOf(file).offsetAt(position), workspace);
  if (!wanted) return null;
  const places = placesOf(wanted, workspace);
  const fault = VALID[wanted.kind](newName, wanted);
  if (fault !== undefined) throw new RenameError(fault);
  const [other] = occurrencesOf({ ...wanted, name: spelled(wanted.kind, newName) }, workspace);
  if (other && other.name !== wanted.name)
    throw new RenameError(`${newName} is in use already, in ${basename(other.file.path)}.`);
  const edits = new Map<SourceFile, TextEdit[]>();
  for (const place of places) {
    const own = edits.get(place.file) ?? [];
    own.push({ range: rangeOf(place.file, place), newText: newName });
    edits.set(place.file, own);
  }
  return {
    documentChanges: [...edits].map(([one, changes]) => ({
      textDocument: { uri: one.uri, version: one.version > 0 ? one.version : null },
      edits: changes,
    })),
  };
}

/** The one spelling by which names of a kind are compared. */
function spelled(kind: NameKind, name: string): string {
  if (kind === 'mac') return parseMac(name) ?? name;
  return kind === 'address' ? (parseAddress(name)?.text ?? name) : name;
}

/** All places of a name that may be renamed, each written in full where it stands. */
function placesOf(wanted: Occurrence, workspace: Workspace): Occurrence[] {
  const { kind, name, file } = wanted;
  if (name.includes(HOLE))
    throw new RenameError(
      'A placeholder of the template is part of this name: change it where the value of the placeholder is set, or by hand.',
    );
  if (kind === 'script') throw new RenameError('A script is a file on the host; its name is not changed from here.');
  if (kind === 'variable') forbidKeys(wanted);
  const places = occurrencesOf(wanted, workspace);
  if (kind === 'device' && !places.some((one) => one.bridge))
    throw new RenameError(`${name} is no bridge: the name of a card is the kernel's, and is not changed from here.`);
  const foreign = places.find((one) => workspace.isUneditable(one.file));
  if (foreign)
    throw new RenameError(
      `${basename(foreign.file.path)} is not in UTF-8, and letters of it would be lost. Convert it first, or open it in its encoding, then rename.`,
    );
  const odd = places.find((one) => !isWhole(one));
  if (odd) {
    const { line } = documentOf(odd.file).positionAt(odd.offset);
    throw new RenameError(
      `${name} is put together in line ${line + 1} of ${odd.file === file ? 'this file' : odd.file.path}, and can only be changed by hand there.`,
    );
  }
  return places;
}

function isWhole({ kind, name, offset, end, file }: Occurrence): boolean {
  const written = file.text.slice(offset, end);
  if (kind === 'mac') return parseMac(written) === name;
  if (kind === 'address') return parseAddress(written)?.text === name;
  return written === name;
}

function forbidKeys({ name, file }: Occurrence): void {
  if (file.language !== 'xen-cfg') return;
  const toolstack = toolstackOf(file);
  if (table(keyTable('xen-cfg', toolstack)).get(name))
    throw new RenameError(`${name} is a setting of ${toolstack}: under another name it would set nothing.`);
  const obstacle = renameObstacle(file.tree, name);
  if (obstacle) throw new RenameError(obstacle);
}

/** What is wrong with a new name; undefined for one that is right. */
const VALID: Readonly<Record<NameKind, (name: string, old: Occurrence) => string | undefined>> = {
  device: (name) =>
    /^[A-Za-z0-9_][\w-]{0,14}$/.test(name)
      ? undefined
      : 'A bridge has a name of at most 15 letters, digits, _ and -: the kernel takes no longer one.',
  mac: (name) => (parseMac(name) ? undefined : 'A MAC address is written as six bytes, such as 00:16:3e:00:00:01.'),
  address: (name, old) => {
    const parsed = parseAddress(name);
    const family = old.name.includes(':') ? 6 : 4;
    return parsed?.family === family ? undefined : `This is no IPv${family} address.`;
  },
  script: () => undefined,
  variable: (name, { file }) => {
    if (!/^[A-Za-z_]\w*$/.test(name)) return 'A variable has a name of letters, digits and _.';
    const key = file.language === 'xen-cfg' && table(keyTable('xen-cfg', toolstackOf(file))).get(name);
    return key ? `${name} is a setting of Xen.` : undefined;
  },
};
