/** Order among Xen releases, for options that came or went. */

import type { Row } from './row.ts';

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
export function isReadBy(row: Row, release: string): boolean {
  return !isTooNew(row, release) && !isGone(row, release);
}

/** Whether the option came only after this release. */
export function isTooNew(row: Row, release: string): boolean {
  return row.since !== undefined && compareReleases(release, row.since) < 0;
}

/** Whether the option went before this release. */
export function isGone(row: Row, release: string): boolean {
  return row.until !== undefined && compareReleases(release, row.until) > 0;
}
