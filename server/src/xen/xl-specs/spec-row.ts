/** The row of the small languages inside the strings of a guest file (`pci = [ '01:00.0,seize=1' ]`), and how tables of it are written. */
import type { Row } from '../row.ts';

/**
 * Where the name of a row stands in its string. `key`: before `=`. `position`: the name describes a value that is known by
 * its place. `word`: the name is written as it is, without a value. `form`: the name shows how a whole value is written.
 * `other`: what the toolstack does with anything else, for hover and diagnostics; nothing to complete.
 */
export type SpecPlace = 'key' | 'position' | 'word' | 'form' | 'other';

/** A number with `values` takes these words as well. Where `since` is left out, the key is as old as the option itself. */
export interface SpecRow extends Row {
  /** The option whose strings this is about: `pci`, `vfb`, …; `rate` for the rate of a vif. */
  readonly spec: string;
  readonly place: SpecPlace;
}

export type WrittenSpecRow = Omit<SpecRow, 'spec' | 'status' | 'place'> & Partial<Pick<SpecRow, 'status' | 'place'>>;

/** The rows of one kind of string; a row is a current key unless it says otherwise. */
export function specRows(spec: string, rows: readonly WrittenSpecRow[]): readonly SpecRow[] {
  return rows.map((row) => ({ spec, status: 'current', place: 'key', ...row }));
}

/** What xl takes as a switch inside a string: a number. A word counts as 0. */
export const switchValues: readonly string[] = ['0', '1'];
