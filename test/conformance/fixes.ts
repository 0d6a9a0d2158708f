/**
 * Holds every fix of every finding against the programs that read the files: what they accepted before a fix they accept
 * after it, the values of all lines that the fix does not touch stay as they are, and the finding is gone. Run it with
 * `node test/conformance/run.mjs fixes [--count N] [--seed S]`. In its table a false alarm is a fix that makes the program
 * refuse the file, a miss one that leaves its finding or makes an error, a wrong value one that changes another line. Real
 * files are taken from the folder that XEN_SHARED names (or `../shared`), when it is there.
 */

import { offeredFixes } from '../../server/src/features/offered-fixes.ts';
import { evaluate } from '../../server/src/model/evaluate.ts';
import { defaultSettings, type Settings } from '../../server/src/model/settings.ts';
import type { SourceFile } from '../../server/src/model/source-file.ts';
import type { StaticValue } from '../../server/src/model/static-value.ts';
import { Workspace } from '../../server/src/model/workspace.ts';
import { check, contextFor, type Diagnosis } from '../../server/src/rules/check.ts';
import type { Fix, TextEdit } from '../../server/src/rules/rule.ts';
import { parseCfg } from '../../server/src/syntax/cfg/parser.ts';
import type { CfgStatement } from '../../server/src/syntax/cfg/tree.ts';
import { parseInterfaces } from '../../server/src/syntax/interfaces/parser.ts';
import type { Span } from '../../server/src/syntax/span.ts';
import { readSxp } from '../../server/src/syntax/sxp/reader.ts';
import { GRAMMARS, type Grammar, makeText } from './generator.ts';
import { isRefused } from './guest-verdict.ts';
import { freshGuest, mutant } from './guests.ts';
import { cannotJudge, conclude, newTally, oracleCases, random, realFiles, record, type Tally } from './judges.ts';
import { askIfquery, askPython, askXlutil, INSTALL } from './programs.ts';
import { askXl } from './xl-runs.ts';

/** The release of Xen that the installed judges are of. */
const JUDGED_RELEASE = '4.17';

/** A text before and after a fix. */
interface Repair {
  readonly code: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly edits: readonly Span[];
  /** The edits where they came to stand in the text after the fix. */
  readonly written: readonly Span[];
  /** What the product itself has against it: the finding is still there, or an error is new. */
  readonly complaint: string | undefined;
}

const URI = 'file:///conformance/';

function findingsOf(
  text: string,
  grammar: Grammar,
): { file: SourceFile; found: readonly Diagnosis[]; workspace: Workspace } {
  const settings: Settings = { ...defaultSettings, toolstack: grammar.toolstack, version: JUDGED_RELEASE };
  const workspace = new Workspace(() => settings);
  const uri = URI + grammar.path;
  workspace.set(uri, grammar.language, text, 0);
  const file = workspace.files.get(uri);
  if (!file) throw new Error('the workspace lost a file');
  return { file, found: check(file, contextFor(file, workspace)), workspace };
}

function apply(text: string, edits: readonly TextEdit[]): { after: string; written: Span[] } {
  const sorted = [...edits].sort((a, b) => a.span.offset - b.span.offset || a.span.end - b.span.end);
  const written: Span[] = [];
  let after = '';
  let from = 0;
  for (const { span, newText } of sorted) {
    if (span.offset < from) throw new Error(`edits overlap: ${JSON.stringify(edits)}`);
    after += text.slice(from, span.offset);
    written.push({ offset: after.length, end: after.length + newText.length });
    after += newText;
    from = span.end;
  }
  return { after: after + text.slice(from), written };
}

/** How many findings say the same. */
const number = (found: readonly Diagnosis[], { code, message }: Diagnosis): number =>
  found.filter((one) => one.code === code && one.message === message).length;

const count = (found: readonly Diagnosis[], code: string): number => found.filter((one) => one.code === code).length;

/** Every fix of every finding of a text. */
function repairsOf(text: string, grammar: Grammar): Repair[] {
  const { file, found, workspace } = findingsOf(text, grammar);
  return found.flatMap((one) =>
    offeredFixes(file, one, found, workspace).flatMap(({ fix }) => {
      if (fix.edits.some((edit) => edit.uri !== file.uri)) return [];
      const { after, written } = apply(text, fix.edits);
      const edits = fix.edits.map((edit) => edit.span).sort((a, b) => a.offset - b.offset);
      const complaint = complaintAbout(one, fix, found, findingsOf(after, grammar).found);
      return [{ code: one.code, title: fix.title, before: text, after, edits, written, complaint }];
    }),
  );
}

