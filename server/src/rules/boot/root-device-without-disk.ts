import type { Located } from '../../model/guest.ts';
import type { CfgFile } from '../../model/source-file.ts';
import { kernelParameter, parseKernelCommandLine } from '../../syntax/spec/kernel-command-line.ts';
import { diskList, spanOf } from '../disk/disks.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';

const DEVICE = /^\/dev\/((?:xvd|hd|sd)[a-z])(\d{0,2})(?![\w/])/;

export default defineRule({
  code: 'root-device-without-disk',
  area: 'boot',
  severity: 'warning',
  title: 'Root device that no disk provides',
  explanation:
    'The kernel mounts its root file system from the device that `root` (or `root=` in `extra`) names. When no disk of the guest has ' +
    'that name the kernel stops with "unable to mount root fs". A disk xvda brings xvda1, xvda2 and so on; one that is called sda is ' +
    'xvda in a current kernel.',
  examples: [
    {
      bad: {
        'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nroot = "/dev/sda1 ro"\ndisk = [ \'phy:/dev/vg/a,xvda1,w\' ]\n',
      },
      good: {
        'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nroot = "/dev/xvda1 ro"\ndisk = [ \'phy:/dev/vg/a,xvda1,w\' ]\n',
      },
      fixed: {
        'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nroot = "/dev/xvda1 ro"\ndisk = [ \'phy:/dev/vg/a,xvda1,w\' ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { variables, kind } = file.facts;
    if (kind === 'hvm' || kind === undefined || !variables.has('kernel')) return;
    const { disks, complete } = diskList(file);
    if (!complete || disks.length === 0 || disks.some((disk) => !disk.accepted || !disk.vdev)) return;
    const root = rootDevice(file);
    const match = root && DEVICE.exec(root.value);
    if (!root || !match?.[1]) return;
    const name = match[1] + (match[2] ?? '');
    const names = disks.map((disk) => disk.vdev?.value ?? '');
    if (!names.every((one) => /^(?:xvd|hd|sd)[a-z]\d*$/.test(one))) return;
    if (names.some((one) => provides(one, name))) return;
    const same = names.filter((one) => one.replace(/^(?:xvd|hd|sd)/, '') === name.replace(/^(?:xvd|hd|sd)/, ''));
    const [only] = same;
    const span = { offset: root.offset, end: Math.min(root.end, root.offset + match[0].length) };
    yield {
      span,
      message: `No disk of this guest provides /dev/${name}: the kernel cannot mount its root file system. The disks are ${names.join(', ')}.`,
      fixes: () =>
        only !== undefined && file.text.slice(span.offset, span.end) === match[0]
          ? [fixBy(`Change to /dev/${only}`, replace(file, span, `/dev/${only}`), { preferred: true })]
          : [],
    };
  },
});

/** `root`, else the parameter `root=` of `extra` or `cmdline`. */
function rootDevice(file: CfgFile): Located<string> | undefined {
  const { variables } = file.facts;
  for (const key of ['extra', 'cmdline', 'root']) {
    const value = variables.get(key)?.value;
    if (value === undefined) continue;
    if (value.kind !== 'string') return undefined;
    const { text } = value;
    if (key === 'root')
      return { value: text.text, offset: text.sourceOffset(0), end: text.sourceOffset(text.text.length) };
    const word = kernelParameter(parseKernelCommandLine(text), 'root')?.value;
    if (word) return { value: word.text, ...spanOf(word) };
  }
  return undefined;
}

/** Whether a disk of this name brings the device: itself, a partition of it, or under the name xvd in a current kernel. */
function provides(vdev: string, device: string): boolean {
  const partitions = /^\d*$/.test(device.slice(vdev.length));
  if (device.startsWith(vdev) && partitions && (vdev === device || !/\d$/.test(vdev))) return true;
  const asPv = vdev.replace(/^(?:sd|hd)/, 'xvd');
  return asPv !== vdev && provides(asPv, device);
}
