// `npm run fuzz`: hostile input for the parsers, the rules and every feature of the server.
//
//   node test/fuzz/run.mjs [--files N | --minutes N] [--seed S]
import { runScript } from '../support/run-script.mjs';

process.exitCode = await runScript('test/fuzz/fuzz.ts', process.argv.slice(2));
