/**
 * Holds what the product says of domU files under xm against what the real `xm create --dryrun` of Xen 4.4, under Python
 * 2.7, made of 1,396 texts (xm-vectors.jsonl): an error exactly where xm refuses, at the line where it is known, and the
 * values that xend would get. Nothing has to be installed. Run it with `node test/conformance/run.mjs xm-vectors`.
 */
import { readFileSync } from 'node:fs';
import { defaultSettings } from '../../server/src/model/settings.ts';
import type { CfgFile } from '../../server/src/model/source-file.ts';
import { Workspace } from '../../server/src/model/workspace.ts';
import { check, contextFor, type Diagnosis } from '../../server/src/rules/check.ts';
import { conclude, newTally, record, type Tally } from './judges.ts';
import { disagreements, readGuest, type Sxp } from './xm-guest.ts';

interface Vector {
  readonly id: number;
  readonly file: string;
  readonly text?: string;
  readonly bytes_base64?: string;
  readonly accepted: boolean;
  readonly error: string | null;
  readonly error_kind?: string;
  readonly error_line?: number | null;
  readonly sxp: Sxp | null;
}

/** What xm takes and xend refuses when it gets the guest: an error of ours, and no matter for this judge. */
const isForXend = ({ code, message }: Diagnosis): boolean => code === 'joined-entries' || message.startsWith('xend ');

/** What a variable of the command line or a module of the host may still give: there a warning is all that can be said. */
const MAY_BE_GIVEN = new Set(['python', 'exit']);

function load({ file, text, bytes_base64: bytes }: Vector): CfgFile {
  const workspace = new Workspace(() => ({ ...defaultSettings, toolstack: 'xm' }));
  const uri = `file:///etc/xen/${file}`;
  workspace.set(uri, 'xen-cfg', text ?? Buffer.from(bytes ?? '', 'base64').toString('utf8'), 0);
  const found = workspace.files.get(uri);
  if (found?.language !== 'xen-cfg') throw new Error('the workspace lost a file');
  return Object.assign(found, { found: check(found, contextFor(found, workspace)) });
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split(/\r\n|\r|\n/).length;

function judgeVerdict(vector: Vector, text: string, errors: readonly Diagnosis[], tally: Tally): void {
  const said = errors.map((one) => [one.code, one.message]);
  if (vector.accepted) record(tally, said.length > 0 ? 'falseAlarms' : 'agree', text, said);
  else if (said.length === 0) record(tally, 'misses', text, [vector.error_kind, vector.error]);
  else {
    const lines = errors.map((one) => lineOf(text, one.span.offset));
    // Python names the line after the last one where the file ends too early.
    const end = text.split('\n').length;
    const at = vector.error_line && vector.error_line < end ? vector.error_line : undefined;
    record(tally, at === undefined || lines.includes(at) ? 'agree' : 'wrongValues', text, { line: at, lines, said });
  }
}

const verdicts = newTally('xm create, recorded, verdicts');
const values = newTally('xm create, recorded, values');
for (const line of readFileSync('test/conformance/xm-vectors.jsonl', 'utf8').trim().split('\n')) {
  const vector: Vector = JSON.parse(line);
  const file = load(vector) as CfgFile & { found: Diagnosis[] };
  const errors = file.found.filter((one) => one.severity === 'error' && !isForXend(one));
  const warned = MAY_BE_GIVEN.has(vector.error_kind ?? '')
    ? file.found.filter((one) => one.severity === 'warning')
    : [];
  judgeVerdict(vector, file.text, [...errors, ...warned], verdicts);
  if (!vector.accepted || !vector.sxp) continue;
  const wrong = disagreements(file, readGuest(vector.sxp));
  record(values, wrong.length > 0 ? 'wrongValues' : 'agree', file.text, wrong);
}
conclude([verdicts, values]);
