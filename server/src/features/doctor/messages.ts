/** What the messages of xl and xm mean, and which line of the configuration they lead to. */
import type { ShownMessage } from '../../syntax/dom0/facts.ts';
import type { DoctorConfig, DoctorGuest, DoctorPlace, DoctorRow } from './config.ts';
import { type Subject, wrong } from './rows.ts';

interface Answer {
  readonly check: string;
  readonly expected: string;
  meaning(parts: readonly string[], guest: DoctorGuest | undefined): string;
  action(parts: readonly string[], guest: DoctorGuest | undefined): string;
  place(parts: readonly string[], guest: DoctorGuest | undefined, config: DoctorConfig): DoctorPlace | undefined;
}

const mib = (kib: string | undefined): number => Math.round(Number(kib ?? 0) / 1024);

/** The line of a key in the guest's file, or its first line. */
function keyPlace(guest: DoctorGuest | undefined, ...keys: string[]): DoctorPlace | undefined {
  if (!guest) return undefined;
  const line = keys.map((key) => guest.lines[key]).find((one) => one !== undefined);
  return { file: guest.file, line: line ?? 1 };
}

function vifPlace(index: number, guest: DoctorGuest | undefined): DoctorPlace | undefined {
  const vif = guest?.vifs.find((one) => one.index === index);
  return guest && vif ? { file: guest.file, line: vif.line } : keyPlace(guest, 'vif');
}

const name = (guest: DoctorGuest | undefined): string => guest?.name ?? 'NAME';
const bdf = (parts: readonly string[]): string =>
  `${(parts[1] ?? '').padStart(2, '0')}:${(parts[2] ?? '').padStart(2, '0')}.${parts[3]}`;

