/** Finds the line of the configuration that a message of the toolstack leads to. */
import { diskName, diskNumber } from '../../xen/device-numbers.ts';
import type { MessageSubject } from '../../xen/toolstack-messages.ts';
import type { DoctorConfig, DoctorDisk, DoctorGuest, DoctorPlace } from './config.ts';

/** The keys of a domU file that set what a message is about, the most telling one first. */
const KEYS_OF: Readonly<Record<MessageSubject, readonly string[]>> = {
  vif: ['vif'],
  disk: ['disk'],
  pci: ['pci'],
  usb: ['usbdev', 'usbctrl', 'usbdevice'],
  memory: ['memory', 'maxmem'],
  kernel: ['seclabel', 'kernel', 'ramdisk', 'firmware', 'type', 'builder'],
  bootloader: ['bootloader', 'bootargs'],
  vnc: ['vnc', 'vfb', 'vnclisten', 'vncdisplay', 'sdl', 'spice', 'keymap', 'vga', 'gfx_passthru'],
  console: ['serial', 'channel', 'console'],
  pool: ['pool', 'cpus', 'vcpus'],
  'host network': ['vif'],
  'host boot': [],
  none: [],
};

/** All of them: the lines that the troubleshooter has to know of a guest. */
export const MESSAGE_KEYS: readonly string[] = [
  ...new Set(['name', 'device_model_version', 'device_model_override', ...Object.values(KEYS_OF).flat()]),
];

/** A device of the guest that a message names. */
export interface NamedDevice {
  readonly subject: MessageSubject;
  /** What it is called: `disk xvdb (51728)`, `vif 0`, `PCI device 03:00.0`. */
  readonly label: string;
  readonly place: DoctorPlace | undefined;
  /** The number of the guest in a path, and of the domain that serves the device. */
  readonly guest?: number;
  readonly backend?: number;
}

/** Forms in which messages name a device by its kind and its number; the groups are `kind`, `number` and others. */
const NUMBERED: readonly RegExp[] = [
  /local\/domain\/(?<backend>\d+)\/backend\/(?<kind>\w+)\/(?<guest>\d+)\/(?<number>\d+)/,
  /\b(?<kind>vbd|vif|tap|qdisk)-(?<guest>\d+)-(?<number>\d+)/,
  /\bDevice (?<number>\d+) \((?<kind>\w+)\)/,
  /\b(?<kind>vif|tap)(?<guest>\d+)\.(?<number>\d+)/,
  /\bdevice\/(?<kind>\w+)\/(?<number>\d+)/,
  /\b(?<kind>qdisk|vbd)-(?<number>\d+)\b/,
];

/** Words for kinds of devices in paths and messages, and what of the configuration they are. */
const KINDS: Readonly<Record<string, MessageSubject>> = {
  vbd: 'disk',
  qdisk: 'disk',
  tap2: 'disk',
  vif: 'vif',
  vkbd: 'vnc',
  vfb: 'vnc',
  console: 'console',
  pci: 'pci',
  vusb: 'usb',
  qusb: 'usb',
};

/** `tap` is a disk in xenstore paths and a card of QEMU in names such as tap5.0. */
function subjectOf(kind: string, text: string): MessageSubject | undefined {
  if (kind === 'tap') return /\btap\d+\.\d+/.test(text) ? 'vif' : 'disk';
  return KINDS[kind];
}

/** The device that a message names; undefined when it names none of those a file describes. */
export function namedDevice(text: string, guest: DoctorGuest | undefined): NamedDevice | undefined {
  for (const form of NUMBERED) {
    const groups = form.exec(text)?.groups;
    const subject = groups && subjectOf(groups.kind ?? '', text);
    if (!groups || !subject) continue;
    const device = byNumber(subject, Number(groups.number), guest);
    return {
      ...device,
      ...(groups.guest === undefined ? {} : { guest: Number(groups.guest) }),
      ...(groups.backend === undefined ? {} : { backend: Number(groups.backend) }),
    };
  }
  return byBdf(text, guest) ?? byPosition(text, guest) ?? byDiskName(text, guest) ?? byPath(text, guest);
}

function byNumber(subject: MessageSubject, number: number, guest: DoctorGuest | undefined): NamedDevice {
  if (subject === 'vif') return vifDevice(number, guest);
  if (subject !== 'disk') return { subject, label: labelOf(subject), place: keyPlace(guest, subject) };
  const name = diskName(number);
  const disk = guest?.disks?.find((one) => one.vdev !== undefined && diskNumber(one.vdev) === number);
  return diskDevice(disk, name === undefined ? `disk ${number}` : `disk ${name} (${number})`, guest);
}

function vifDevice(index: number, guest: DoctorGuest | undefined): NamedDevice {
  const vif = guest?.vifs.find((one) => one.index === index);
  const place = guest && vif ? { file: guest.file, line: vif.line } : keyPlace(guest, 'vif');
  return { subject: 'vif', label: `vif ${index}`, place };
}

