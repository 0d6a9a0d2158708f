import { stringOf } from '../../model/guest.ts';
import { xlKeys } from '../../xen/xl-keys.ts';
import { refusalsOf } from '../keys/refusals.ts';
import { defineRule } from '../rule.ts';

/** With these a disk may come in by the back door. */
const ELSEWHERE = xlKeys.filter((row) => row.reading?.mayBringDisk).map((row) => row.name);

const code = 'no-disk-to-boot-from';

export default defineRule({
  code,
  area: 'boot',
  severity: 'information',
  title: 'Guest that boots from a disk and has none',
  explanation:
    'An HVM guest boots from its first disk or CD unless `boot` begins with `n` or a `kernel` is given; a `bootloader` looks for the kernel ' +
    'on the first disk. Without any `disk` the guest stops at once: in the first case with "No bootable device" on its screen, in the ' +
    'second before it is created.',
  examples: [
    {
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nvif = [ "bridge=xenbr0" ]\nboot = "c"\n' },
      good: {
        'w.cfg':
          'name = "w"\ntype = "hvm"\nmemory = 512\nvif = [ "bridge=xenbr0" ]\nboot = "c"\ndisk = [ "/dev/vg/w,raw,hda,rw" ]\n',
      },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nbootloader = "pygrub"\nmemory = 512\n' },
      good: { 'a.cfg': 'name = "a"\nbootloader = "pygrub"\nmemory = 512\ndisk = [ "phy:/dev/vg/a,xvda,w" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }) {
    yield* refusalsOf(file, settings.version, code);
    const { variables, kind } = file.facts;
    const disk = variables.get('disk')?.value;
    if (kind !== 'hvm' || file.tree.python || (disk && !(disk.kind === 'list' && disk.items.length === 0))) return;
    // A disk may come in by the back door: a PCI controller, or arguments for QEMU.
    if (ELSEWHERE.some((name) => variables.has(name))) return;
    // A kernel, or the network, needs no disk.
    const boot = stringOf(variables, 'boot');
    if (!boot || !/^[cd]+$/.test(boot.value) || variables.has('kernel')) return;
    yield {
      span: { offset: boot.offset, end: boot.end },
      message: 'The guest boots from a disk, and the file has none: it stops at once. Add disk = [ … ].',
    };
  },
});
