/** Finds the word that was probably meant. */
import { distance } from 'fastest-levenshtein';

/**
 * The known word nearest to a mistyped one; undefined when none is near enough to be worth saying (two slips at the
 * most, and fewer in a short word). Case, `-` and `_` do not count as slips, two letters that changed places count as one.
 */
export function suggest(word: string, known: Iterable<string>): string | undefined {
  const wanted = fold(word);
  if (wanted.length > 64) return undefined;
  const limit = wanted.length <= 3 ? 0 : wanted.length <= 5 ? 1 : 2;
  let best: string | undefined;
  let least = Math.max(limit, 1) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > limit + 1) continue;
    const slips = slipsBetween(wanted, fold(candidate));
    if (slips < least && (slips <= limit || slips === SWAPPED)) {
      best = candidate;
      least = slips;
    }
  }
  return best;
}

/** Cost of two neighbouring letters that changed places; more than none, less than a slip, so that it decides between two words. */
const SWAPPED = 0.9;

function slipsBetween(word: string, candidate: string): number {
  const slips = distance(word, candidate);
  if (slips !== 2 || word.length !== candidate.length) return slips;
  const at = [...word].findIndex((letter, index) => letter !== candidate[index]);
  const swapped =
    word[at] === candidate[at + 1] && word[at + 1] === candidate[at] && word.slice(at + 2) === candidate.slice(at + 2);
  return swapped ? SWAPPED : slips;
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll(/[-_]/g, '');
}

/** Words of an option's name that people leave out, or write too much: `vif-script` is `vif.default.script`. */
const FILLERS: ReadonlySet<string> = new Set(['default', 'vm']);

/**
 * The option whose name has the words of `written`, whatever stands between them; one in use before one that is obsolete.
 * Undefined where none has.
 */
export function sameWords(written: string, rows: ReadonlyMap<string, NamedRow>): string | undefined {
  const old = [...rows].find(([name]) => lettersOf(name) === lettersOf(written));
  const heir = old?.[1].replacedBy;
  // The old name of an option that takes the same values stands for the new one.
  if (old && heir !== undefined && rows.get(heir)?.type === old[1].type) return heir;
  const wanted = wordsOf(written);
  const found = [...rows].filter(([name]) => wordsOf(name) === wanted);
  return (found.find(([, row]) => row.status === undefined || row.status === 'current') ?? found[0])?.[0];
}

interface NamedRow {
  readonly status?: string | undefined;
  readonly type?: string | undefined;
  readonly replacedBy?: string | undefined;
}

const lettersOf = (name: string): string => name.toLowerCase().replaceAll(/[-_.]/g, '');

/** The words of a name run together, fillers left out. */
function wordsOf(name: string): string {
  return name
    .toLowerCase()
    .split(/[-_.]+/)
    .filter((word) => !FILLERS.has(word))
    .join('');
}
