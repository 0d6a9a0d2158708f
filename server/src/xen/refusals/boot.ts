/** Refusals about what a guest boots, and about the device model; from libxl of 4.14 to 4.20, run. */
import type { GuestView, Refusal } from './refusal.ts';

/** The options that go to a kernel which the host gives to an HVM guest. */
const DIRECT = ['ramdisk', 'cmdline', 'root', 'extra'] as const;

export const isTraditional = (guest: GuestView): boolean =>
  guest.word('device_model_version') === 'qemu-xen-traditional';

const isStubdomain = (guest: GuestView): boolean => guest.isOn('device_model_stubdomain_override');

/** The old device model is what a device-model domain runs unless the file says otherwise. */
export const runsTraditional = (guest: GuestView): boolean =>
  isTraditional(guest) ||
  (isStubdomain(guest) && guest.text('device_model_version') === undefined && !guest.isSince('4.21'));

/** What makes dom0 start a QEMU for a guest that is not HVM (`libxl__need_xenpv_qemu`). */
export function needsQemu(guest: GuestView): boolean {
  if (guest.kind === 'hvm') return true;
  if (guest.count('vfb') > 0 || guest.count('channel') > 0 || guest.count('p9') > 0) return true;
  if (guest.kind === 'pv' && (guest.isOn('vnc') || guest.isOn('sdl'))) return true;
  return guest.disks.some(({ isRemote, script, backendtype, format }) => {
    if (isRemote || script !== undefined) return false;
    return backendtype === undefined ? format !== 'raw' : backendtype === 'qdisk';
  });
}

/** What `firmware` comes to, which counts before `bios` (`parse_config_data`); with `bios` in it libxl chooses. */
function biosOf(guest: GuestView): string | undefined {
  const firmware = guest.text('firmware');
  if (firmware === undefined) return guest.word('bios');
  return firmware === 'bios' ? undefined : firmware;
}

/** What the old device model does not boot; an empty `firmware` is a firmware without a name. */
const NOT_OLD: ReadonlySet<string> = new Set(['seabios', 'ovmf', 'uefi', '']);

export const bootRefusals: readonly Refusal[] = [
  {
    rule: 'ramdisk-without-kernel',
    guests: ['hvm'],
    since: '4.6',
    options: DIRECT,
    objection: (guest) => {
      const kernel = guest.text('kernel');
      if (kernel !== undefined && !kernel.includes('hvmloader')) return undefined;
      const given = DIRECT.find((option) => guest.text(option) !== undefined);
      return (
        given &&
        `${given} is for a kernel that the host boots, and this HVM guest has none. Add kernel, or remove ${given}`
      );
    },
    source: 'libxl_create.c: "direct boot parameters specified but kernel missing"',
  },
  {
    rule: 'no-disk-to-boot-from',
    guests: ['pv', 'pvh'],
    options: ['bootloader'],
    objection: (guest) =>
      guest.text('bootloader') !== undefined && guest.list('disk').length === 0
        ? 'the bootloader looks for a kernel on the first disk, and the file has none. Add disk = [ … ]'
        : undefined,
    source: 'libxl_bootloader.c: "cannot run bootloader with no boot disk"',
  },
  {
    rule: 'refused-at-creation',
    guests: ['hvm'],
    options: ['bios', 'firmware'],
    objection: (guest) => {
      const bios = biosOf(guest);
      if (bios === 'rombios' && !runsTraditional(guest))
        return 'rombios needs a device model that Xen no longer has. Write seabios';
      return NOT_OLD.has(bios ?? 'rombios') && runsTraditional(guest)
        ? 'the old device model qemu-xen-traditional has rombios only. Write device_model_version = "qemu-xen"'
        : undefined;
    },
    source: 'libxl_create.c: "qemu-xen does not support bios=rombios"',
  },
  {
    rule: 'refused-at-creation',
    guests: ['hvm'],
    until: '4.20',
    options: ['kernel'],
    objection: (guest) => {
      const kernel = guest.text('kernel');
      return kernel !== undefined && !kernel.includes('hvmloader') && isTraditional(guest) && !isStubdomain(guest)
        ? 'qemu-xen-traditional boots no kernel of the host. Remove kernel, or write device_model_version = "qemu-xen"'
        : undefined;
    },
    source: 'libxl_dm.c: "HVM direct kernel boot is not supported by qemu-xen-traditional"',
  },
  {
    rule: 'refused-at-creation',
    options: ['device_model_user'],
    objection: (guest) =>
      guest.text('device_model_user') === 'root' && needsQemu(guest) && !isTraditional(guest) && !isStubdomain(guest)
        ? 'libxl starts no device model as root under this option. Name another user, or leave device_model_user out'
        : undefined,
    source: 'libxl_dm.c: "intended_uid is 0 (root)!"',
  },
  {
    rule: 'refused-at-creation',
    guests: ['pv', 'pvh'],
    options: ['device_model_stubdomain_override'],
    objection: (guest) =>
      isStubdomain(guest) && needsQemu(guest)
        ? 'xl itself crashes, as only an HVM guest can have its device model in a domain of its own. Remove device_model_stubdomain_override'
        : undefined,
    source: 'xl 4.17 and 4.20: SIGABRT in libxl__spawn_local_dm',
  },
];
