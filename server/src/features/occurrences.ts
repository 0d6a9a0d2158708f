/** Where a name is written, in one file or in all that share it: the one answer for definition, references, highlight and rename. */
import type { SourceFile } from '../model/source-file.ts';
import type { Workspace } from '../model/workspace.ts';
import { touches } from '../syntax/span.ts';
import { sharedPlaces } from './occurrences/places.ts';
import type { NamedPlace, Occurrence } from './occurrences/types.ts';
import { variablesOf } from './occurrences/variables.ts';

export type { NamedPlace, NameKind, Occurrence } from './occurrences/types.ts';

/** The name that the offset touches; undefined where nothing stands that is written elsewhere too. */
export function occurrenceAt(file: SourceFile, offset: number, workspace: Workspace): Occurrence | undefined {
  const here = (places: readonly NamedPlace[]): NamedPlace | undefined =>
    places.find((place) => touches(place, offset));
  const found =
    here(sharedPlaces(file, workspace)) ?? (file.language === 'xen-cfg' ? here(variablesOf(file.tree)) : undefined);
  return found && { ...found, file };
}

/** All places of one file where the name is written, in the order of the text. */
export function occurrencesIn(file: SourceFile, wanted: NamedPlace, workspace: Workspace): Occurrence[] {
  const places =
    wanted.kind !== 'variable'
      ? sharedPlaces(file, workspace)
      : file.language === 'xen-cfg'
        ? variablesOf(file.tree)
        : [];
  return places
    .filter((one) => one.kind === wanted.kind && one.name === wanted.name)
    .map((one) => ({ ...one, file }))
    .sort((a, b) => a.offset - b.offset);
}

/** All places where the name is written: in the file alone, on its host, or in the whole workspace, as far as it counts. */
export function occurrencesOf(wanted: Occurrence, workspace: Workspace): Occurrence[] {
  return filesWith(wanted, workspace).flatMap((file) => occurrencesIn(file, wanted, workspace));
}

function filesWith({ kind, name, file }: Occurrence, workspace: Workspace): SourceFile[] {
  if (kind === 'variable') return [file];
  const guest = file.language === 'xen-interfaces' ? workspace.guestOf(file) : undefined;
  // The devices inside a guest are its own, whatever dom0 calls its.
  if (kind === 'device' && guest) return [file];
  if (kind === 'mac') {
    const guests = workspace.sharing(`mac:${name}`);
    const own = guests.map((one) => (one.language === 'xen-cfg' ? workspace.interfacesOf(one) : undefined));
    return unique([file, ...guests, ...own.filter((one) => one !== undefined)]);
  }
  const { root } = workspace.hostOf(guest ?? file);
  const candidates = kind === 'address' ? [...workspace.sharing(`ip:${name}`), file] : [...workspace.files.values()];
  const files = candidates.filter((one) => {
    const owner = one.language === 'xen-interfaces' ? workspace.guestOf(one) : undefined;
    return !(kind === 'device' && owner) && workspace.hostOf(owner ?? one).root === root;
  });
  return unique([file, ...files]);
}

const unique = (files: readonly SourceFile[]): SourceFile[] => [...new Set(files)];
