import { fixBy, settingOut, writeString } from '../edits.ts';
import { textOf } from '../entries.ts';
import { whereCertain, xlSettings } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

const FIRMWARE: ReadonlySet<string> = new Set(['pvgrub32', 'pvgrub64']);

export default defineRule({
  code: 'kernel-beside-firmware',
  area: 'boot',
  severity: 'error',
  title: 'Firmware that a PV or PVH guest cannot boot',
  explanation:
    'A PV or PVH guest boots either from `kernel` or through GRUB as its `firmware` (`pvgrub32`, `pvgrub64`); xl refuses both at once, and ' +
    'any other firmware. BIOS and UEFI are for HVM guests.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nfirmware = "pvgrub64"\n' },
      good: { 'a.cfg': 'name = "a"\nfirmware = "pvgrub64"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n#firmware = "pvgrub64"\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\ntype = "pvh"\nfirmware = "uefi"\n' },
      good: { 'a.cfg': 'name = "a"\ntype = "hvm"\nfirmware = "uefi"\n' },
      fixed: { 'a.cfg': 'name = "a"\ntype = "pvh"\nfirmware = "pvgrub64"\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { variables, kind } = file.facts;
    if (kind === undefined || kind === 'hvm') return;
    for (const { name, value, assignment } of xlSettings(file)) {
      const word = name === 'firmware' ? textOf(value) : undefined;
      if (!word) continue;
      const kernel = variables.get('kernel');
      const both = textOf(kernel?.value) !== undefined;
      if (!both && FIRMWARE.has(word.text)) continue;
      if (kernel && !both && kernel.value.kind === 'unknown') continue;
      yield {
        span: both ? { offset: assignment.offset, end: assignment.end } : value.span,
        severity: whereCertain(file, 'error'),
        message: both
          ? 'xl does not create a guest with both kernel and firmware. Keep the one that it is to boot from.'
          : `xl does not create the guest: the firmware of a ${kind.toUpperCase()} guest is pvgrub32 or pvgrub64. Write one of them, or type = "hvm".`,
        fixes: () =>
          both
            ? [settingOut(file, 'firmware'), settingOut(file, 'kernel')]
            : ['pvgrub64', 'pvgrub32'].map((one) => fixBy(`Write "${one}"`, writeString(file, value.span, one))),
      };
    }
  },
});
