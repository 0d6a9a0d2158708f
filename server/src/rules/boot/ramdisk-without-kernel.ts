import { refusalsOf } from '../keys/refusals.ts';
import { defineRule } from '../rule.ts';

const code = 'ramdisk-without-kernel';

export default defineRule({
  code,
  area: 'boot',
  severity: 'error',
  title: 'Boot parameters of an HVM guest without a kernel',
  explanation:
    'An HVM guest can boot a `kernel` of the host directly, with a `ramdisk` and a command line beside it. Without the kernel none of them has ' +
    'a meaning, and the creation of the guest fails; `extra` and `root` that were left over from a PV guest are the usual case. ' +
    '`kernel = ".../hvmloader"` does not count: xl drops it.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nramdisk = "/boot/initrd"\n' },
      good: {
        'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nkernel = "/boot/vmlinuz"\nramdisk = "/boot/initrd"\n',
      },
    },
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nextra = "console=hvc0"\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\n' },
    },
  ],
  languages: ['xen-cfg'],
  check: (file, { settings }) => refusalsOf(file, settings.version, code),
});
