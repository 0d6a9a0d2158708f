import type { Disk } from '../../model/disks.ts';
import { stringOf } from '../../model/guest.ts';
import type { CfgFile } from '../../model/source-file.ts';
import { diskList, isPlain, quoted, spanOf } from '../disk/disks.ts';
import { replace } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';

export default defineRule({
  code: 'pygrub-reads-first-disk',
  area: 'boot',
  severity: 'information',
  title: 'Boot loader reads the swap disk',
  explanation:
    'pygrub looks for the guest’s kernel on the first disk of the list only. When that is the swap partition it finds none, and the ' +
    'guest does not boot. Put the disk with /boot first; the device names decide what the guest sees, not the order.',
  examples: [
    {
      bad: {
        'a.cfg':
          'name = "a"\nbootloader = "pygrub"\ndisk = [ \'phy:/dev/vg/swap,xvda2,w\', \'phy:/dev/vg/root,xvda1,w\' ]\n',
      },
      good: {
        'a.cfg':
          'name = "a"\nbootloader = "pygrub"\ndisk = [ \'phy:/dev/vg/root,xvda1,w\', \'phy:/dev/vg/swap,xvda2,w\' ]\n',
      },
      fixed: {
        'a.cfg':
          'name = "a"\nbootloader = "pygrub"\ndisk = [ \'phy:/dev/vg/root,xvda1,w\', \'phy:/dev/vg/swap,xvda2,w\' ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const loader = stringOf(file.facts.variables, 'bootloader')?.value ?? '';
    if (!/(?:^|\/)pygrub$/.test(loader)) return;
    const { disks, complete } = diskList(file);
    const [first, ...rest] = disks;
    if (!complete || !first?.target || !isSwap(first)) return;
    const better = rest.find((disk) => disk.accepted && disk.devtype === 'disk' && !isSwap(disk));
    if (!better) return;
    yield {
      span: spanOf(first.target),
      message: `pygrub looks for a kernel on the first disk only, and ${quoted(first.target)} looks like swap: the guest will not boot. Put ${quoted(better.target)} first.`,
      fixes: () => (isPlain(file, first) && isPlain(file, better) ? [exchange(file, first, better)] : []),
    };
  },
});

function isSwap(disk: Disk): boolean {
  return /(?:^|[^a-z])swap(?:[^a-z]|$)/i.test(disk.target?.value ?? '');
}

function exchange(file: CfgFile, one: Disk, other: Disk): Fix {
  const edits = [
    replace(file, one, file.text.slice(other.offset, other.end)),
    replace(file, other, file.text.slice(one.offset, one.end)),
  ];
  return { title: 'Exchange the two disks', edits, preferred: true };
}
