import type { CfgFile } from '../../model/source-file.ts';
import { byName } from '../../xen/row.ts';
import { type XmRow, xmKeys } from '../../xen/xm-keys.ts';
import { replace, settingOut } from '../edits.ts';
import { type FinalSetting, finalSettings, whereCertain, xlRows } from '../keys/settings-of.ts';
import { defineRule, type Fix } from '../rule.ts';

const xmRows = byName(xmKeys);

/** `parallel = "none"`, as generators write it: nothing is missed when xl passes over it. */
function asksForNothing({ value }: FinalSetting): boolean {
  if (value.kind === 'list') return value.items.length === 0;
  return value.kind === 'string' && (value.text.text === 'none' || value.text.text === '');
}

/** A list entry for each blank-separated word of a text, or for each number. */
function asList(file: CfgFile, { value }: FinalSetting): string | undefined {
  if (value.kind === 'number') return `[ ${value.source} ]`;
  if (value.kind === 'string') {
    const words = value.text.text.split(/\s+/).filter((word) => word !== '');
    return words.length === 0 ? undefined : `[ ${words.map((word) => JSON.stringify(word)).join(', ')} ]`;
  }
  return value.kind === 'list' ? file.text.slice(value.span.offset, value.span.end) : undefined;
}

/** As many cards with default settings as `nics` asks for. */
function cards({ value }: FinalSetting): string | undefined {
  if (value.kind !== 'number' || !(value.value >= 1 && value.value <= 16)) return undefined;
  return `[ ${Array(value.value).fill("''").join(', ')} ]`;
}

function successor(
  file: CfgFile,
  setting: FinalSetting,
  { inXl }: XmRow,
): { name: string; value?: string } | undefined {
  if (!inXl) return undefined;
  const { how, name } = inXl;
  if (how === 'renamed') return { name };
  const value = how === 'listed' ? asList(file, setting) : cards(setting);
  return value === undefined ? undefined : { name, value };
}

function repairs(file: CfgFile, setting: FinalSetting, row: XmRow): Fix[] {
  const { name, nameSpan, value } = setting;
  const next = successor(file, setting, row);
  if (next && !file.facts.variables.has(next.name)) {
    const edits = [replace(file, nameSpan, next.name)];
    if (next.value !== undefined) edits.push(replace(file, value.span, next.value));
    return [{ title: `Write ${next.name} for xl`, edits, preferred: true, safe: !row.inXl?.doubtful }];
  }
  const safe = row.isDispensable === true;
  return [settingOut(file, name, { safe, preferred: safe })];
}

function messageOf(row: XmRow): string {
  const instead = row.xlEquivalent === undefined ? 'xl has nothing like it; remove it' : `For xl: ${row.xlEquivalent}`;
  return `Only xm and xend ever read ${row.name}; xl passes over it in silence. ${instead}.`;
}

export default defineRule({
  code: 'xm-only-option',
  area: 'migration',
  severity: 'warning',
  title: 'Option that only xm read',
  explanation:
    'The option belongs to xm and xend. xl neither knows it nor says so: the guest starts without what it asked for. Where xl has ' +
    'the same under another name, the fix writes that. Where nothing tells that the file is for xl, this is information only.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nbootloader = "pygrub"\nbootargs = "--entry=1"\n' },
      good: { 'a.cfg': 'name = "a"\nbootloader = "pygrub"\nbootloader_args = [ "--entry=1" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nbootloader = "pygrub"\nbootloader_args = [ "--entry=1" ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\non_xend_start = \'start\'\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n#on_xend_start = \'start\'\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    // A file that is only guessed to be xm's, by this very key perhaps, may as well be for xl.
    if (file.toolstack.toolstack !== 'xl' && file.toolstack.certain) return;
    for (const setting of finalSettings(file)) {
      const row = xmRows.get(setting.name);
      if (!row || xlRows.has(setting.name)) continue;
      yield {
        span: setting.nameSpan,
        severity: asksForNothing(setting) ? 'information' : whereCertain(file, 'warning'),
        message: messageOf(row),
        tag: 'unnecessary',
        fixes: () => repairs(file, setting, row),
      };
    }
  },
});
