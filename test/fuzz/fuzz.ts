/**
 * Throws hostile input at the server: seeded texts of every language, opened beside one another in one workspace, and every
 * promised request at random places. Nothing may throw, every range has to lie inside its text, edits must not overlap,
 * applying them must give a text that is served like any other, and a tree has to hold the whole text. Options:
 * `--files N`, `--minutes N`, `--seed S`. A failure prints the seed and the smallest text that still shows it.
 */
import { parseArgs } from 'node:util';
import { below, GRAMMARS, type Grammar, makeText, type Random } from '../conformance/generator.ts';
import { pick, random } from '../conformance/judges.ts';
import { Session } from './session.ts';
import { isUntidyTree } from './tree-check.ts';

const KINDS = Object.keys(GRAMMARS) as (keyof typeof GRAMMARS)[];

/** Characters that no grammar has: halves of pairs, controls, marks of direction, far planes. */
const ODD = [
  '\ud800',
  '\udc00',
  '\0',
  '\u0001',
  '\u202e',
  '\u2028',
  '\u2029',
  '\u0085',
  '\u{1f600}',
  '\ufffe',
  '\u007f',
  'é',
  '\v',
  '\f',
  '\r',
  '\ufeff',
];

function hostileText(grammar: Grammar, next: Random): string {
  const text = makeText(grammar, next);
  const way = next();
  if (way < 0.1) {
    const at = below(next, text.length + 1);
    return text.slice(0, at) + pick(ODD, next).repeat(1 + below(next, 3)) + text.slice(at);
  }
  if (way < 0.15) return text.replaceAll('\n', pick(['\r\n', '\r', '\n\n', ' ', '\\\n'], next));
  if (way < 0.18) return text + pick(grammar.pieces, next).repeat(below(next, 300));
  if (way < 0.2) return Array.from({ length: below(next, 60) }, () => pick(grammar.pieces, next)).join('');
  return text;
}

interface Failure {
  readonly kind: keyof typeof GRAMMARS;
  readonly text: string;
  readonly what: string;
}

/** One text through all checks; what is wrong with it, or undefined. */
async function probe(session: Session, kind: keyof typeof GRAMMARS, text: string, next: Random, places: number) {
  const untidy = isUntidyTree(GRAMMARS[kind].language, text);
  return untidy ?? (await session.probe(GRAMMARS[kind], text, next, places));
}

/** Leaves out lines, then characters, as long as the same thing goes wrong. */
async function minimise({ kind, text, what }: Failure): Promise<string> {
  let small = text;
  const kept = what.split('\n')[0];
  for (let size = Math.ceil(small.length / 2), tries = 0; size >= 1 && tries < 1500; size = Math.floor(size / 2)) {
    for (let at = 0; at + size <= small.length && tries < 1500; tries++) {
      const candidate = small.slice(0, at) + small.slice(at + size);
      const session = await Session.start();
      const found = await probe(session, kind, candidate, random(1), 12);
      session.end();
      if (found?.split('\n')[0] === kept) small = candidate;
      else at += size;
    }
  }
  return small;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { files: { type: 'string' }, minutes: { type: 'string' }, seed: { type: 'string' } },
  });
  const seed = Number(values.seed ?? (values.minutes ? Date.now() % 2 ** 31 : 1));
  const limit = values.minutes ? Number.POSITIVE_INFINITY : Number(values.files ?? 3000);
  const until = values.minutes ? Date.now() + Number(values.minutes) * 60_000 : Number.POSITIVE_INFINITY;
  console.log(`fuzz: seed ${seed}`);
  const next = random(seed);
  const failures = new Map<string, Failure>();
  let session = await Session.start();
  let files = 0;
  let requests = 0;
  for (; files < limit && Date.now() < until && failures.size < 6; files++) {
    const kind = pick(KINDS, next);
    const text = hostileText(GRAMMARS[kind], next);
    const what = await probe(session, kind, text, next, 2);
    if (what === undefined) continue;
    const failure = { kind, text, what };
    if (!failures.has(what.split('\n')[0] as string)) failures.set(what.split('\n')[0] as string, failure);
    requests += session.requests;
    session.end();
    session = await Session.start();
  }
  requests += session.requests;
  for (const failure of failures.values()) {
    console.log(`\n${failure.kind}: ${failure.what}\nseen with seed ${seed} in ${JSON.stringify(failure.text)}`);
    console.log(`smallest text: ${JSON.stringify(await minimise(failure))}`);
  }
  console.log(`fuzz: ${files} files, ${requests} requests, ${failures.size} kinds of failure`);
  process.exit(failures.size === 0 ? 0 : 1);
}

await main();
