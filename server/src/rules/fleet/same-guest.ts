/** When two files are meant to describe one and the same guest, and must not be held against each other. */
import { basename, dirname } from '../../model/paths.ts';
import type { CfgFile, SourceFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';

/**
 * Whether two domU files stand for the same guest: a copy of the file in `auto/` beside it (the place from which
 * xendomains starts guests at boot), or a guest of the same name that is kept ready on another host for migration.
 */
export function isSameGuest(a: CfgFile, b: CfgFile, workspace: Workspace): boolean {
  if (a.uri === b.uri) return true;
  if (a.text === b.text && isAuto(a.path) !== isAuto(b.path)) return true;
  const name = a.facts.name?.value;
  return name !== undefined && name === b.facts.name?.value && !onSameHost(a, b, workspace);
}

export function onSameHost(a: SourceFile, b: SourceFile, workspace: Workspace): boolean {
  return workspace.hostOf(a).root === workspace.hostOf(b).root;
}

/** Guests of the workspace that share the key with the file and are not the same guest. */
export function otherGuests(file: CfgFile, key: string, workspace: Workspace): CfgFile[] {
  return workspace
    .sharing(key)
    .filter((other): other is CfgFile => other.language === 'xen-cfg' && !isSameGuest(file, other, workspace));
}

function isAuto(path: string): boolean {
  return basename(dirname(path)) === 'auto';
}
