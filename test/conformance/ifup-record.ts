/**
 * Asks ifup about 400 texts and writes what it does into ifup-answers.jsonl, about a minute, as root in namespaces of
 * its own: bundle it with `bundleScript` of test/support/run-script.mjs and run it. To be run when ifup-texts.ts or
 * ifup-judge.ts have changed.
 */
import { writeFileSync } from 'node:fs';
import { askIfup } from './ifup-judge.ts';
import { interfacesText } from './ifup-texts.ts';
import { random } from './judges.ts';

const next = random(1);
const answers = askIfup(Array.from({ length: Number(process.argv[2] ?? 400) }, () => interfacesText(next)));
if (typeof answers === 'string') throw new Error(answers);
writeFileSync('test/conformance/ifup-answers.jsonl', answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
console.log(`${answers.length} texts`);
