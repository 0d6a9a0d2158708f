// `npm run bench`: how the engine behaves on large files (robustness) and in large folders (fleet).
//
//   node test/bench/run.mjs [robustness|fleet] [--write-docs] [--check]
//
// --write-docs puts the figures into docs/conformance.md. --check fails where time grows faster than the text.
import { runScript } from '../support/run-script.mjs';

const names = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const options = process.argv.slice(2).filter((one) => one.startsWith('--'));
let status = 0;
for (const name of names.length > 0 ? names : ['robustness', 'fleet'])
  status ||= await runScript(`test/bench/${name}.ts`, options, ['--expose-gc', '--max-old-space-size=6144']);
process.exitCode = status;
