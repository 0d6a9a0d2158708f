/** What the product says of a text, asked through the same door as the editor and the command line: workspace and rules. */
import { defaultSettings, type Settings } from '../../server/src/model/settings.ts';
import type { Language } from '../../server/src/model/source-file.ts';
import { Workspace } from '../../server/src/model/workspace.ts';
import { check, contextFor, type Diagnosis } from '../../server/src/rules/check.ts';
import { rules } from '../../server/src/rules/index.ts';

/** The release of Xen that the installed judges are of. */
const JUDGED_RELEASE = '4.17';

const ONLY_SYNTAX: Settings['rules'] = Object.fromEntries(
  rules.filter((rule) => rule.area !== 'syntax').map((rule) => [rule.code, 'off']),
);

/** The findings of the area `syntax` that are errors, as `xen-config check --toolstack …` reports them. */
export function syntaxErrors(text: string, language: Language, toolstack: 'xl' | 'xm'): Diagnosis[] {
  const settings: Settings = { ...defaultSettings, toolstack, version: JUDGED_RELEASE, rules: ONLY_SYNTAX };
  const workspace = new Workspace(() => settings);
  const uri = 'file:///conformance/xen/file';
  workspace.set(uri, language, text, 0);
  const file = workspace.files.get(uri);
  if (!file) throw new Error('the workspace lost a file');
  return check(file, contextFor(file, workspace)).filter((one) => one.area === 'syntax' && one.severity === 'error');
}
