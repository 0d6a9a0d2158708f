/** Order among Xen releases, for options that came or went. */

import type { Row, Toolstack } from './row.ts';

/** Negative when `a` is older than `b`, 0 when they are the same, positive when newer; `newest` is newer than all. */
export function compareReleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === 'newest') return 1;
  if (b === 'newest') return -1;
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return 0;
}

/** Whether this release reads the option: neither too old for it nor too new. */
export function isReadBy(row: Dated, release: string): boolean {
  return !isTooNew(row, release) && !isGone(row, release);
}

/** Whether the option came only after this release. */
export function isTooNew(row: Dated, release: string): boolean {
  return row.since !== undefined && compareReleases(release, row.since) < 0;
}

/** Whether the option went before this release. */
export function isGone(row: Dated, release: string): boolean {
  return row.until !== undefined && compareReleases(release, row.until) > 0;
}

/** The last release with xend, and with it xm. */
export const LAST_XEND = '4.4';

/**
 * The release by which the tables of a toolstack are narrowed; undefined where nothing is to be left out. xm ended with
 * 4.4: where the host is said to run something newer, or nothing is said, a file for xm may be for any of its releases.
 */
export function releaseFor(toolstack: Toolstack, version: string): string | undefined {
  if (toolstack === 'xl') return version;
  return compareReleases(version, LAST_XEND) <= 0 ? version : undefined;
}

/** What an option, a word or a script carries about its releases. */
export type Dated = Pick<Row, 'since' | 'until'>;

/** Whether it is read by the release; anything is where the release is not known. */
export function fits(dated: Dated, release: string | undefined): boolean {
  return release === undefined || isReadBy(dated, release);
}
