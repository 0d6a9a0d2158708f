/**
 * Holds what the product says of interfaces files against the commands that ifup makes of them, and what the kernel says to
 * those (ifup-judge.ts): a stanza with a command that fails gets at least a warning, a line that goes into no command is at
 * least mentioned at that line, and a stanza that comes up with all of its lines gets no warning. Answers are recorded in
 * ifup-answers.jsonl, so that this part needs no package; COUNT texts are asked anew. Run it with
 * `node test/conformance/run.mjs ifup [--count N] [--seed S]`.
 */
import { readFileSync } from 'node:fs';
import { defaultSettings } from '../../server/src/model/settings.ts';
import { Workspace } from '../../server/src/model/workspace.ts';
import { check, contextFor, type Diagnosis } from '../../server/src/rules/check.ts';
import { askIfup, type IfupAnswer, type StanzaAnswer } from './ifup-judge.ts';
import { interfacesText } from './ifup-texts.ts';
import { cannotJudge, conclude, newTally, random, record, type Tally } from './judges.ts';
import { INSTALL } from './programs.ts';

/** True of what is meant or of the network around, while every command succeeds: ifup is no judge of these. */
const ELSEWHERE = new Set([
  'broadcast-outside-subnet', 'interface-gateway-outside-subnet', 'network-address-as-host', 'static-without-netmask',
  'two-netmasks', 'gateway-of-single-address', 'gateway-is-own-address', 'bridge-port-with-address', 'port-in-two-bridges',
  'bond-slave-in-bridge', 'interface-not-started', 'unknown-bridge-port', 'second-default-gateway',
  'overlapping-subnets',
]); // biome-ignore format: one list

interface Found extends Diagnosis {
  readonly line: number;
}

function findings(text: string): Found[] {
  const workspace = new Workspace(() => defaultSettings);
  const uri = 'file:///host/etc/network/interfaces';
  workspace.set(uri, 'xen-interfaces', text, 0);
  const file = workspace.files.get(uri);
  if (!file) throw new Error('the workspace lost a file');
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  return check(file, contextFor(file, workspace)).map((one) => ({ ...one, line: lineOf(one.span.offset) }));
}

const isLoud = ({ severity }: Diagnosis): boolean => severity === 'error' || severity === 'warning';

/** What is missing in our findings about a stanza. */
function missed(stanza: StanzaAnswer, found: readonly Found[], lines: readonly string[]): string[] {
  const mine = found.filter(({ line }) => line >= stanza.line && line <= stanza.end);
  // Bridge options without ports are said once a stanza.
  const once = mine.some(({ code }) => code === 'bridge-options-without-ports');
  const isBridge = (line: number): boolean => lines[line - 1]?.trim().startsWith('bridge') ?? false;
  const silent = stanza.unused.filter((line) => !mine.some((one) => one.line === line) && !(once && isBridge(line)));
  return [
    ...(stanza.fails && !mine.some(isLoud) ? [stanza.fails] : []),
    ...silent.map((line) => `no command has: ${lines[line - 1]?.trim()}`),
  ];
}

function judge({ text, stanzas, unknown }: IfupAnswer, tally: Tally): void {
  const found = findings(text);
  const lines = text.split('\n');
  const misses = stanzas.flatMap((stanza) => missed(stanza, found, lines));
  for (const name of unknown)
    if (!found.some((one) => isLoud(one) && lines[one.line - 1]?.includes(name)))
      misses.push(`unknown interface ${name}`);
  const said = found.filter((one) => {
    if (!isLoud(one) || ELSEWHERE.has(one.code)) return false;
    const stanza = stanzas.find(({ line, end }) => one.line >= line && one.line <= end);
    if (!stanza) return unknown.length === 0;
    // Where one stanza of a name fails, those after it are not reached.
    const fails = stanzas.some(({ name, fails, absent }) => name === stanza.name && (fails || absent));
    return !fails && !stanza.unused.includes(one.line);
  });
  if (said.length > 0)
    record(tally, 'falseAlarms', text, said.map((one) => [one.line, one.code, one.message])); // biome-ignore format: one decision a line
  else if (misses.length > 0) record(tally, 'misses', text, misses);
  else record(tally, 'agree', text, undefined);
}

function main(): void {
  const recorded = newTally('ifup and the kernel, recorded texts');
  for (const line of readFileSync('test/conformance/ifup-answers.jsonl', 'utf8').trim().split('\n'))
    judge(JSON.parse(line), recorded);
  const next = random(Number(process.argv[3] ?? 1) + 100);
  const answers = askIfup(Array.from({ length: Number(process.argv[2] ?? 100) }, () => interfacesText(next)));
  if (typeof answers === 'string') {
    cannotJudge('ifup', answers, INSTALL.ifup, [recorded]);
    return;
  }
  const live = newTally('ifup and the kernel, asked anew');
  for (const answer of answers) judge(answer, live);
  conclude([recorded, live]);
}

main();