function complaintAbout(
  one: Diagnosis,
  fix: Fix,
  before: readonly Diagnosis[],
  after: readonly Diagnosis[],
): string | undefined {
  if (number(after, one) >= number(before, one)) return `"${fix.title}" leaves ${one.code}`;
  const worse = after.find((other) => other.refused && count(after, other.code) > count(before, other.code));
  // Where a part was refused before, more of the file is read after the fix, and more may be found in it.
  return worse && !before.some((other) => other.refused) ? `"${fix.title}" makes ${worse.code}` : undefined;
}

/** The names whose lines a fix touches: their values may be others after it. */
function touchedNames(text: string, spans: readonly Span[]): Set<string> {
  const names = new Set<string>();
  const visit = (statements: readonly CfgStatement[]): void => {
    for (const statement of statements) {
      if (statement.kind === 'block') visit(statement.body);
      if (statement.kind !== 'assignment') continue;
      if (spans.some((span) => isTouched(statement, span)))
        names.add(text.slice(statement.target.offset, statement.target.end));
    }
  };
  visit(parseCfg(text).statements);
  return names;
}

/** Whether an edit changes something of a statement; one that writes nothing but whole lines beside it does not. */
function isTouched(statement: Span, { offset, end }: Span): boolean {
  return offset === end
    ? statement.offset <= offset && offset <= statement.end
    : offset < statement.end && statement.offset < end;
}

/** What a fix changed beside the names that it touches; undefined when nothing. */
function otherValues(
  { before, after, edits, written }: Repair,
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): string | undefined {
  const touched = new Set([...touchedNames(before, edits), ...touchedNames(after, written)]);
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
    if (touched.has(name)) continue;
    if (JSON.stringify(one[name]) !== JSON.stringify(other[name]))
      return `${name}: ${JSON.stringify(one[name])} became ${JSON.stringify(other[name])}`;
  }
  return undefined;
}

const plain = (value: StaticValue): unknown =>
  value.kind === 'string' ? value.text.text : value.kind === 'number' ? value.source : value.kind === 'list' ? value.items.map(plain) : value.kind; // biome-ignore format: one line a kind

function ownValues(text: string, toolstack: 'xl' | 'xm'): Record<string, unknown> {
  return Object.fromEntries([...evaluate(parseCfg(text), toolstack)].map(([name, { value }]) => [name, plain(value)]));
}

function judged(
  tally: Tally,
  repair: Repair,
  refused: boolean,
  before: Readonly<Record<string, unknown>> | undefined,
  after: Readonly<Record<string, unknown>> | undefined,
  why: unknown,
): void {
  const other = before && after ? otherValues(repair, before, after) : undefined;
  const verdict = refused ? 'falseAlarms' : repair.complaint ? 'misses' : other ? 'wrongValues' : 'agree';
  record(tally, verdict, repair.before, [
    repair.code,
    repair.title,
    repair.after,
    refused ? why : (repair.complaint ?? other),
  ]);
}

/** Why a judge is silent, and what brings it; undefined when it has spoken. */
type Silence = { readonly judge: string; readonly why: string; readonly install: string } | undefined;

/** xl: libxlutil reads the file, and `xl create` takes the guest up to the point where a hypervisor would be needed. */
async function judgeXl(repairs: readonly Repair[], grammar: Grammar, tally: Tally): Promise<Silence> {
  const texts = [...new Set(repairs.flatMap(({ before, after }) => [before, after]))];
  const answers = askXlutil(texts.map((text) => ({ op: 'cfg', text })));
  if (typeof answers === 'string') return { judge: 'libxlutil', why: answers, install: INSTALL.libxlutil };
  const read = new Map(answers.map((answer) => [texts[answer.id] as string, answer]));
  const guests = grammar.language === 'xen-cfg' ? await askXl('xl-create', texts) : [];
  if (typeof guests === 'string') return { judge: 'xl', why: guests, install: INSTALL.libxlutil };
  const taken = new Map(guests.map((answer) => [texts[answer.id] as string, answer]));
  for (const repair of repairs) {
    const [before, after] = [read.get(repair.before), read.get(repair.after)];
    const [one, other] = [taken.get(repair.before), taken.get(repair.after)];
    const refused =
      (before?.accepted === true && after?.accepted !== true) ||
      (one !== undefined && isRefused(one) === false && other !== undefined && isRefused(other) === true);
    const why = [after?.messages, other?.messages, other?.crashed, other?.stage];
    const values = before?.accepted ? before.values : undefined;
    judged(tally, repair, refused, values, after?.accepted ? after.values : undefined, why);
  }
  return undefined;
}

