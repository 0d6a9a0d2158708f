/** How a disk's target names one image, wherever it is named: block scripts, and the protocols that QEMU opens itself. */

export interface ImageRow {
  /** The script's name, or the protocol before the colon. */
  readonly name: string;
  readonly kind: 'script' | 'protocol';
  /** What guards against a second writer, and where this is known from. */
  readonly source: string;
}

/** A script that is not here may give each guest a copy or a snapshot of what the target names. */
export const imageRows: readonly ImageRow[] = [
  { name: 'block-rbd', kind: 'script', source: 'rbd map takes no lock without --exclusive (rbd(8))' },
  { name: 'block-iscsi', kind: 'script', source: 'tools/hotplug/Linux/block-iscsi: no check of sharing' },
  { name: 'block-nbd', kind: 'script', source: 'tools/hotplug/Linux/block-nbd: no check of sharing' },
  { name: 'block-enbd', kind: 'script', source: 'tools/hotplug/Linux/block-enbd: no check of sharing' },
  { name: 'block-tap', kind: 'script', source: 'tools/hotplug/Linux/block-tap' },
  {
    name: 'block-drbd',
    kind: 'script',
    source: 'DRBD: the second node cannot become primary, one node can open it twice',
  },
  { name: 'rbd', kind: 'protocol', source: 'qemu block/rbd.c' },
  { name: 'nbd', kind: 'protocol', source: 'qemu block/nbd.c' },
  { name: 'iscsi', kind: 'protocol', source: 'qemu block/iscsi.c' },
  { name: 'gluster', kind: 'protocol', source: 'qemu block/gluster.c' },
  { name: 'drbd', kind: 'protocol', source: "xm's prefix for DRBD's own script" },
];

const SCRIPTS: ReadonlySet<string> = new Set(imageRows.filter((row) => row.kind === 'script').map((row) => row.name));
const PROTOCOLS: ReadonlySet<string> = new Set(
  imageRows.filter((row) => row.kind === 'protocol').map((row) => row.name),
);

/** Whether the target of a disk with this script (by its name, without the folder) names one image for all guests. */
export function namesOneImage(script: string): boolean {
  return SCRIPTS.has(script);
}

/** Whether the text begins with a protocol that names one image: `rbd:pool/web`. */
export function hasImageProtocol(target: string): boolean {
  return PROTOCOLS.has(target.slice(0, Math.max(target.indexOf(':'), 0)));
}
