/**
 * Keeps suggestions out of the way of the one who types on. An editor filters a list by itself while it is open, selects
 * its first item, and lets Enter accept it. So each item gets a text to filter by that stops matching before the typed
 * word could be meant as it stands: when the word is typed in full, and where a line may end, when it is any other word
 * that is complete, or the beginning of a name or address that nobody knows yet.
 */

/** What may follow the word at the cursor, and what words are complete there. */
export interface Surroundings {
  /** The part of the word before the cursor. */
  readonly before: string;
  /** Whether the line may end after the word, so that Enter means a line break. */
  readonly endsLine: boolean;
  /** Words that may be meant as they stand, whether they are offered or not. */
  readonly complete: readonly string[];
}

interface Offer {
  readonly label: string;
  readonly filter?: string;
  readonly insert?: string;
  readonly commit?: readonly string[];
  /** A name or an address among those that the files know; others may be meant. */
  readonly open?: boolean;
}

/** What an editor may never match: a word begins with no blank. */
const NOTHING = ' ';

/** The text to filter by; undefined where the item must not be offered at all. */
export function filterText(offer: Offer, { before, endsLine, complete }: Surroundings): string | undefined {
  const whole = offer.filter ?? offer.label;
  if (before !== '' && (before === offer.label || before === whole || before === offer.insert)) return undefined;
  const taken = endsLine || offer.commit !== undefined ? complete : [];
  if (before !== '' && taken.includes(before) && spellings(before).some((one) => matches(one, whole))) return undefined;
  let filter = offer.open && endsLine ? beginning(whole) : whole;
  for (const word of [offer.label, whole, ...taken])
    if (word.length > before.length && word.startsWith(before)) filter = without(filter, word);
  if (before !== '' && matches(before, whole) && !matches(before, filter)) return undefined;
  return filter || NOTHING;
}

/** The longest beginning of the text that the word does not match, however an editor reads it. */
function without(text: string, word: string): string {
  let kept = text;
  for (const spelling of spellings(word)) {
    const found = matchEnd(spelling, kept);
    if (found > 0) kept = kept.slice(0, found - 1);
  }
  return kept;
}

/** The word, and what VS Code forgives besides: two neighbouring letters in the wrong order, the first one aside. */
function spellings(word: string): string[] {
  const found = [word];
  for (let at = 1; at + 1 < word.length; at++)
    found.push(word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2));
  return found;
}

/** Whether all characters of the word stand in the text in their order, as editors compare. */
function matches(word: string, text: string): boolean {
  return matchEnd(word, text) >= 0;
}

/** Where the earliest match ends; -1 where there is none. */
function matchEnd(word: string, text: string): number {
  const wanted = word.toLowerCase();
  const within = text.toLowerCase();
  let at = 0;
  for (const character of wanted) {
    const found = within.indexOf(character, at);
    if (found < 0) return -1;
    at = found + character.length;
  }
  return at;
}

/** Of `10.0.0.12` and `xenbr10` so much that it cannot be another address or name already. */
function beginning(name: string): string {
  const parts = /^.*[.:/](?=[^.:/]*$)/.exec(name);
  if (/^[0-9a-f.:]+(?:\/\d+)?$/i.test(name)) return parts?.[0] ?? '';
  return name.replace(/[^A-Za-z]+$/, '').slice(0, -1);
}
