/** Guests as they run: those that do not, and those that run with something else than their files say. */

import type { ShownDomain, ShownGuest, ShownGuestVif } from '../../syntax/dom0/facts.ts';
import { shell, shellWord } from '../../syntax/shell.ts';
import { diskNumber } from '../../xen/device-numbers.ts';
import type { DoctorGuest, DoctorPlace, DoctorRow, DoctorVif } from './config.ts';
import { ok, type Scene, type Subject, unknown, wrong } from './rows.ts';

/** Rows for states first, since nothing else counts for a guest that has crashed. */
export function runningRows(scene: Scene): DoctorRow[] {
  const { config, shown } = scene;
  return [
    ...shown.domains.flatMap((domain) => stateRows(domain, config.guests)),
    ...shown.guests.flatMap((running) => {
      const guest = config.guests.find((one) => one.name === running.name);
      return guest ? comparedRows(running, guest) : [];
    }),
  ];
}

function headOf(guest: DoctorGuest | undefined): DoctorPlace | undefined {
  return guest && { file: guest.file, line: guest.lines.name ?? 1 };
}

/** `r-----`, `-b----`, `--p---`, `---s--`, `----c-`, `-----d`: the letters of xl list (xl(1)). */
function stateRows({ name, state }: ShownDomain, guests: readonly DoctorGuest[]): DoctorRow[] {
  if (state === undefined || name === 'Domain-0') return [];
  const guest = guests.find((one) => one.name === name);
  const subject: Subject = { check: `state of ${name}`, expected: 'running (r) or blocked (b)', place: headOf(guest) };
  const found = `state ${state}`;
  if (state.includes('c')) {
    const meaning = `${name} has crashed and is kept, because on_crash says so; it does nothing any more.`;
    const action = `Read /var/log/xen/console/${shellWord(`guest-${name}.log`)} and xl dmesg for the reason; ${shell`xl destroy ${name}`} and create it again.`;
    return [wrong(subject, found, meaning, action)];
  }
  if (state.includes('d')) {
    const meaning = `${name} is dying: it was destroyed, and something (a device, a shared page) still holds it.`;
    const action = 'Wait a minute; if it stays, look in dmesg and at xenstore-ls for a backend that is not closed.';
    return [wrong(subject, found, meaning, action)];
  }
  if (state.includes('p')) {
    const meaning = `${name} is paused: it answers nobody until it is unpaused. A guest that xl create left so was not started to its end, or was created with -p.`;
    return [wrong(subject, found, meaning, shell`xl unpause ${name}`)];
  }
  if (state.includes('s')) {
    const meaning = `${name} has shut down and is kept, because on_poweroff or on_reboot says preserve.`;
    return [unknown(subject, found, meaning, `${shell`xl destroy ${name}`} removes what is left of it.`)];
  }
  return [];
}

const OLDER =
  'The guest was created before the file was changed, or from another file; a change counts from the next xl create on.';

function comparedRows(running: ShownGuest, guest: DoctorGuest): DoctorRow[] {
  return [
    ...guest.vifs.flatMap((vif) => {
      const card = running.vifs.find((one) => one.index === vif.index) ?? running.vifs[vif.index];
      return card ? vifRows(card, vif, guest) : [missingVif(vif, guest)];
    }),
    ...(guest.disks ?? []).flatMap((disk) => {
      const number = disk.vdev === undefined ? undefined : diskNumber(disk.vdev);
      const there = running.disks.find((one) => one.vdev !== undefined && diskNumber(one.vdev) === number);
      if (!there?.target || !disk.target || number === undefined) return [];
      const subject = {
        check: `disk ${disk.vdev} of ${guest.name}`,
        expected: disk.target,
        place: { file: guest.file, line: disk.line },
      };
      if (sameTarget(there.target, disk.target)) return [ok(subject, there.target)];
      return [
        wrong(subject, there.target, `${guest.name} runs with another disk than its file says. ${OLDER}`, RESTART),
      ];
    }),
  ];
}

const RESTART = 'Correct the file, or shut the guest down and create it again.';

/** xm's `phy:vg/a` is /dev/vg/a. */
function sameTarget(found: string, wanted: string): boolean {
  const bare = (path: string): string => path.replace(/^\/dev\//, '');
  return bare(found) === bare(wanted);
}

function vifRows(card: ShownGuestVif, vif: DoctorVif, guest: DoctorGuest): DoctorRow[] {
  const place = { file: guest.file, line: vif.line };
  const rows: DoctorRow[] = [];
  const compare = (what: string, found: string | undefined, wanted: string | undefined): void => {
    if (found === undefined || wanted === undefined) return;
    const subject = { check: `${what} of vif ${vif.index} of ${guest.name}`, expected: wanted, place };
    if (found.toLowerCase() === wanted.toLowerCase()) rows.push(ok(subject, found));
    else
      rows.push(wrong(subject, found, `${guest.name} runs with another ${what} than its file says. ${OLDER}`, RESTART));
  };
  compare('MAC address', card.mac, vif.mac);
  compare('bridge', card.bridge, vif.bridge);
  return rows;
}

function missingVif(vif: DoctorVif, guest: DoctorGuest): DoctorRow {
  const subject = {
    check: `vif ${vif.index} of ${guest.name}`,
    expected: 'a card in the running guest',
    place: { file: guest.file, line: vif.line },
  };
  return wrong(subject, 'not there', `${guest.name} runs without this card. ${OLDER}`, RESTART);
}