/** One row per message code of syntax/dom0/messages.ts. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  memory: {
    check: 'memory for the guest',
    expected: 'guest memory and dom0-min-mem fit into the machine',
    meaning: ([need, least]) =>
      `The guest wants ${mib(need)} MiB, and xend may not shrink dom0 below dom0-min-mem (${mib(least)} MiB): both together do not fit.`,
    action: () =>
      'Lower memory= of the guest or dom0-min-mem in xend-config.sxp, or shut another guest down; xm info shows what is free.',
    place: (_, guest, config) => config.dom0MinMem ?? keyPlace(guest, 'memory'),
  },
  'no-memory': {
    check: 'memory for the guest',
    expected: 'enough free memory',
    meaning: () => 'The machine has not enough free memory for the guest, and dom0 could not give up enough.',
    action: () =>
      'Lower memory=, shut another guest down, or let dom0 be ballooned (autoballoon in xl.conf); xl info shows free_memory.',
    place: (_, guest) => keyPlace(guest, 'memory'),
  },
  'hotplug-vif': {
    check: 'hotplug script',
    expected: 'the device is connected',
    meaning: ([index, kind]) =>
      `Device ${index} (${kind}): the hotplug script never reported back, so the guest was destroyed again. Usual causes, in this order: its bridge does not exist, the script failed, udev does not run the scripts, brctl or iptables is not installed.`,
    action: ([, kind]) =>
      kind === 'vif'
        ? 'See with brctl show whether the bridge of this vif exists; read /var/log/xen/xen-hotplug.log; check that udev runs and that vif-script in xend-config.sxp fits the network-script.'
        : 'Read /var/log/xen/xen-hotplug.log; check that the device of the disk line exists and is not in use.',
    place: ([index, kind], guest) => (kind === 'vif' ? vifPlace(Number(index), guest) : keyPlace(guest, 'disk')),
  },
  'hotplug-script': {
    check: 'hotplug script',
    expected: 'the script ends without an error',
    meaning: () =>
      'A hotplug script ended with an error, so the device was not connected and the guest was destroyed again.',
    action: () => 'Read /var/log/xen/xen-hotplug.log, and the lines above this message, for what the script said.',
    place: (_, guest) => keyPlace(guest, 'vif', 'disk'),
  },
  'pci-not-assignable': {
    check: 'PCI device',
    expected: 'the device is bound to xen-pciback',
    meaning: (parts) =>
      `The device ${bdf(parts)} still belongs to a driver of dom0; only devices that are bound to xen-pciback can be handed to a guest.`,
    action: (parts) =>
      `xl pci-assignable-add ${bdf(parts)} before xl create, or write seize=1 behind the device; xl pci-assignable-list shows what is ready.`,
    place: (_, guest) => keyPlace(guest, 'pci'),
  },
  'device-model': {
    check: 'device model',
    expected: 'the device model (QEMU) starts',
    meaning: (_, guest) =>
      `QEMU for ${name(guest)} ended at once; what it said stands in /var/log/xen/qemu-dm-${name(guest)}.log.`,
    action: (_, guest) =>
      `Read /var/log/xen/qemu-dm-${name(guest)}.log; usual causes are a disk image that cannot be opened, a VNC port in use, or an option that QEMU does not know.`,
    place: (_, guest) => keyPlace(guest, 'device_model_version', 'type', 'builder', 'name'),
  },
  'domain-refused': {
    check: 'creation of the domain',
    expected: 'the hypervisor makes the domain',
    meaning: (_, guest) =>
      guest?.lines.seclabel !== undefined
        ? 'The hypervisor refused the domain. An HVM guest needs a processor with virtualisation (virt_caps in xl info says hvm); a seclabel needs a hypervisor built with XSM.'
        : 'The hypervisor refused the domain. An HVM or PVH guest needs a processor with virtualisation that is switched on in the firmware: virt_caps in xl info then says hvm.',
    action: () =>
      'Look at virt_caps in xl info and at the end of xl dmesg; take seclabel out unless xl info shows xsm.',
    place: (_, guest) => keyPlace(guest, 'seclabel', 'type', 'builder'),
  },
  'xend-running': {
    check: 'toolstack',
    expected: 'one toolstack runs',
    meaning: () =>
      'xend is running, and xl refuses to work beside it: two toolstacks at once lose track of devices and domains.',
    action: () =>
      'Decide for one: stop xend and disable its service to use xl, or stay with xm. On Debian TOOLSTACK in /etc/default/xen chooses.',
    place: (_, guest, config) => config.place ?? keyPlace(guest),
  },
  'xend-not-running': {
    check: 'toolstack',
    expected: 'xend runs',
    meaning: () => 'xm talks to xend, which does not run.',
    action: () => 'Start it (service xend start) and read /var/log/xen/xend.log, or use xl.',
    place: (_, guest, config) => config.place ?? keyPlace(guest),
  },
  'no-bridge': {
    check: 'bridge of the guest',
    expected: 'the bridge exists',
    meaning: (parts) =>
      `There is no bridge ${parts.find((part) => part !== '') ?? ''} on this host: the vif was not connected.`,
    action: () => 'Make the bridge, or name one that brctl show lists in bridge=.',
    place: (_, guest) => vifPlace(0, guest),
  },
  'name-in-use': {
    check: 'name of the guest',
    expected: 'a name that no domain has',
    meaning: (parts) =>
      `A domain ${parts.find((part) => part !== '') ?? ''} exists already; names are unique on a host.`,
    action: () => 'Shut the other one down, or give this guest another name.',
    place: (_, guest) => keyPlace(guest, 'name'),
  },
  'disk-missing': {
    check: 'disk of the guest',
    expected: 'the disk exists',
    meaning: (parts) => `The file or device ${parts[0] || 'of a disk line'} cannot be opened.`,
    action: () => 'Correct the path in disk=, or make the image or volume available.',
    place: (_, guest) => keyPlace(guest, 'disk'),
  },
};

/** One row for each message; the same message twice is one row. */
export function messageRows(config: DoctorConfig, messages: readonly ShownMessage[]): DoctorRow[] {
  const rows = new Map<string, DoctorRow>();
  for (const message of messages) {
    const answer = ANSWERS[message.code];
    if (!answer) continue;
    const guest = guestOf(config, message.subject);
    const { parts } = message;
    const subject: Subject = {
      check: answer.check,
      expected: answer.expected,
      place: answer.place(parts, guest, config),
    };
    rows.set(
      `${message.code} ${parts.join(' ')}`,
      wrong(subject, message.text, answer.meaning(parts, guest), answer.action(parts, guest)),
    );
  }
  return [...rows.values()];
}

/** The guest that a command names by its file or its name; the only one when nothing names any. */
function guestOf(config: DoctorConfig, subject: string | undefined): DoctorGuest | undefined {
  const file = subject?.slice(subject.lastIndexOf('/') + 1);
  const named = config.guests.find((guest) => {
    const own = guest.file.slice(guest.file.lastIndexOf('/') + 1);
    return file !== undefined && (guest.name === file || own === file || own.replace(/\.\w+$/, '') === file);
  });
  return named ?? (config.guests.length === 1 ? config.guests[0] : undefined);
}
