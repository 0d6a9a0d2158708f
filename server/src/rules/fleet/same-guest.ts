/** When two files are meant to describe one and the same guest, and must not be held against each other. */
import { isPutAside } from '../../model/backup-name.ts';
import type { Vif } from '../../model/guest.ts';
import { vifMode } from '../../model/network.ts';
import { basename, dirname } from '../../model/paths.ts';
import type { CfgFile, SourceFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';

/**
 * Whether two domU files stand for the same guest, of which only one can run: files with the same name (a variant, an
 * older version, or the same guest kept ready on another host for migration), and a copy in `auto/`, the place from
 * which xendomains starts guests at boot. An older state that was put aside is held against nobody.
 */
export function isSameGuest(a: CfgFile, b: CfgFile): boolean {
  const name = a.facts.name?.value;
  return (
    a.uri === b.uri ||
    isBootCopy(a, b) ||
    (name !== undefined && name === b.facts.name?.value) ||
    isPutAside(a.path) ||
    isPutAside(b.path)
  );
}

/** Whether one of the two is a copy of the other in `auto/`. */
export function isBootCopy(a: CfgFile, b: CfgFile): boolean {
  return a.text === b.text && isAuto(a.path) !== isAuto(b.path);
}

export function onSameHost(a: SourceFile, b: SourceFile, workspace: Workspace): boolean {
  return a === b || workspace.hostOf(a).root === workspace.hostOf(b).root;
}

/** A vif and the guest that it belongs to. */
export interface VifOf {
  readonly guest: CfgFile;
  readonly vif: Vif;
}

/**
 * Whether two vifs could meet on one network. On one host they may always; on different hosts only where the mode of
 * both is known: bridges are taken to be on one LAN, and addresses behind NAT are hidden from everybody else.
 */
export function canMeet(a: VifOf, b: VifOf, level: 'mac' | 'ip', workspace: Workspace): boolean {
  if (onSameHost(a.guest, b.guest, workspace)) return true;
  const reaches = ({ guest, vif }: VifOf): boolean => {
    const mode = vifMode(guest, vif, workspace)?.mode;
    return mode === 'bridge' || (level === 'ip' && mode === 'route');
  };
  return reaches(a) && reaches(b);
}

/** As many other places as anybody reads. */
const SHOWN = 20;

/** The first of them that fit, no more than a finding shows: in a copied fleet there are thousands. */
export function firstOnes<T>(items: Iterable<T>, fits: (item: T) => boolean = () => true): T[] {
  const found: T[] = [];
  for (const item of items) {
    if (fits(item) && found.push(item) >= SHOWN) break;
  }
  return found;
}

/** Guests of the workspace that share the key with the file and are not the same guest. */
export function* otherGuests(file: CfgFile, key: string, workspace: Workspace): Generator<CfgFile> {
  for (const other of workspace.guestsSharing(key, file.facts.name?.value)) if (!isSameGuest(file, other)) yield other;
}

/** All guests of the workspace that have the key. */
export function* guestsWith(key: string, workspace: Workspace): Generator<CfgFile> {
  for (const other of workspace.eachSharing(key)) if (other.language === 'xen-cfg') yield other;
}

function isAuto(path: string): boolean {
  return basename(dirname(path)) === 'auto';
}
