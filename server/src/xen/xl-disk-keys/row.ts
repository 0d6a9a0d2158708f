/** The row of the disk table: a plain row that also says which part of the entry it is. */

import type { Row } from '../row.ts';

/**
 * `positional`: a word known by its place; `named`: KEY=VALUE; `flag`: a bare word; `format`, `backendtype`, `access`:
 * the words of that key; `prefix` and `legacy`: forms kept from xend; `vdev`: kinds of device names; `lexical` and
 * `check`: behaviours that are no words of their own.
 */
export type DiskRowKind =
  | 'positional'
  | 'named'
  | 'flag'
  | 'format'
  | 'backendtype'
  | 'access'
  | 'prefix'
  | 'legacy'
  | 'lexical'
  | 'vdev'
  | 'check';

export interface DiskRow extends Row {
  readonly kind: DiskRowKind;
  /** Place among the positional words, from 1. */
  readonly position?: number;
}
