/** What the product says of a text, asked through the same door as the editor and the command line: workspace and rules. */
import { defaultSettings, type Settings } from '../../server/src/model/settings.ts';
import type { Language } from '../../server/src/model/source-file.ts';
import { Workspace } from '../../server/src/model/workspace.ts';
import { check, contextFor, type Diagnosis } from '../../server/src/rules/check.ts';
import { rules } from '../../server/src/rules/index.ts';

/** The release of Xen that the installed judges are of. */
const JUDGED_RELEASE = '4.17';

/** Rules of the area `syntax` about what the reader takes and what then fails: no matter for a judge of the grammar. */
const BEYOND_READING: ReadonlySet<string> = new Set([
  'undefined-name',
  'joined-entries',
  'lost-escape',
  'added-number',
]);

const ONLY_READING: Settings['rules'] = Object.fromEntries(
  rules.filter((rule) => rule.area !== 'syntax' || BEYOND_READING.has(rule.code)).map((rule) => [rule.code, 'off']),
);

/** What becomes of a name that nothing sets: the file is read, and stops when it is run. */
const ONLY_RUNNING: Settings['rules'] = Object.fromEntries(
  rules.filter((rule) => rule.code !== 'undefined-name').map((rule) => [rule.code, 'off']),
);

/** The errors for a text that its reader refuses, as `xen-config check --toolstack …` reports them. */
export function syntaxErrors(text: string, language: Language, toolstack: 'xl' | 'xm'): Diagnosis[] {
  return errors(text, language, toolstack, ONLY_READING);
}

/** The errors for a domU file that xm reads, and that stops when it is run. */
export function runErrors(text: string): Diagnosis[] {
  return errors(text, 'xen-cfg', 'xm', ONLY_RUNNING);
}

function errors(text: string, language: Language, toolstack: 'xl' | 'xm', only: Settings['rules']): Diagnosis[] {
  const settings: Settings = { ...defaultSettings, toolstack, version: JUDGED_RELEASE, rules: only };
  const workspace = new Workspace(() => settings);
  const uri = 'file:///conformance/xen/file';
  workspace.set(uri, language, text, 0);
  const file = workspace.files.get(uri);
  if (!file) throw new Error('the workspace lost a file');
  return check(file, contextFor(file, workspace)).filter((one) => one.severity === 'error');
}
