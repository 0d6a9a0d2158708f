import type { CfgFile } from '../../model/source-file.ts';
import type { StaticValue } from '../../model/static-value.ts';
import { refusals } from '../../xen/refusals/index.ts';
import type { GuestKind } from '../../xen/row.ts';
import { xlKeys } from '../../xen/xl-keys.ts';
import { settingOut } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { orList, suits, xlSettings } from './settings-of.ts';

/** The options that give a PV or PVH guest a screen. */
const SCREENS: ReadonlySet<string> = new Set(
  xlKeys.flatMap((row) => (row.type === 'list-of-string' && row.form === 'vfb-spec' ? [row.name] : [])),
);

const NAMES: Readonly<Record<GuestKind | 'arm', string>> = { pv: 'PV', pvh: 'PVH', hvm: 'HVM', arm: 'Arm' };

/** Switched off, or empty: nobody waits for an effect. */
function isOff(value: StaticValue): boolean {
  if (value.kind === 'number') return value.value === 0;
  if (value.kind === 'list') return value.items.length === 0;
  return value.kind === 'string' && (value.text.text === '' || value.text.text === '0');
}

/** Whether libxl may refuse a guest of this kind for the option. */
function endsCreation(option: string, kind: GuestKind): boolean {
  return refusals.some((row) => !row.severity && row.guests?.includes(kind) && row.options[0] === option);
}

function hasScreen(file: CfgFile): boolean {
  const { variables } = file.facts;
  return [...SCREENS].some((name) => variables.has(name));
}

export default defineRule({
  code: 'option-for-other-guest',
  area: 'keys',
  severity: 'information',
  title: 'Option for another kind of guest',
  explanation:
    'A PV guest has no BIOS, no boot order and no emulated devices, and an HVM guest no PV bootloader. xl reads such options ' +
    'without a word and does nothing with them, which is worth knowing when one waits for their effect.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\ntype = "pv"\nkernel = "/boot/vmlinuz"\nboot = "d"\n' },
      good: { 'a.cfg': 'name = "a"\ntype = "hvm"\nboot = "d"\n' },
      fixed: { 'a.cfg': 'name = "a"\ntype = "pv"\nkernel = "/boot/vmlinuz"\n#boot = "d"\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { kind } = file.facts;
    if (kind === undefined) return;
    for (const { name, nameSpan, row, value } of xlSettings(file)) {
      if (row.status === 'removed' || row.status === 'ignored' || suits(row, kind) || isOff(value)) continue;
      // What ends the creation of this kind of guest, or reaches the QEMU of its screen, is not without effect.
      if (endsCreation(name, kind) || (row.besideScreen && hasScreen(file))) continue;
      const kinds = orList((row.guests ?? []).map((guest) => NAMES[guest]));
      yield {
        span: nameSpan,
        message: `${name} is for ${kinds} guests and has no effect in this ${NAMES[kind]} guest. Remove it, or check the guest's type.`,
        tag: 'unnecessary',
        fixes: () => [settingOut(file, name)],
      };
    }
  },
});
