/**
 * Holds what the product says of whole guests against the real `xl create --dryrun`: what xl refuses is an error, what it
 * complains about at least a warning, and what it takes is none. Bundle it with esbuild and run it with node:
 * `xl-meaning.mjs [COUNT [SEED]]`. Real files are taken from the folder that XEN_SHARED names (or `../shared`).
 */

import { defaultSettings } from '../../server/src/model/settings.ts';
import { Workspace } from '../../server/src/model/workspace.ts';
import { check, contextFor, type Diagnosis } from '../../server/src/rules/check.ts';
import { rules } from '../../server/src/rules/index.ts';
import { distortions } from './distortions.ts';
import { freshGuest, mutant } from './guests.ts';
import {
  cannotJudge,
  conclude,
  type DryRun,
  dryRuns,
  knownDifferences,
  oracleCases,
  pick,
  random,
  realFiles,
  type Tally,
} from './judges.ts';

const SETTINGS = { ...defaultSettings, toolstack: 'xl', version: '4.17' } as const;
const GUEST = 'file:///host/etc/xen/guest.cfg';
/** What xl prints of a value that is in order. */
const CHATTER = /^got a tsc mode string: /;
const KNOWN = knownDifferences('xl create --dryrun');

function ours(text: string): Diagnosis[] {
  const workspace = new Workspace(() => SETTINGS);
  workspace.set(GUEST, 'xen-cfg', text, 0);
  const file = workspace.files.get(GUEST);
  return file ? check(file, contextFor(file, workspace)) : [];
}

/** The examples of all rules that speak about files for xl: a bad one that is an error must be refused. */
function ruleExamples(): string[] {
  return rules.flatMap((rule) =>
    rule.examples
      .filter(({ toolstack }) => toolstack === 'xl')
      .flatMap(({ bad, good }) => [bad, good])
      .flatMap((files) => Object.entries(files))
      .filter(([path]) => path.endsWith('.cfg') && rule.languages.includes('xen-cfg'))
      .map(([, text]) => text),
  );
}

type Verdict = 'agree' | 'falseAlarms' | 'misses' | 'wrongValues';

function verdictOf(found: readonly Diagnosis[], answer: DryRun, text: string): { verdict: Verdict; why: unknown } {
  const errors = found.filter((one) => one.severity === 'error');
  const warned = errors.length > 0 || found.some((one) => one.severity === 'warning');
  if (answer.status !== 0)
    return { verdict: errors.length > 0 ? 'agree' : 'misses', why: answer.crashed ?? answer.messages };
  if (errors.length > 0) return { verdict: 'falseAlarms', why: errors.map((one) => [one.code, one.message]) };
  const complaints = answer.messages.filter((message) => !CHATTER.test(message));
  if (complaints.length > 0 && !warned) return { verdict: 'misses', why: answer.messages };
  const distorted = warned || !answer.config ? [] : distortions(text, answer.config);
  return { verdict: distorted.length > 0 ? 'wrongValues' : 'agree', why: distorted };
}

async function compare(name: string, texts: readonly string[]): Promise<Tally | string> {
  const answers = await dryRuns(texts);
  if (typeof answers === 'string') return answers;
  const tally: Tally = {
    judge: `xl create --dryrun, ${name}`,
    inputs: 0,
    agree: 0,
    falseAlarms: 0,
    misses: 0,
    wrongValues: 0,
  };
  for (const answer of answers) {
    const text = texts[answer.id] as string;
    const { verdict, why } = verdictOf(ours(text), answer, text);
    tally.inputs++;
    const known = verdict === 'agree' || KNOWN.some(({ pattern }) => pattern.test(text));
    tally[known ? 'agree' : verdict]++;
    if (!known && tally[verdict] <= Number(process.env.SHOW ?? 8))
      console.log(verdict, JSON.stringify(text), JSON.stringify(why));
  }
  return tally;
}

async function main(): Promise<void> {
  const count = Number(process.argv[2] ?? 2000);
  const next = random(Number(process.argv[3] ?? 1));
  const cases = oracleCases();
  const fresh = Array.from({ length: Math.ceil(count * 0.75) }, () => freshGuest(next));
  const mutants = Array.from({ length: Math.floor(count * 0.25) }, () =>
    mutant(pick(next() < 0.5 ? cases : fresh, next), next),
  );
  const real = [...realFiles('domu-xl'), ...realFiles('domu-xm')];
  const tallies: Tally[] = [];
  for (const [name, texts] of Object.entries({
    cases,
    'examples of rules': ruleExamples(),
    'real files': real,
    'fresh guests': fresh,
    mutants,
  })) {
    const tally = await compare(name, texts);
    if (typeof tally === 'string') {
      cannotJudge('xl create --dryrun', tally, 'apt-get install xen-utils-4.17 xen-utils-common gcc');
      return;
    }
    tallies.push(tally);
  }
  conclude(tallies);
}

await main();
