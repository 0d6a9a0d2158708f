/** Finds the word that was probably meant. */
import { distance } from 'fastest-levenshtein';

/**
 * The known word nearest to a mistyped one; undefined when none is near enough to be worth saying (two slips at the
 * most, and fewer in a short word). Case, `-` and `_` do not count as slips.
 */
export function suggest(word: string, known: Iterable<string>): string | undefined {
  const wanted = fold(word);
  if (wanted.length > 64) return undefined;
  const limit = wanted.length <= 3 ? 0 : wanted.length <= 5 ? 1 : 2;
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > limit + 1) continue;
    const slips = distance(wanted, fold(candidate));
    if (slips < least) {
      best = candidate;
      least = slips;
    }
  }
  return best;
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll(/[-_]/g, '');
}
