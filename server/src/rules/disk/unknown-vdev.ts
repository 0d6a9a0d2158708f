import { diskNumber } from '../../xen/disk-numbers.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';
import { rename, spanOf, xlDisks, xmDisks } from './disks.ts';

/** xend knows hda to hdt besides, and a path below /dev (`blkdev_name_to_number` in blkif.py). */
const XM_NAME = /^(?:\/dev\/)?(?:xvd[a-z]+\d*|hd[a-t]\d*|sd[a-z]+\d*)$|^(?:0x[0-9a-fA-F]+|\d+)$/;

export default defineRule({
  code: 'unknown-vdev',
  area: 'disk',
  severity: 'error',
  title: 'Device name that Xen does not know',
  explanation:
    'The device name decides the number under which the guest finds its disk. xl knows xvda and on, hda to hdd, sda to sdp, each with ' +
    'a partition number behind it or without; hde, sdq, vda or /dev/xvda have no number, and the creation of the guest fails. xend ' +
    'knew hde to hdt as well.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\nmemory = 512\ndisk = [ \'/srv/a.img,raw,vda,w\' ]\n' },
      good: { 'w.cfg': 'name = "w"\nmemory = 512\ndisk = [ \'/srv/a.img,raw,xvda,w\' ]\n' },
      fixed: { 'w.cfg': 'name = "w"\nmemory = 512\ndisk = [ \'/srv/a.img,raw,xvda,w\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\ndisk = [ \'/srv/a.img,raw,hde,w\' ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\ndisk = [ \'/srv/a.img,raw,hdd,w\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, context) {
    const xl = file.toolstack.toolstack === 'xl';
    const disks = xl ? xlDisks(file) : xmDisks(file, context);
    const taken = new Set(disks.map((disk) => disk.vdev?.value));
    for (const disk of disks) {
      const { vdev } = disk;
      if (!disk.accepted || !vdev || vdev.value !== vdev.value.trim() || vdev.value === '') continue;
      if (xl ? diskNumber(vdev.value) !== undefined : XM_NAME.test(vdev.value)) continue;
      if (xl && !file.toolstack.certain && XM_NAME.test(vdev.value)) continue;
      const better = betterName(vdev.value, taken);
      yield {
        span: spanOf(vdev),
        // xend looks at names only when the guest starts, and a bare "xvd" xl takes for a number of its own.
        severity: xl && vdev.value !== 'xvd' ? whereCertain(file, 'error') : 'warning',
        message: messageFor(vdev.value, better, xl),
        fixes: () => (better ? [rename(file, vdev, better)] : []),
      };
    }
  },
});

function messageFor(name: string, better: string | undefined, xl: boolean): string {
  const fails = xl ? 'creating the guest fails' : 'the guest does not start';
  if (better) return `Xen has no device "${name}": ${fails}. Write ${better}.`;
  if (/^hd[e-z]/.test(name))
    return `Only hda to hdd exist: ${fails} with "${name}". Use one of them, or xvde and on for a guest with PV drivers.`;
  if (/^sd/.test(name))
    return `Only sda to sdp with partitions up to 15 exist: ${fails} with "${name}". Use a name such as xvdq.`;
  return `Xen has no device "${name}": ${fails}. Use a name such as xvda.`;
}

/** `vda1` -> `xvda1`, `/dev/xvda` -> `xvda`, `XVDA` -> `xvda`, where no other disk has it. */
function betterName(name: string, taken: ReadonlySet<string | undefined>): string | undefined {
  const bare = name.toLowerCase().replace(/^\/dev\//, '');
  const candidate = /^vd[a-z]\d{0,2}$/.test(bare) ? `x${bare}` : bare;
  const free = !taken.has(candidate);
  return candidate !== name && diskNumber(candidate) !== undefined && /^[a-z]/.test(candidate) && free
    ? candidate
    : undefined;
}
