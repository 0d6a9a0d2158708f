/** Whether dom0 itself uses what a guest boots from, and has the drivers that serve its devices. */
import type { DoctorDisk, DoctorGuest, DoctorRow } from './config.ts';
import { type Scene, unknown, wrong } from './rows.ts';

export function storageRows({ config, shown }: Scene): DoctorRow[] {
  const disks = config.guests.flatMap((guest) => (guest.disks ?? []).map((disk) => ({ guest, disk })));
  const rows = disks.flatMap(({ guest, disk }) => mountedRow(guest, disk, shown) ?? []);
  if (!shown.wholeModules) return rows;
  const lacks = (module: string): boolean => !shown.modules.has(module);
  if (config.guests.some((guest) => guest.vifs.length > 0) && lacks('xen_netback'))
    rows.push(driverRow('xen_netback', 'vif'));
  if (disks.length > 0 && lacks('xen_blkback')) rows.push(driverRow('xen_blkback', 'disk'));
  return rows;
}

/** A file system that dom0 has mounted must not be written by a guest as well. */
function mountedRow(guest: DoctorGuest, disk: DoctorDisk, shown: Scene['shown']): DoctorRow | undefined {
  const { target } = disk;
  if (!target) return undefined;
  const path = target.startsWith('/') ? target : `/dev/${target}`;
  const loop = shown.loops.find((one) => one.file === path)?.device;
  const mount = shown.mounts.find((one) => one.source === path || (loop !== undefined && one.source === loop));
  if (!mount) return undefined;
  const subject = {
    check: `disk ${disk.vdev ?? disk.index} of ${guest.name}`,
    expected: 'not mounted in dom0',
    place: { file: guest.file, line: disk.line },
  };
  const meaning = `dom0 has ${path} mounted on ${mount.target}: the block script refuses it, and if both wrote to it the file system would be destroyed.`;
  const action = loop ? `umount ${mount.target}; losetup -d ${loop}` : `umount ${mount.target}`;
  return wrong(subject, `${mount.source} on ${mount.target}`, meaning, action);
}

function driverRow(module: string, what: string): DoctorRow {
  const subject = { check: `driver ${module}`, expected: `${module} in lsmod`, place: undefined };
  const meaning = `The backend driver for each ${what} is not among the modules; that is right only where the kernel has it built in.`;
  return unknown(
    subject,
    'not in lsmod',
    meaning,
    `modprobe ${module.replace('_', '-')}, and list it in /etc/modules.`,
  );
}
