/**
 * Holds what the product says of domU files under xl against libxlutil: a syntax error exactly where the library refuses,
 * and the library's values, nested lists too, where it reads. Run it with `node test/conformance/run.mjs xl-syntax
 * [--count N] [--seed S]`. Real files are taken from the folder that XEN_SHARED names (or `../shared`), when it is there.
 */
import { evaluate } from '../../server/src/model/evaluate.ts';
import type { StaticValue } from '../../server/src/model/static-value.ts';
import { parseCfg } from '../../server/src/syntax/cfg/parser.ts';
import { decodeText } from '../../server/src/text-input.ts';
import { bytesText, escapedText } from './bytes.ts';
import { below, GRAMMARS, makeText, type Random } from './generator.ts';
import { cannotJudge, conclude, newTally, oracleCases, random, realFiles, record, type Tally } from './judges.ts';
import { syntaxErrors } from './product.ts';
import { askXlutil, INSTALL, type XlAnswer } from './programs.ts';

interface Input {
  /** As the product reads the file. */
  readonly text: string;
  /** As the judge's batch wants it: bytes that are no UTF-8 are lone surrogates. */
  readonly request: string;
}

/** A file of bytes: some of its characters in Latin-1, others in UTF-8. */
function inBytes(text: string, next: Random): Input {
  const at = below(next, text.length + 1);
  const head = Buffer.from(text.slice(0, at), 'utf8');
  const odd = Buffer.from(Array.from({ length: 1 + below(next, 3) }, () => 128 + below(next, 128)));
  const bytes = Buffer.concat([head, odd, Buffer.from(text.slice(at), 'utf8')]);
  return { text: decodeText(bytes), request: escapedText(bytes) };
}

function plain(value: StaticValue): unknown {
  if (value.kind === 'string') return value.text.text;
  if (value.kind === 'number') return value.source;
  return value.kind === 'list' ? value.items.map(plain) : { kind: value.kind };
}

/** Whether our value is the library's; a text of bytes is compared byte by byte. */
function same(ours: unknown, theirs: unknown, latin: boolean): boolean {
  if (typeof ours === 'string' && typeof theirs === 'string') return ours === (latin ? bytesText(theirs) : theirs);
  if (!Array.isArray(ours) || !Array.isArray(theirs) || ours.length !== theirs.length) return false;
  return ours.every((item, index) => same(item, theirs[index], latin));
}

function judgeValues(input: Input, answer: XlAnswer, tally: Tally): void {
  const theirs = answer.values ?? {};
  const ours = evaluate(parseCfg(input.text), 'xl');
  const latin = input.text !== input.request;
  for (const name of new Set([...Object.keys(theirs), ...ours.keys()])) {
    const value = ours.get(name)?.value;
    const shown = [name, value && plain(value), theirs[name]];
    if (!value || value.kind === 'unknown') record(tally, 'misses', input.text, shown);
    else record(tally, same(plain(value), theirs[name], latin) ? 'agree' : 'wrongValues', input.text, shown);
  }
}

function compare(name: string, inputs: readonly Input[], tallies: Tally[]): string | undefined {
  const answers = askXlutil(inputs.map(({ request }) => ({ op: 'cfg', text: request })));
  if (typeof answers === 'string') return answers;
  const syntax = newTally(`libxlutil, syntax, ${name}`);
  const values = newTally(`libxlutil, values, ${name}`);
  for (const answer of answers) {
    const input = inputs[answer.id] as Input;
    const errors = syntaxErrors(input.text, 'xen-cfg', 'xl');
    if (answer.accepted && errors.length > 0)
      record(syntax, 'falseAlarms', input.text, errors.map((one) => [one.code, one.message])); // biome-ignore format: one decision a line
    else if (!answer.accepted && errors.length === 0)
      record(syntax, 'misses', input.text, answer.crashed ?? answer.messages); // biome-ignore format: one decision a line
    else record(syntax, 'agree', input.text, undefined);
    if (answer.accepted && errors.length === 0) judgeValues(input, answer, values);
  }
  tallies.push(syntax, values);
  return undefined;
}

function main(): void {
  const count = Number(process.argv[2] ?? 20_000);
  const next = random(Number(process.argv[3] ?? 1));
  const asText = (text: string): Input => ({ text, request: text });
  const cases = oracleCases();
  const made = Array.from({ length: count }, () => {
    // Half a pair of surrogates has no bytes; both sides get what a file could hold.
    const text = Buffer.from(makeText(GRAMMARS.xl, next, cases), 'utf8').toString('utf8');
    return next() < 0.03 ? inBytes(text, next) : asText(text);
  });
  const real = [...realFiles('domu-xl'), ...realFiles('domu-xm'), ...realFiles('xl-conf')];
  const tallies: Tally[] = [];
  for (const [name, inputs] of [
    ['cases', cases.map(asText)],
    ['real files', real.map(asText)],
    ['generated', made],
  ] as const) {
    // biome-ignore format: a small table
    const silent = compare(name, inputs, tallies);
    if (silent !== undefined) {
      cannotJudge('libxlutil', silent, INSTALL.libxlutil);
      return;
    }
  }
  conclude(tallies);
}

main();
