import type { CfgFile } from '../../model/source-file.ts';
import { byName } from '../../xen/row.ts';
import { type XmRow, xmKeys } from '../../xen/xm-keys.ts';
import { replace, settingOut } from '../edits.ts';
import { type FinalSetting, finalSettings, whereCertain, xlRows } from '../keys/settings-of.ts';
import { defineRule, type Fix } from '../rule.ts';

const xmRows = byName(xmKeys);

/** Options that xl has under another name with the same values. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['cpu_cap', 'cap'],
  ['loader', 'firmware_override'],
  ['lapic', 'apic'],
]);

/** Options of which xl reads the same values as a list of texts. */
const LISTED: ReadonlyMap<string, string> = new Map([
  ['bootargs', 'bootloader_args'],
  ['irq', 'irqs'],
]);

/** Has nothing behind it that the guest could lack: remove it and all stays as it is. */
const DISPENSABLE: ReadonlySet<string> = new Set([
  'on_xend_start',
  'on_xend_stop',
  'vncconsole',
  'description',
  'vhpt',
  'superpages',
  'xen_extended_power_mgmt',
  's3_integrity',
  'machine_address_size',
  'suppress_spurious_page_faults',
  'guest_os_type',
  'features',
  'help',
  'quiet',
]);

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

function successor(file: CfgFile, setting: FinalSetting): { name: string; value?: string } | undefined {
  const { name } = setting;
  const renamed = RENAMED.get(name);
  if (renamed !== undefined) return { name: renamed };
  const listed = LISTED.get(name);
  const value = listed !== undefined ? asList(file, setting) : name === 'nics' ? cards(setting) : undefined;
  return value === undefined ? undefined : { name: listed ?? 'vif', value };
}

function repairs(file: CfgFile, setting: FinalSetting): Fix[] {
  const { name, nameSpan, value } = setting;
  const next = successor(file, setting);
  if (next && !file.facts.variables.has(next.name)) {
    const edits = [replace(file, nameSpan, next.name)];
    if (next.value !== undefined) edits.push(replace(file, value.span, next.value));
    return [{ title: `Write ${next.name} for xl`, edits, preferred: true, safe: name !== 'loader' && name !== 'nics' }];
  }
  const safe = DISPENSABLE.has(name);
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
        fixes: () => repairs(file, setting),
      };
    }
  },
});
