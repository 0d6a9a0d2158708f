import { stringOf } from '../../model/guest.ts';
import { settingOut } from '../edits.ts';
import { defineRule } from '../rule.ts';

/** xl compares as many letters as were written, and hvm first (`xl_parse.c`). */
function kindOf(builder: string): string | undefined {
  if ('hvm'.startsWith(builder)) return 'hvm';
  return 'generic'.startsWith(builder) ? 'pv' : undefined;
}

export default defineRule({
  code: 'builder-contradicts-type',
  area: 'boot',
  severity: 'error',
  title: 'builder says another guest type than type',
  explanation:
    '`builder` is the old way to choose the kind of guest, `type` the current one. xl takes both only when they agree: ' +
    '`generic` with `pv`, `hvm` with `hvm`.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nbuilder = "hvm"\ntype = "pv"\nkernel = "/boot/vmlinuz"\n' },
      good: { 'a.cfg': 'name = "a"\ntype = "pv"\nkernel = "/boot/vmlinuz"\n' },
      fixed: { 'a.cfg': 'name = "a"\n#builder = "hvm"\ntype = "pv"\nkernel = "/boot/vmlinuz"\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { variables, kind } = file.facts;
    if (file.toolstack.toolstack !== 'xl' || kind === undefined || !variables.has('type')) return;
    const builder = stringOf(variables, 'builder');
    const statement = variables.get('builder')?.assignments.at(-1);
    const meant = builder && kindOf(builder.value);
    if (!builder || !statement || meant === undefined || meant === kind) return;
    yield {
      span: { offset: statement.offset, end: statement.end },
      message: `xl does not create the guest: builder makes it ${meant.toUpperCase()}, type makes it ${kind.toUpperCase()}. Remove builder.`,
      fixes: () => [settingOut(file, 'builder', { preferred: true })],
    };
  },
});
