/**
 * Holds what the product says of whole guests against the real `xl create --dryrun`: what xl refuses is an error, what it
 * complains about at least a warning, and what it takes is none. Run it with `node test/conformance/run.mjs xl-meaning
 * [--count N] [--seed S]`. Real files are taken from the folder that XEN_SHARED names (or `../shared`).
 */
import { judgeDryRuns, ruleExamples } from './guest-verdict.ts';
import { freshGuest, mutant } from './guests.ts';
import { cannotJudge, conclude, oracleCases, pick, random, realFiles, type Tally } from './judges.ts';
import { askXl, INSTALL_XL } from './xl-runs.ts';

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
    const answers = await askXl('xl-dryrun', texts);
    if (typeof answers === 'string') {
      cannotJudge('xl create --dryrun', answers, INSTALL_XL);
      return;
    }
    tallies.push(await judgeDryRuns(`xl create --dryrun, ${name}`, texts, answers, '4.17'));
  }
  conclude(tallies);
}

await main();
