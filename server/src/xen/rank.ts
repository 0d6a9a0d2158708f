/** In which order options are offered: the rows say how useful each is, this file what their state makes of it. */
import type { GuestKind, Row } from './row.ts';

/** Rank of an option whose row says none: what some files need. */
const ORDINARY = 50;

/** What the state of a row adds: such options come after all others. */
const STATUS: Readonly<Partial<Record<Row['status'], number>>> = {
  deprecated: 200,
  removed: 300,
  undocumented: 40,
  ignored: 300,
  invalid: 300,
  unsupported: 300,
};

/** The place of an option among the others: the smaller the earlier. */
export function rankOf(row: Row): number {
  return (row.rank ?? ORDINARY) + (STATUS[row.status] ?? 0);
}

/** What `rankOf` adds to an option of which the file has another that does the same. */
export const MET = 40;

/** Needs that a kind of guest does not have: an HVM guest boots from its disks, by its firmware. */
export const NOT_NEEDED: Readonly<Record<GuestKind, readonly string[]>> = { pv: [], pvh: [], hvm: ['boot'] };
