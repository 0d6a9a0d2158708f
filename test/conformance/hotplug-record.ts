/**
 * Asks the real hotplug scripts about every set-up and writes what they do into hotplug-answers.jsonl, some ten minutes:
 * bundle it with `bundleScript` of test/support/run-script.mjs and run it. To be run when hotplug-setups.ts or the scripts have changed.
 */
import { writeFileSync } from 'node:fs';
import { askHotplug, outcomeOf, requestsOf } from './hotplug-judge.ts';
import { hotplugSetups } from './hotplug-setups.ts';

const asked = hotplugSetups().map((setup) => ({ setup, requests: requestsOf(setup) }));
const answers = askHotplug(asked.flatMap(({ requests }) => requests));
if (typeof answers === 'string') throw new Error(answers);
const lines: string[] = [];
let at = 0;
for (const { setup, requests } of asked) {
  const mine = answers.slice(at, at + requests.length);
  at += requests.length;
  const why = mine.flatMap(({ messages }) => messages).at(-1);
  lines.push(`${JSON.stringify({ ...setup, outcome: outcomeOf(setup, mine), ...(why ? { why } : {}) })}\n`);
}
writeFileSync('test/conformance/hotplug-answers.jsonl', lines.join(''));
console.log(`${lines.length} set-ups`);