function diskDevice(disk: DoctorDisk | undefined, label: string, guest: DoctorGuest | undefined): NamedDevice {
  const place = guest && disk ? { file: guest.file, line: disk.line } : keyPlace(guest, 'disk');
  return { subject: 'disk', label: disk?.target ? `${label}, ${disk.target}` : label, place };
}

/** The card or disk of a guest that has only one; for more of them the kind is all that is known. */
export function onlyDevice(subject: 'vif' | 'disk', guest: DoctorGuest | undefined): NamedDevice {
  const all: readonly { readonly line: number }[] = (subject === 'vif' ? guest?.vifs : guest?.disks) ?? [];
  const [only] = all.length === 1 ? all : [];
  const place = guest && only ? { file: guest.file, line: only.line } : keyPlace(guest, subject);
  return { subject, label: labelOf(subject), place };
}

/** `0:3:0.0`, `0000:03:00.0` or `03:00.0` as `03:00.0`; a domain other than 0 is kept. */
export function shortBdf(text: string): string | undefined {
  const match = /(?:\b([0-9a-f]{1,4}):)?\b([0-9a-f]{1,2}):([0-9a-f]{1,2})\.([0-7])\b/i.exec(text);
  if (!match) return undefined;
  const [, domain = '0', bus = '', device = '', part = ''] = match;
  const two = (digits: string): string => digits.toLowerCase().padStart(2, '0');
  const segment = Number.parseInt(domain, 16) === 0 ? '' : `${domain.toLowerCase().padStart(4, '0')}:`;
  return `${segment}${two(bus)}:${two(device)}.${part}`;
}

function byBdf(text: string, guest: DoctorGuest | undefined): NamedDevice | undefined {
  const bdf = shortBdf(text);
  if (bdf === undefined) return undefined;
  const entry = guest?.pci?.find((one) => shortBdf(one.bdf) === bdf);
  const place = guest && entry ? { file: guest.file, line: entry.line } : keyPlace(guest, 'pci');
  return { subject: 'pci', label: `PCI device ${bdf}`, place };
}

/** `disk 0`, `nic 1`: positions in the lists, from 0 (libxl_create.c). */
function byPosition(text: string, guest: DoctorGuest | undefined): NamedDevice | undefined {
  const match = /\b(disk|nic) (\d+)$/.exec(text);
  if (!match) return undefined;
  const index = Number(match[2]);
  if (match[1] === 'nic') return vifDevice(index, guest);
  const disk = guest?.disks?.find((one) => one.index === index);
  return diskDevice(disk, disk?.vdev === undefined ? `disk ${index}` : `disk ${disk.vdev}`, guest);
}

function byDiskName(text: string, guest: DoctorGuest | undefined): NamedDevice | undefined {
  const words: readonly string[] = text.match(/\b(?:xvd|hd|sd)[a-z]{1,3}\d{0,3}\b/g) ?? [];
  for (const disk of guest?.disks ?? [])
    if (disk.vdev !== undefined && words.includes(disk.vdev)) return diskDevice(disk, `disk ${disk.vdev}`, guest);
  return undefined;
}

function byPath(text: string, guest: DoctorGuest | undefined): NamedDevice | undefined {
  for (const disk of guest?.disks ?? []) {
    if (disk.target && disk.target.length > 3 && text.includes(disk.target))
      return diskDevice(disk, `disk ${disk.vdev ?? disk.index}`, guest);
  }
  const vif = guest?.vifs.find(({ bridge }) => bridge !== undefined && text.split(/[\s"':,]+/).includes(bridge));
  return vif && vifDevice(vif.index, guest);
}

const LABELS: Readonly<Record<MessageSubject, string>> = {
  vif: 'vif',
  disk: 'disk',
  pci: 'PCI device',
  usb: 'USB device',
  memory: 'memory for the guest',
  kernel: 'kernel and type of the guest',
  bootloader: 'boot loader',
  vnc: 'display',
  console: 'console',
  pool: 'CPU pool and CPUs',
  'host network': 'network of dom0',
  'host boot': 'boot options of dom0',
  none: 'toolstack',
};

/** What a row about such a setting is called. */
export function labelOf(subject: MessageSubject): string {
  return LABELS[subject];
}

/** The first line of the guest's file that sets what the message is about. */
export function keyPlace(guest: DoctorGuest | undefined, subject: MessageSubject): DoctorPlace | undefined {
  if (!guest) return undefined;
  const line = KEYS_OF[subject].map((key) => guest.lines[key]).find((one) => one !== undefined);
  return line === undefined ? undefined : { file: guest.file, line };
}

/** The place that a message leads to by its row alone: the first of its subjects that the files have. */
export function subjectPlace(
  subjects: readonly MessageSubject[],
  guest: DoctorGuest | undefined,
  config: DoctorConfig,
): DoctorPlace | undefined {
  for (const subject of subjects) {
    const [only] = guest && subject === 'disk' && guest.disks?.length === 1 ? guest.disks : [];
    if (guest && only) return { file: guest.file, line: only.line };
    const place =
      (subject === 'memory' && config.toolstack === 'xm' ? config.dom0MinMem : undefined) ?? keyPlace(guest, subject);
    if (place) return place;
  }
  return undefined;
}
