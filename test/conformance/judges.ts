/** What all comparisons with the real programs share: seeded chance, inputs, asking in parallel, and the table at the end. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ORACLE = 'test/conformance/oracle';

/** One line of the table. */
export interface Tally {
  judge: string;
  inputs: number;
  agree: number;
  /** Disagreements that known-differences.json lists with their reason: no agreement, and no surprise. */
  listed: number;
  falseAlarms: number;
  misses: number;
  wrongValues: number;
}

export function newTally(judge: string): Tally {
  return { judge, inputs: 0, agree: 0, listed: 0, falseAlarms: 0, misses: 0, wrongValues: 0 };
}

export type Verdict = 'agree' | 'falseAlarms' | 'misses' | 'wrongValues';

/** How many disagreements of a kind are printed in full. */
const SHOWN = Number(process.env.SHOW ?? 8);

/** Counts one verdict on one input; a disagreement that is listed with its reason has a column of its own. */
export function record(tally: Tally, verdict: Verdict, text: string, why: unknown): void {
  const names = tally.judge.split(', ');
  const isListed = (judge: string) => knownDifferences(judge).some(({ pattern }) => pattern.test(text));
  const known = verdict !== 'agree' && (isListed(names.slice(0, 2).join(', ')) || isListed(names[0] ?? ''));
  tally.inputs++;
  tally[known ? 'listed' : verdict]++;
  if (!known && verdict !== 'agree' && tally[verdict] <= SHOWN)
    console.log(`${tally.judge}: ${verdict}: ${JSON.stringify(text)} ${JSON.stringify(why)}`);
}

/** Small generator with a seed (mulberry32), so that a finding can be seen again. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of the items; `undefined` only for an empty list. */
export function pick<T>(items: readonly T[], next: () => number): T {
  return items[Math.floor(next() * items.length)] as T;
}

/** The real files of a folder; none, and a word about it, where they are not at hand. */
export function realFiles(folder: string): string[] {
  const base = join(process.env.XEN_SHARED ?? '../shared', 'corpus', folder);
  if (!existsSync(base)) {
    console.log(`skipped: no real files at ${base}`);
    return [];
  }
  return readdirSync(base).map((name) => readFileSync(join(base, name), 'utf8'));
}

/** The texts of the small inputs that lie beside the judges. */
export function oracleCases(): string[] {
  const lines = readFileSync(join(ORACLE, 'cases.jsonl'), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line).text).filter((text) => typeof text === 'string');
}

/** A disagreement that is known, and why it stays. */
export interface KnownDifference {
  /** The names of the judges that it holds for, as in the table up to the second comma. */
  readonly judges: readonly string[];
  /** A regular expression over the text of the input. */
  readonly pattern: string;
  readonly reason: string;
}

/** The differences that are listed with their reason. */
export function knownDifferences(judge: string): readonly { pattern: RegExp; reason: string }[] {
  const known = DIFFERENCES.get(judge);
  if (known) return known;
  const all: KnownDifference[] = JSON.parse(readFileSync('test/conformance/known-differences.json', 'utf8'));
  const made = all
    .filter((one) => one.judges.includes(judge))
    .map(({ pattern, reason }) => ({ pattern: new RegExp(pattern, 's'), reason }));
  DIFFERENCES.set(judge, made);
  return made;
}

const DIFFERENCES = new Map<string, readonly { pattern: RegExp; reason: string }[]>();

/** What a comparison leaves for the one table of all of them (run.mjs), in the file that XEN_TALLIES names. */
export interface Result {
  readonly tallies: readonly Tally[];
  /** A judge that is not installed: its name, and what brings it. */
  readonly missing?: { readonly judge: string; readonly why: string; readonly install: string };
}

function leave(result: Result): void {
  if (process.env.XEN_TALLIES) writeFileSync(process.env.XEN_TALLIES, JSON.stringify(result));
}

/**
 * Says that a judge does not answer and what brings it; an exit status of 2, unlike that of a disagreement. `tallies` are
 * those of its recorded answers, for which it need not be there.
 */
export function cannotJudge(judge: string, why: string, install: string, tallies: readonly Tally[] = []): void {
  console.log(`skipped: ${judge} does not answer (${why}); it comes with: ${install}`);
  leave({ tallies, missing: { judge, why, install } });
  process.exitCode = 2;
}

/** Says that a part of a comparison is left out because this machine cannot have its judge, which fails nothing. */
export function skipped(judge: string, why: string): void {
  console.log(`skipped: ${judge} (${why})`);
}

/** Prints the table; the exit status tells whether all agree. */
export function conclude(tallies: readonly Tally[]): void {
  console.table(tallies);
  leave({ tallies });
  const wrong = tallies.some((one) => one.falseAlarms > 0 || one.misses > 0 || one.wrongValues > 0);
  process.exitCode = wrong ? 1 : 0;
}
