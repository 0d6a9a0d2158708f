import { stringOf } from '../../model/guest.ts';
import { settingOut } from '../edits.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'hvmloader-as-kernel',
  area: 'boot',
  severity: 'warning',
  title: 'hvmloader as the kernel of an HVM guest',
  explanation:
    'xm needed `kernel = ".../hvmloader"` for HVM guests. xl finds the loader by itself, passes over such a line and prints a ' +
    'warning at each start. Another loader is named by `firmware_override`.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nkernel = "/usr/lib/xen/boot/hvmloader"\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\n#kernel = "/usr/lib/xen/boot/hvmloader"\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { variables, kind } = file.facts;
    if (file.toolstack.toolstack !== 'xl' || kind !== 'hvm') return;
    const kernel = stringOf(variables, 'kernel');
    const statement = variables.get('kernel')?.assignments.at(-1);
    if (!kernel?.value.includes('hvmloader') || !statement) return;
    yield {
      span: { offset: statement.offset, end: statement.end },
      severity: whereCertain(file, 'warning'),
      message: 'xl finds the HVM loader by itself and passes over this line with a warning. Remove it.',
      tag: 'unnecessary',
      fixes: () => [settingOut(file, 'kernel', { preferred: true, safe: file.toolstack.certain })],
    };
  },
});
