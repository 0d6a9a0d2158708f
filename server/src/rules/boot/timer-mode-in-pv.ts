import { settingOut } from '../edits.ts';
import { textOf } from '../entries.ts';
import { whereCertain, xlSettings } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'timer-mode-in-pv',
  area: 'boot',
  severity: 'error',
  title: 'timer_mode in a PV guest',
  explanation:
    '`timer_mode` is about the emulated timers of HVM and PVH guests. In a PV guest xl refuses it, whatever its value.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\ntype = "pv"\nkernel = "/boot/vmlinuz"\ntimer_mode = "no_missed_ticks_pending"\n' },
      good: { 'a.cfg': 'name = "a"\ntype = "pv"\nkernel = "/boot/vmlinuz"\n' },
      fixed: {
        'a.cfg': 'name = "a"\ntype = "pv"\nkernel = "/boot/vmlinuz"\n#timer_mode = "no_missed_ticks_pending"\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (file.facts.kind !== 'pv') return;
    for (const { name, value, assignment } of xlSettings(file)) {
      if (name !== 'timer_mode' || !textOf(value)) continue;
      yield {
        span: { offset: assignment.offset, end: assignment.end },
        severity: whereCertain(file, 'error'),
        message: 'xl does not create a PV guest with timer_mode. Remove the line, or choose another type of guest.',
        fixes: () => [settingOut(file, 'timer_mode', { preferred: true })],
      };
    }
  },
});
