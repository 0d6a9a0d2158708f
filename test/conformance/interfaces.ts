/**
 * Holds what the product says of interfaces files against Debian's own `ifquery`: both refuse the same texts, at the same
 * line. Run it with `node test/conformance/run.mjs interfaces [--count N] [--seed S]`. The line is compared where no
 * continuation lines stand.
 */
import { parseInterfaces } from '../../server/src/syntax/interfaces/parser.ts';
import { GRAMMARS, makeText } from './generator.ts';
import { cannotJudge, conclude, newTally, random, realFiles, record, type Tally } from './judges.ts';
import { syntaxErrors } from './product.ts';
import { askIfquery, INSTALL } from './programs.ts';

/** The last line of the logical line that our first problem stands on: what ifquery counts. 0 without a problem. */
function refusedLine(text: string): number {
  // A byte order mark is no problem of the grammar, but a finding of its own: it spoils the first line.
  const offset = text.startsWith('\ufeff') ? 0 : parseInterfaces(text).problems[0]?.offset;
  if (offset === undefined) return 0;
  let end = text.indexOf('\n', offset);
  while (end > 0 && text[end - 1] === '\\') end = text.indexOf('\n', end + 1);
  return text.slice(0, end < 0 ? text.length : end).split('\n').length;
}

/** Other files must not be read: a source line is made an auto line. */
const alone = (text: string): string => text.replaceAll('source', 'auto').replaceAll('\0', '');

function judge(text: string, theirs: number, tally: Tally): void {
  const errors = syntaxErrors(text, 'xen-interfaces', 'xl');
  if (theirs === 0 && errors.length > 0)
    record(tally, 'falseAlarms', text, errors.map((one) => [one.code, one.message])); // biome-ignore format: one decision a line
  else if (theirs !== 0 && errors.length === 0) record(tally, 'misses', text, `line ${theirs}`);
  else {
    const ours = refusedLine(text);
    const same = theirs <= 0 || ours === theirs || text.includes('\\');
    record(tally, same ? 'agree' : 'wrongValues', text, { ours, theirs });
  }
}

function main(): void {
  const count = Number(process.argv[2] ?? 2000);
  const next = random(Number(process.argv[3] ?? 1));
  const made = [
    ...GRAMMARS.interfaces.seeds,
    ...Array.from({ length: count }, () => makeText(GRAMMARS.interfaces, next)),
  ];
  const tallies: Tally[] = [];
  for (const [name, texts] of Object.entries({ 'real files': realFiles('interfaces'), generated: made })) {
    const judged = texts.map(alone);
    const answers = askIfquery(judged);
    if (typeof answers === 'string') {
      cannotJudge('ifquery', answers, INSTALL.ifquery);
      return;
    }
    const tally = newTally(`ifquery, syntax, ${name}`);
    for (const [index, answer] of answers.entries()) judge(judged[index] as string, answer, tally);
    tallies.push(tally);
  }
  conclude(tallies);
}

main();
