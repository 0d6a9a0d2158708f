/** What all comparisons with the real programs share: seeded chance, inputs, asking in parallel, and the table at the end. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

const ORACLE = 'test/conformance/oracle';

/** One line of the table. */
export interface Tally {
  judge: string;
  inputs: number;
  agree: number;
  falseAlarms: number;
  misses: number;
  wrongValues: number;
}

export function newTally(judge: string): Tally {
  return { judge, inputs: 0, agree: 0, falseAlarms: 0, misses: 0, wrongValues: 0 };
}

export type Verdict = 'agree' | 'falseAlarms' | 'misses' | 'wrongValues';

/** How many disagreements of a kind are printed in full. */
const SHOWN = Number(process.env.SHOW ?? 8);

/** Counts one verdict on one input; a disagreement that is listed with its reason counts as an agreement. */
export function record(tally: Tally, verdict: Verdict, text: string, why: unknown): void {
  const judge = tally.judge.split(', ').slice(0, 2).join(', ');
  const known = verdict === 'agree' || knownDifferences(judge).some(({ pattern }) => pattern.test(text));
  tally.inputs++;
  tally[known ? 'agree' : verdict]++;
  if (!known && tally[verdict] <= SHOWN)
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

/** What `xl create --dryrun` makes of one text. */
export interface DryRun {
  readonly id: number;
  /** Null when xl crashed. */
  readonly status: number | null;
  readonly crashed?: string;
  readonly messages: readonly string[];
  readonly config: Readonly<Record<string, unknown>> | null;
}

/**
 * Asks the real `xl create --dryrun` about all texts, on all processors; a string says why it does not answer.
 * The answers come in the order of the texts.
 */
export async function dryRuns(texts: readonly string[]): Promise<DryRun[] | string> {
  const cache = mkdtempSync(join(tmpdir(), 'xen-oracle-'));
  const env = { ...process.env, XEN_ORACLE_CACHE: process.env.XEN_ORACLE_CACHE ?? cache };
  const program = join(ORACLE, 'xl-dryrun');
  try {
    // The first call builds the shim; the others find it.
    const first = spawnSync(program, ['--batch'], { input: '', encoding: 'utf8', env });
    if (first.status !== 0) return first.stderr.trim() || String(first.error);
    const shares = Math.min(availableParallelism(), 8);
    const parts = await Promise.all(
      Array.from({ length: shares }, (_, share) => {
        const mine = texts.flatMap((text, id) => (id % shares === share ? [JSON.stringify({ id, text })] : []));
        return askBatch(program, `${mine.join('\n')}\n`, env);
      }),
    );
    return parts.flat().sort((a, b) => a.id - b.id);
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

/** One answer; xl may crash while it prints the guest, and what it had printed by then is no JSON. */
function readAnswer(line: string): DryRun {
  try {
    return JSON.parse(line);
  } catch {
    return JSON.parse(line.replace(/,"config":.*$/s, ',"config":null}'));
  }
}

function askBatch(program: string, input: string, env: NodeJS.ProcessEnv): Promise<DryRun[]> {
  return new Promise((resolve, reject) => {
    const judge = spawn(program, ['--batch'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    const chunks: Buffer[] = [];
    judge.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    judge.on('error', reject);
    judge.on('close', () => {
      const lines = Buffer.concat(chunks).toString('utf8').split('\n').filter(Boolean);
      resolve(lines.map(readAnswer));
    });
    judge.stdin.end(input);
  });
}

/** A disagreement that is known, and why it stays. */
export interface KnownDifference {
  readonly judge: string;
  /** A regular expression over the text of the input. */
  readonly pattern: string;
  readonly reason: string;
}

/** The differences that are listed with their reason. */
export function knownDifferences(judge: string): readonly { pattern: RegExp; reason: string }[] {
  const all: KnownDifference[] = JSON.parse(readFileSync('test/conformance/known-differences.json', 'utf8'));
  return all
    .filter((one) => one.judge === judge)
    .map(({ pattern, reason }) => ({ pattern: new RegExp(pattern, 's'), reason }));
}

/** What a comparison leaves for the one table of all of them (run.mjs), in the file that XEN_TALLIES names. */
export interface Result {
  readonly tallies: readonly Tally[];
  /** A judge that is not installed: its name, and what brings it. */
  readonly missing?: { readonly judge: string; readonly why: string; readonly install: string };
}

function leave(result: Result): void {
  if (process.env.XEN_TALLIES) writeFileSync(process.env.XEN_TALLIES, JSON.stringify(result));
}

/** Says that a judge does not answer and what brings it; an exit status of 2, unlike that of a disagreement. */
export function cannotJudge(judge: string, why: string, install: string): void {
  console.log(`skipped: ${judge} does not answer (${why}); it comes with: ${install}`);
  leave({ tallies: [], missing: { judge, why, install } });
  process.exitCode = 2;
}

/** Prints the table; the exit status tells whether all agree. */
export function conclude(tallies: readonly Tally[]): void {
  console.table(tallies);
  leave({ tallies });
  const wrong = tallies.some((one) => one.falseAlarms > 0 || one.misses > 0 || one.wrongValues > 0);
  process.exitCode = wrong ? 1 : 0;
}
