/** Whether an interfaces file is certainly dom0's: one that lies beside guests' files may also be a copy of a guest's. */
import { basename, dirname } from '../../model/paths.ts';
import type { Host } from '../../model/workspace.ts';

/** Commands that only a host gives which other machines live behind. */
const HOSTLY = /ip_forward|proxy_arp|MASQUERADE|\bbrctl\b/;

/** Folders that say whose file it is. */
const HOST_FOLDERS = new Set(['dom0', 'domain-0', 'host', 'hypervisor', 'xenhost']);

/**
 * Whether the host's interfaces file is surely dom0's: it makes a bridge or forwards, it lies in a folder named so, or in the
 * same tree as the host's etc/xen.
 */
export function isSurelyDom0({ interfaces, xend, xlConf, root }: Host): boolean {
  if (!interfaces) return false;
  if (interfaces.facts.bridges.length > 0 || HOSTLY.test(interfaces.text)) return true;
  if (HOST_FOLDERS.has(basename(root).toLowerCase())) return true;
  const xen = xend ?? xlConf;
  const etc = dirname(dirname(interfaces.path));
  return basename(etc) === 'etc' && xen !== undefined && dirname(xen.path) === `${etc}/xen`;
}
