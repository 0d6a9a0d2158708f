/** What all comparisons of whole guests share: the product's findings, and the verdict on them. */
import { readFileSync } from 'node:fs';
import { defaultSettings } from '../../server/src/model/settings.ts';
import { Workspace } from '../../server/src/model/workspace.ts';
import { check, contextFor, type Diagnosis } from '../../server/src/rules/check.ts';
import { rules } from '../../server/src/rules/index.ts';
import { distortions } from './distortions.ts';
import { newTally, record, type Tally, type Verdict } from './judges.ts';
import { askXl, type XlRun } from './xl-runs.ts';

const GUEST = 'file:///host/etc/xen/guest.cfg';

/** What xl and libxl print of a guest that is in order, or of the host that the judge makes up. */
const CHATTER =
  /^got a tsc mode string: |NUMA placement failed, performance might be affected|XSM Disabled: \w+ not supported|affinity and vnuma info mismatch/;

/** What libxl prints as a warning, and the second line of it. */
const LIBXL_WARNING = /^libxl: warning: |^\s*Disk (?:\S+ )?will be available via PV drivers/;

/**
 * Whether the way went on to the last device. It ends, as taken, where real hardware or another program would be needed: at a boot loader,
 * the first device of the host, or a device-model domain; what libxl says later is not known then.
 */
function isToTheEnd(answer: XlRun, text: string): boolean {
  if (answer.stage === undefined) return true;
  return answer.stage === 'devices' && !/^\s*(?:pci|usbdev|device_model_stubdomain_override)\s*\+?=/m.test(text);
}

/** All findings for one guest on a host of this release. */
export function findingsFor(text: string, version: string): Diagnosis[] {
  const settings = { ...defaultSettings, toolstack: 'xl', version } as const;
  const workspace = new Workspace(() => settings);
  workspace.set(GUEST, 'xen-cfg', text, 0);
  const file = workspace.files.get(GUEST);
  return file ? check(file, contextFor(file, workspace)) : [];
}

/** Whether xl, or libxl behind it, does not create the guest; undefined where only a host could tell, or the judge waits for a program of one. */
export function isRefused(answer: XlRun): boolean | undefined {
  if (answer.crashed === 'SIGALRM') return undefined;
  if (answer.status === null || answer.crashed) return true;
  if (answer.refused === undefined) return answer.status !== 0;
  return answer.refused ?? undefined;
}

/**
 * Refused without an error of ours is a miss, an error without a refusal a false alarm; a complaint of theirs, or a value that the guest does not
 * get, wants at least a warning.
 */
export function verdictOf(
  found: readonly Diagnosis[],
  answer: XlRun,
  text: string,
): { readonly verdict: Verdict; readonly why: unknown } | undefined {
  const refused = isRefused(answer);
  if (refused === undefined) return undefined;
  const errors = found.filter((one) => one.severity === 'error');
  const warned = errors.length > 0 || found.some((one) => one.severity === 'warning');
  if (refused)
    return { verdict: errors.length > 0 ? 'agree' : 'misses', why: [answer.crashed, answer.stage, ...answer.messages] };
  if (errors.length > 0 && !isToTheEnd(answer, text)) return undefined;
  if (errors.length > 0) return { verdict: 'falseAlarms', why: errors.map((one) => [one.code, one.message]) };
  const complaints = answer.messages.filter((message) => !CHATTER.test(message));
  // libxl warns of much that a host may want; that it is told at all is enough.
  const told = complaints.every((message) => LIBXL_WARNING.test(message)) ? found.length > 0 : warned;
  if (complaints.length > 0 && !told) return { verdict: 'misses', why: answer.messages };
  const distorted = warned || !answer.config || answer.stage ? [] : distortions(text, answer.config);
  return { verdict: distorted.length > 0 ? 'wrongValues' : 'agree', why: distorted };
}

/** The line of the table for these texts and answers. */
export function judge(name: string, texts: readonly string[], answers: readonly XlRun[], version: string): Tally {
  const tally = newTally(name);
  for (const answer of answers) {
    const text = texts[answer.id] as string;
    const one = verdictOf(findingsFor(text, version), answer, text);
    if (one) record(tally, one.verdict, text, one.why);
  }
  return tally;
}

/**
 * The same for dry runs, which end before libxl has its say: what a dry run takes and we call an error is put to `xl create` of the same
 * release, and where that does not tell either it is left out. Without a release the installed xl answers.
 */
export async function judgeDryRuns(
  name: string,
  texts: readonly string[],
  answers: readonly XlRun[],
  version: string,
  release?: string,
): Promise<Tally> {
  const tally = newTally(name);
  const doubted: string[] = [];
  for (const answer of answers) {
    const text = texts[answer.id] as string;
    const one = verdictOf(findingsFor(text, version), answer, text);
    if (one?.verdict === 'falseAlarms') doubted.push(text);
    else if (one) record(tally, one.verdict, text, one.why);
  }
  const creations = doubted.length > 0 ? await askXl('xl-create', doubted, release) : [];
  if (typeof creations === 'string') throw new Error(creations);
  for (const answer of creations) {
    const text = doubted[answer.id] as string;
    const one = verdictOf(findingsFor(text, version), answer, text);
    if (one) record(tally, one.verdict, text, one.why);
  }
  return tally;
}

/** The examples of all rules that speak about files for xl: a bad one that is an error must be refused. */
export function ruleExamples(): string[] {
  return rules.flatMap((rule) =>
    rule.examples
      .filter(({ toolstack }) => toolstack === 'xl')
      .flatMap(({ bad, good }) => [bad, good])
      .flatMap((files) => Object.entries(files))
      .filter(([path]) => path.endsWith('.cfg') && rule.languages.includes('xen-cfg'))
      .map(([, text]) => text),
  );
}

/** The texts of recorded answers that lie beside the judges. */
export function recordedTexts(file: string): string[] {
  const lines = readFileSync(`test/conformance/oracle/${file}`, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line).text);
}
