/** The hosts of a workspace, by names that a person can tell apart. */
import { basename } from '../../model/paths.ts';
import type { CfgFile, SourceFile } from '../../model/source-file.ts';
import type { Host, Workspace } from '../../model/workspace.ts';
import type { HostRef } from './types.ts';

export interface HostFiles extends HostRef {
  readonly host: Host;
  readonly guests: readonly CfgFile[];
}

const order = new Intl.Collator('en', { numeric: true });

/** Orders names as people do: vm9 before vm10. */
export function compareNames(a: string, b: string): number {
  return order.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** Every host that files describe, in the order of its folders; last, under the root '', the guests that have none. */
export function hostsOf(workspace: Workspace): HostFiles[] {
  const found = new Map<string, { host: Host; guests: CfgFile[] }>();
  for (const file of workspace.files.values()) {
    if (file.language !== 'xen-cfg' && !describesHost(file, workspace)) continue;
    const host = workspace.hostOf(file);
    if (host.root === '' && file.language !== 'xen-cfg') continue;
    const entry = found.get(host.root) ?? { host, guests: [] };
    if (file.language === 'xen-cfg') entry.guests.push(file);
    found.set(host.root, entry);
  }
  const roots = [...found.keys()].sort((a, b) => Number(a === '') - Number(b === '') || compareNames(a, b));
  const names = shortNames(roots.filter((root) => root !== ''));
  return roots.map((root) => ({
    root,
    name: names.get(root) ?? 'guests without a host',
    host: found.get(root)?.host ?? { root, xend: undefined, xlConf: undefined, interfaces: undefined },
    guests: found.get(root)?.guests ?? [],
  }));
}

function describesHost(file: SourceFile, workspace: Workspace): boolean {
  if (file.language === 'xend-sxp') return basename(file.path) === 'xend-config.sxp';
  if (file.language === 'xl-conf') return basename(file.path) === 'xl.conf';
  return (
    file.language === 'xen-interfaces' && basename(file.path) === 'interfaces' && workspace.guestOf(file) === undefined
  );
}

/** The last part of each folder, or as many of the last parts as it takes to tell them apart. */
function shortNames(roots: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const root of roots) {
    const parts = root.split('/').filter(Boolean);
    let name = parts.at(-1) ?? '/';
    for (let count = 2; count <= parts.length && isShared(name, root, roots); count++)
      name = parts.slice(-count).join('/');
    names.set(root, name);
  }
  return names;
}

function isShared(name: string, own: string, roots: readonly string[]): boolean {
  return roots.some((root) => root !== own && (root === `/${name}` || root.endsWith(`/${name}`)));
}
