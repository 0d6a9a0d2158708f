/** The parts of one entry in `disk = [ … ]` as xl reads it. */

import { xlDiskBehaviours } from './xl-disk-keys/behaviours.ts';
import { xlDiskLegacy } from './xl-disk-keys/legacy.ts';
import { xlDiskOptions } from './xl-disk-keys/options.ts';
import type { DiskRow, DiskRowKind } from './xl-disk-keys/row.ts';
import { xlDiskWords } from './xl-disk-keys/words.ts';

export type { DiskRow, DiskRowKind } from './xl-disk-keys/row.ts';

/** Names repeat: `target` is both a place and a key, so look rows up by kind and name. */
export const xlDiskKeys: readonly DiskRow[] = [...xlDiskOptions, ...xlDiskWords, ...xlDiskLegacy, ...xlDiskBehaviours];

/** The rows of one kind, by name. */
export function diskRows(kind: DiskRowKind): ReadonlyMap<string, DiskRow> {
  return new Map(xlDiskKeys.filter((row) => row.kind === kind).map((row) => [row.name, row]));
}
