import { stringOf } from '../../model/guest.ts';
import { textOf } from '../entries.ts';
import { whereCertain, xlSettings } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'ramdisk-without-kernel',
  area: 'boot',
  severity: 'warning',
  title: 'ramdisk of an HVM guest without a kernel',
  explanation:
    'An HVM guest can boot a `kernel` of the host directly, with a `ramdisk` beside it. A ramdisk alone cannot be booted, and the creation ' +
    'of the guest fails. `kernel = ".../hvmloader"` does not count: xl drops it.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nramdisk = "/boot/initrd"\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nkernel = "/boot/vmlinuz"\nramdisk = "/boot/initrd"\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { variables, kind } = file.facts;
    if (kind !== 'hvm' || variables.get('kernel')?.value.kind === 'unknown') return;
    const kernel = stringOf(variables, 'kernel')?.value;
    if (kernel && !kernel.includes('hvmloader')) return;
    for (const { name, value } of xlSettings(file)) {
      if (name !== 'ramdisk' || !textOf(value)?.text) continue;
      yield {
        span: value.span,
        severity: whereCertain(file, 'warning'),
        message:
          'Creating this HVM guest fails: it has a ramdisk and no kernel of its own. Add kernel, or remove ramdisk.',
      };
    }
  },
});
