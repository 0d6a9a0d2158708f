/**
 * Holds what the product says of domU files under xm against python3: a syntax error exactly where Python refuses, and no
 * value that Python would contradict. Python runs only texts that the generator made; real files it merely reads. Run it
 * with `node test/conformance/run.mjs xm [--count N] [--seed S]`.
 */
import { evaluate } from '../../server/src/model/evaluate.ts';
import type { StaticValue } from '../../server/src/model/static-value.ts';
import { parseCfg } from '../../server/src/syntax/cfg/parser.ts';
import { GRAMMARS, makeText } from './generator.ts';
import { cannotJudge, conclude, newTally, oracleCases, random, realFiles, record, type Tally } from './judges.ts';
import { runErrors, syntaxErrors } from './product.ts';
import { askPython, INSTALL, type PythonAnswer } from './programs.ts';

/** What Python 2 and Python 3 read differently: a refusal of Python 3 says nothing about xm there. */
const READ_DIFFERENTLY =
  /\bprint\b|\bexec\b|<>|`|\b0[0-9]+|[0-9][lL]\b|\bexcept[^\n]*,|\braise[^\n]*,|\b[uU][rR]['"]|[0-9][a-zA-Z_]|[\u0080-\ufefe\uff00-\uffff]|\\[uUN]|\b(?:True|None|False|async|await|nonlocal|match|case|type|global)\b|\*|\b[bB][rR]?['"]/;

/** What both read, and make different values of. */
const VALUES_DIFFER = /\/(?!\/)|[bBuUfF][rR]?['"]|[uU]['"]|\\[uUN]|[\u0080-\uffff]|\b0[0-9]|`|<>|\binput\b/;

/** Python's name for each type that xm drops. */
const TYPES: Readonly<Record<string, string>> = { bool: 'bool', none: 'NoneType', tuple: 'tuple', dict: 'dict', set: 'set', float: 'float', function: 'function' }; // biome-ignore format: a small table

/** Whether a value that we claim is the one that Python has; what is unknown claims nothing. */
function holds(ours: StaticValue, theirs: unknown): boolean {
  switch (ours.kind) {
    case 'unknown':
      return true;
    case 'string':
      return ours.text.text === theirs;
    case 'number':
      return ours.value === theirs;
    case 'list':
      return (
        Array.isArray(theirs) &&
        theirs.length === ours.items.length &&
        ours.items.every((item, index) => holds(item, theirs[index]))
      );
    case 'other':
      return (theirs as { type?: string } | undefined)?.type === TYPES[ours.type];
  }
}

const shown = (value: StaticValue): unknown =>
  value.kind === 'string' ? value.text.text : value.kind === 'number' ? value.value : value.kind === 'list' ? value.items.map(shown) : value.kind; // biome-ignore format: one line a kind

/** What Python 2 refuses and Python 3, the judge, reads; the recorded answers of the real xm (xm-vectors.ts) hold these two. */
const PYTHON_2_ONLY: ReadonlySet<string> = new Set(['non-ascii-without-coding', 'python3-only']);

function judgeSyntax(text: string, answer: PythonAnswer, tally: Tally): void {
  if (answer.accepted === undefined) return;
  const errors = syntaxErrors(text, 'xen-cfg', 'xm').filter(({ code }) => !answer.accepted || !PYTHON_2_ONLY.has(code));
  const why = answer.accepted ? errors.map((one) => [one.code, one.message]) : answer.message;
  if (answer.accepted && errors.length > 0) record(tally, 'falseAlarms', text, why);
  else if (answer.accepted || errors.length > 0) record(tally, 'agree', text, why);
  else if (!READ_DIFFERENTLY.test(text)) record(tally, 'misses', text, why);
}

function judgeValues(text: string, answer: PythonAnswer, tally: Tally): void {
  if (!answer.values || VALUES_DIFFER.test(text)) return;
  const stops = runErrors(text).map((one) => [one.code, one.message]);
  if (stops.length > 0) record(tally, 'falseAlarms', text, stops);
  for (const [name, { value }] of evaluate(parseCfg(text), 'xm')) {
    const theirs = answer.values[name];
    record(tally, holds(value, theirs) ? 'agree' : 'wrongValues', text, [name, shown(value), theirs]);
  }
}

function main(): void {
  const count = Number(process.argv[2] ?? 10_000);
  const next = random(Number(process.argv[3] ?? 1));
  const cases = oracleCases();
  const made = [...GRAMMARS.xm.seeds, ...Array.from({ length: count }, () => makeText(GRAMMARS.xm, next))];
  const real = [...realFiles('domu-xl'), ...realFiles('domu-xm')];
  const tallies: Tally[] = [];
  for (const [name, texts] of Object.entries({ cases, 'real files': real, generated: made })) {
    const judged = texts.filter((text) => !text.includes('\0'));
    const answers = askPython(judged.map((text) => ({ text, run: texts === made })));
    if (typeof answers === 'string') {
      cannotJudge('python3', answers, INSTALL.python3);
      return;
    }
    const syntax = newTally(`python3, syntax, ${name}`);
    const values = newTally(`python3, values, ${name}`);
    for (const answer of answers) {
      judgeSyntax(judged[answer.id] as string, answer, syntax);
      judgeValues(judged[answer.id] as string, answer, values);
    }
    tallies.push(syntax, ...(texts === made ? [values] : []));
  }
  conclude(tallies);
}

main();
