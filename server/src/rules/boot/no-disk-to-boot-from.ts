import { stringOf } from '../../model/guest.ts';
import { defineRule } from '../rule.ts';

const ELSEWHERE = ['pci', 'usbdev', 'usbdevice', 'device_model_args', 'device_model_args_hvm'] as const;

export default defineRule({
  code: 'no-disk-to-boot-from',
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
      bad: { 'a.cfg': 'name = "a"\nbootloader = "pygrub"\nmemory = 512\n' },
      good: { 'a.cfg': 'name = "a"\nbootloader = "pygrub"\nmemory = 512\ndisk = [ "phy:/dev/vg/a,xvda,w" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { variables, kind } = file.facts;
    const disk = variables.get('disk')?.value;
    if (file.tree.python || (disk && !(disk.kind === 'list' && disk.items.length === 0))) return;
    // A disk may come in by the back door: a PCI controller, or arguments for QEMU.
    if (ELSEWHERE.some((name) => variables.has(name))) return;
    const bootloader = stringOf(variables, 'bootloader');
    const boot = stringOf(variables, 'boot');
    // The bootloader of an HVM guest is skipped; a kernel, or the network, needs no disk. A script may add one later.
    const place =
      kind === 'hvm'
        ? boot && /^[cd]+$/.test(boot.value) && !variables.has('kernel')
          ? boot
          : undefined
        : kind && bootloader && !variables.has('kernel') && /pygrub|pvgrub/.test(bootloader.value)
          ? bootloader
          : undefined;
    if (!place) return;
    yield {
      span: { offset: place.offset, end: place.end },
      message:
        kind === 'hvm'
          ? 'The guest boots from a disk, and the file has none: it stops at once. Add disk = [ … ].'
          : `${bootloader?.value.slice(0, 40)} looks for a kernel on the first disk, and the file has none: the guest does not start. Add disk = [ … ].`,
    };
  },
});
