/**
 * Holds what the product says of whole guests against the real `xl create`, which libxl ends where it would ask the
 * hypervisor: what xl or libxl refuses is an error, and what both take is none. Run it with
 * `node test/conformance/run.mjs xl-create [--count N] [--seed S]`.
 */
import { judge, recordedTexts, ruleExamples } from './guest-verdict.ts';
import { freshGuest } from './guests.ts';
import { cannotJudge, conclude, oracleCases, random, realFiles, type Tally } from './judges.ts';
import { likelyGuest } from './likely-guests.ts';
import { askXl, INSTALL_XL } from './xl-runs.ts';

async function main(): Promise<void> {
  const count = Number(process.argv[2] ?? 2000);
  const next = random(Number(process.argv[3] ?? 1));
  const tallies: Tally[] = [];
  for (const [name, texts] of Object.entries({
    cases: [...recordedTexts('cases-libxl.jsonl'), ...oracleCases()],
    'examples of rules': ruleExamples(),
    'real files': [...realFiles('domu-xl'), ...realFiles('domu-xm')],
    'fresh guests': Array.from({ length: Math.ceil(count / 2) }, () => freshGuest(next)),
    'likely guests': Array.from({ length: Math.floor(count / 2) }, () => likelyGuest(next)),
  })) {
    const answers = await askXl('xl-create', texts);
    if (typeof answers === 'string') {
      cannotJudge('xl create', answers, INSTALL_XL);
      return;
    }
    tallies.push(judge(`xl create, ${name}`, texts, answers, '4.17'));
  }
  conclude(tallies);
}

await main();