/** xm: python3 reads the file; the values are our own evaluator's, which other comparisons hold against Python. */
async function judgeXm(repairs: readonly Repair[], _grammar: Grammar, tally: Tally): Promise<Silence> {
  const texts = [...new Set(repairs.flatMap(({ before, after }) => [before, after]))].filter(
    (text) => !text.includes('\0'),
  );
  const answers = askPython(texts.map((text) => ({ text, run: false })));
  if (typeof answers === 'string') return { judge: 'python3', why: answers, install: INSTALL.python3 };
  const read = new Map(answers.map((answer) => [texts[answer.id] as string, answer]));
  for (const repair of repairs) {
    const [before, after] = [read.get(repair.before), read.get(repair.after)];
    const refused = before?.accepted === true && after?.accepted === false;
    const comparable = before?.accepted && after?.accepted;
    const values = (text: string) => (comparable ? ownValues(text, 'xm') : undefined);
    judged(tally, repair, refused, values(repair.before), values(repair.after), after?.message);
  }
  return undefined;
}

/** xend: its reader as the vectors show it (`sxp` compares the two); the options that a fix does not touch stay. */
async function judgeXend(repairs: readonly Repair[], _grammar: Grammar, tally: Tally): Promise<Silence> {
  for (const repair of repairs) {
    const [before, after] = [readSxp(repair.before), readSxp(repair.after)];
    judged(tally, repair, before.accepted && !after.accepted, undefined, undefined, after.error);
  }
  return undefined;
}

/** ifupdown: `ifquery --list` reads the file. Other files must not be read, so texts that name some are left out. */
async function judgeIfupdown(repairs: readonly Repair[], _grammar: Grammar, tally: Tally): Promise<Silence> {
  const own = repairs.filter(({ before, after }) => !/source|\0/.test(before + after));
  const texts = [...new Set(own.flatMap(({ before, after }) => [before, after]))];
  const answers = askIfquery(texts);
  if (typeof answers === 'string') return { judge: 'ifquery', why: answers, install: INSTALL.ifquery };
  const lines = new Map(texts.map((text, index) => [text, answers[index] ?? 0]));
  for (const repair of own) {
    const refused = lines.get(repair.before) === 0 && lines.get(repair.after) !== 0;
    judged(tally, repair, refused, stanzas(repair.before), stanzas(repair.after), lines.get(repair.after));
  }
  return undefined;
}

/** How many options each stanza has: what a fix does not touch it neither adds nor takes. */
function stanzas(text: string): Record<string, unknown> | undefined {
  const tree = parseInterfaces(text);
  return tree.problems.length > 0 ? undefined : {};
}

const JUDGES: Readonly<
  Record<string, (repairs: readonly Repair[], grammar: Grammar, tally: Tally) => Promise<Silence>>
> = {
  xl: judgeXl,
  xm: judgeXm,
  sxp: judgeXend,
  interfaces: judgeIfupdown,
  'xl-conf': judgeXl,
  cpupool: judgeXl,
};

/** The real files that each grammar's texts are like. */
const REAL: Readonly<Record<string, readonly string[]>> = {
  xl: ['domu-xl', 'domu-xm'],
  xm: ['domu-xm'],
  sxp: ['xend-config', 'sxp-other'],
  interfaces: ['interfaces'],
  'xl-conf': ['xl-conf'],
};

/** How many of the texts of a run each language gets: the more kinds of fixes, the more texts. */
const SHARES: Readonly<Record<string, number>> = {
  xl: 0.5,
  xm: 0.15,
  sxp: 0.15,
  interfaces: 0.08,
  'xl-conf': 0.08,
  cpupool: 0.04,
};

async function main(): Promise<void> {
  const count = Number(process.argv[2] ?? 2000);
  const next = random(Number(process.argv[3] ?? 1));
  const tallies: Tally[] = [];
  for (const [name, grammar] of Object.entries(GRAMMARS)) {
    const cases = name === 'xl' ? oracleCases() : [];
    const seeds = [...grammar.seeds, ...cases];
    const real = (REAL[name] ?? []).flatMap((folder) => realFiles(folder));
    const made = Array.from({ length: Math.round(count * (SHARES[name] ?? 0)) }, () => {
      const way = next();
      if (name === 'xl' && way < 0.4) return way < 0.2 ? freshGuest(next) : mutant(freshGuest(next), next);
      if (name === 'xl' && way < 0.6) return mutant(seeds[Math.floor(next() * seeds.length)] as string, next);
      return makeText(grammar, next, cases);
    });
    for (const [kind, texts] of [
      ['own texts', seeds],
      ['real files', real],
      ['generated', made],
    ] as const) {
      if (texts.length === 0) continue;
      const repairs = [...new Set(texts)].flatMap((text) => repairsOf(text, grammar));
      const tally = newTally(`fixes, ${name}, ${kind}`);
      const silent = await JUDGES[name]?.(repairs, grammar, tally);
      if (silent) {
        cannotJudge(silent.judge, silent.why, silent.install);
        return;
      }
      tallies.push(tally);
    }
  }
  conclude(tallies);
}

await main();
