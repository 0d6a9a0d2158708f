/** Refusals about screens, sound and consoles; from libxl of 4.14 to 4.20, run. */
import { xlKeys } from '../xl-keys.ts';
import { isTraditional } from './boot.ts';
import type { GuestView, Refusal } from './refusal.ts';

/** The smallest video memory of each card in MiB (`libxl__domain_build_info_setdefault`); the old device model asks for less. */
const VIDEO_MEMORY: Readonly<Record<string, { readonly upstream: number; readonly traditional?: number }>> = {
  cirrus: { upstream: 8 },
  stdvga: { upstream: 16, traditional: 8 },
  qxl: { upstream: 128 },
};

const SOUND = new Set(xlKeys.find((row) => row.name === 'soundhw')?.values);

/** The numbers that libxl takes (`libxl__build_device_model_args_new`). */
const USB_VERSIONS = 3;
const USB_REDIRECTIONS = 4;

/** What is left of a number in an `int` of C. */
const asInt = (number: number): number => number | 0;

const hasUsb = (guest: GuestView): boolean => guest.isOn('usb') || guest.isSet('usbdevice');

export const displayRefusals: readonly Refusal[] = [
  {
    rule: 'refused-at-creation',
    guests: ['hvm'],
    options: ['videoram'],
    objection: (guest) => {
      const card = guest.text('vga') ?? (guest.isOn('stdvga') ? 'stdvga' : 'cirrus');
      const row = VIDEO_MEMORY[card];
      const least = isTraditional(guest) ? row?.traditional : row?.upstream;
      const size = guest.number('videoram');
      return least !== undefined && size !== undefined && size >= 0 && size < least
        ? `${size} MiB of video memory are too few for ${card}. Write ${least} or more`
        : undefined;
    },
    source: 'libxl_create.c: "videoram must be at least .."',
  },
  {
    rule: 'refused-at-creation',
    guests: ['hvm'],
    until: '4.20',
    options: ['vga'],
    objection: (guest) =>
      guest.text('vga') === 'qxl' && isTraditional(guest)
        ? 'qemu-xen-traditional has no qxl card. Write stdvga, or device_model_version = "qemu-xen"'
        : undefined,
    source: 'libxl_create.c: "qemu upstream required for qxl vga"',
  },
  {
    rule: 'refused-at-creation',
    guests: ['hvm'],
    since: '4.17',
    options: ['soundhw'],
    objection: (guest) => {
      const word = guest.word('soundhw');
      return word !== undefined && !SOUND.has(word) && !isTraditional(guest)
        ? `libxl knows no sound card "${word.slice(0, 40)}", and takes a single one. Write one of ${[...SOUND].join(', ')}`
        : undefined;
    },
    source: 'libxl_dm.c: "Unknown soundhw option"',
  },
  {
    rule: 'refused-at-creation',
    guests: ['hvm'],
    options: ['usbversion'],
    objection: (guest) => {
      const version = asInt(guest.number('usbversion') ?? 0);
      if (version !== 0 && hasUsb(guest)) return 'usbversion excludes usb and usbdevice. Keep one kind of USB bus';
      return (version > USB_VERSIONS || version < 0) && !isTraditional(guest)
        ? `there is no USB version ${version}. Write 1, 2 or 3`
        : undefined;
    },
    source: 'libxl_create.c: "usbversion and/or usbredirection cannot be enabled with usb and/or usbdevice parameters"',
  },
  {
    rule: 'refused-at-creation',
    guests: ['hvm'],
    options: ['spiceusbredirection'],
    objection: (guest) => {
      const channels = asInt(guest.number('spiceusbredirection') ?? 0);
      if (channels === 0 || !guest.isOn('spice')) return undefined;
      if (hasUsb(guest)) return 'spiceusbredirection excludes usb and usbdevice. Keep one of them';
      return channels > USB_REDIRECTIONS && !isTraditional(guest)
        ? `spiceusbredirection takes 1 to ${USB_REDIRECTIONS} channels. Write ${USB_REDIRECTIONS} or less`
        : undefined;
    },
    source: 'libxl_dm.c: "usbredirection parameter is invalid"',
  },
  {
    rule: 'spice-without-password',
    guests: ['hvm'],
    options: ['spice'],
    objection: (guest) => {
      if (!guest.isOn('spice') || isTraditional(guest)) return undefined;
      return guest.number('spiceport') || guest.number('spicetls_port')
        ? undefined
        : 'SPICE has no port. Set spiceport or spicetls_port';
    },
    source: 'libxl_dm.c: "at least one of the spiceport or tls_port must be provided"',
  },
  {
    rule: 'spice-without-password',
    guests: ['hvm'],
    options: ['spice'],
    objection: (guest) => {
      if (!guest.isOn('spice') || isTraditional(guest) || guest.isOn('spicedisable_ticketing')) return undefined;
      return guest.text('spicepasswd')
        ? undefined
        : 'SPICE has no password, and ticketing is not switched off. Set spicepasswd';
    },
    source: 'libxl_dm.c: "spice ticketing is enabled but missing password"',
  },
  {
    rule: 'vnc-display-in-two-options',
    guests: ['pv', 'pvh'],
    options: ['vfb'],
    objection: (guest) => {
      for (const { index, words } of guest.devices('vfb')) {
        const display = words.get('vncdisplay');
        if (words.get('vnc') === '0' || !words.get('vnclisten')?.includes(':') || !display || Number(display) === 0)
          continue;
        return {
          index,
          reason: 'vnclisten has a colon and with it a display already. Remove vncdisplay, or the colon',
        };
      }
      return undefined;
    },
    source: 'libxl_dm.c: "vncdisplay set, vnclisten contains display"',
  },
  {
    rule: 'vnc-display-in-two-options',
    guests: ['pv'],
    options: ['vncdisplay'],
    objection: (guest) =>
      guest.isOn('vnc') && guest.text('vnclisten')?.includes(':') && guest.number('vncdisplay')
        ? 'vnclisten has a colon and with it a display already. Remove vncdisplay, or the colon'
        : undefined,
    source: 'libxl_dm.c: "vncdisplay set, vnclisten contains display"',
  },
  {
    rule: 'refused-at-creation',
    options: ['channel'],
    objection: (guest) => {
      for (const { index, words } of guest.devices('channel')) {
        if (!words.get('name') && words.has('connection'))
          return { index, reason: 'a channel needs a name, by which the guest finds it. Add name=org.example.0' };
      }
      return undefined;
    },
    source: 'libxl_console.c: "channel .. has no name"',
  },
];
