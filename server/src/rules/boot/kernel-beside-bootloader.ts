import { stringOf } from '../../model/guest.ts';
import { settingOut } from '../edits.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'kernel-beside-bootloader',
  area: 'boot',
  severity: 'information',
  title: 'kernel beside a bootloader',
  explanation:
    'A `bootloader` such as pygrub takes the kernel from the disk of the guest. Where one is set, `kernel` and `ramdisk` of the host are not ' +
    'used, neither by xl nor by xend, and updating them changes nothing.',
  examples: [
    {
      bad: {
        'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nbootloader = "pygrub"\ndisk = [ "phy:/dev/vg/a,xvda,w" ]\n',
      },
      good: { 'a.cfg': 'name = "a"\nbootloader = "pygrub"\ndisk = [ "phy:/dev/vg/a,xvda,w" ]\n' },
      fixed: {
        'a.cfg': 'name = "a"\n#kernel = "/boot/vmlinuz"\nbootloader = "pygrub"\ndisk = [ "phy:/dev/vg/a,xvda,w" ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { variables, kind } = file.facts;
    const variable = variables.get('kernel');
    const kernel = stringOf(variables, 'kernel');
    const bootloader = stringOf(variables, 'bootloader');
    const statement = variable?.assignments.at(-1);
    if (kind === undefined || kind === 'hvm' || !variable?.unconditional || !statement) return;
    if (!kernel?.value || !bootloader?.value || !variables.get('bootloader')?.unconditional) return;
    yield {
      span: { offset: statement.offset, end: statement.end },
      message: `This kernel is not used: ${bootloader.value.slice(0, 40)} takes one from the guest's disk. Remove kernel, or bootloader.`,
      related: [
        { uri: file.uri, span: { offset: bootloader.offset, end: bootloader.end }, message: 'This chooses the kernel' },
      ],
      tag: 'unnecessary',
      fixes: () => [settingOut(file, 'kernel'), settingOut(file, 'bootloader')],
    };
  },
});
