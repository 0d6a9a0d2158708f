/** The strings of `usbctrl`, `usbdev` (xl_parse.c) and `usbdevice` (handed to QEMU). */
import { type SpecRow, specRows } from './spec-row.ts';

const xl = 'tools/xl/xl_parse.c';

/** The USB versions of an emulated controller, and how many ports each has; version 3 has as many as are asked for. */
export const usbVersions: readonly { readonly version: number; readonly ports?: number }[] = [
  { version: 1, ports: 2 },
  { version: 2, ports: 6 },
  { version: 3 },
];

export const usbctrlSpec: readonly SpecRow[] = specRows('usbctrl', [
  {
    name: 'type',
    type: 'enum',
    values: ['auto', 'pv', 'devicemodel', 'qusb'],
    default: 'auto',
    summary: 'Who emulates the USB controller: the PV backend in the kernel (pv), in QEMU (qusb), or QEMU itself.',
    details: 'auto picks devicemodel for an HVM guest and a PV controller otherwise. Letter case does not matter.',
    example: "usbctrl = [ 'type=devicemodel,version=2' ]",
    source: `${xl}:771`,
  },
  {
    name: 'version',
    type: 'int',
    min: 1,
    max: 3,
    default: '2',
    summary: 'The USB generation of the controller: 1, 2 or 3.',
    details: '3 exists only with type=devicemodel. A device may refuse a controller that is too old for it.',
    example: 'version=2',
    source: `${xl}:776`,
  },
  {
    name: 'ports',
    type: 'int',
    min: 1,
    max: 31,
    default: '8',
    summary: 'How many devices can be plugged into the controller.',
    details: 'With devicemodel it is 2 for version 1, 6 for version 2 and up to 15 for version 3.',
    example: 'ports=8',
    source: `${xl}:778`,
  },
  {
    name: '(unknown key)',
    type: 'string',
    status: 'invalid',
    place: 'other',
    summary: 'Any other key ends the start of the guest with an error.',
    source: `${xl}:781`,
  },
]);

export const usbdevSpec: readonly SpecRow[] = specRows('usbdev', [
  {
    name: 'type',
    type: 'enum',
    values: ['hostdev'],
    default: 'hostdev',
    summary: 'The kind of USB device; a device of the host is the only one there is.',
    details: 'It can be left out.',
    example: 'type=hostdev',
    source: `${xl}:795`,
  },
  {
    name: 'hostbus',
    type: 'int',
    min: 1,
    max: 255,
    summary: 'The USB bus of the host on which the device is, as lsusb shows it.',
    details:
      'Write it without leading zeros: 010 is octal and means 8, and a word counts as 0. The number may change at the next boot.',
    example: "usbdev = [ 'hostbus=1,hostaddr=5' ]",
    source: `${xl}:800`,
  },
  {
    name: 'hostaddr',
    type: 'int',
    min: 1,
    max: 255,
    summary: 'The number of the device on that bus, as lsusb shows it.',
    details:
      'Drop the leading zeros that lsusb prints, or 012 is taken as octal. It changes each time the device is plugged in.',
    example: 'hostaddr=5',
    source: `${xl}:802`,
  },
  {
    name: 'controller',
    type: 'int',
    min: 0,
    default: 'first with a free port',
    summary: 'Which controller of the guest gets the device, counted from 0.',
    details: 'Needed as soon as port= is given.',
    example: 'controller=0,port=1',
    source: `${xl}:804`,
  },
  {
    name: 'port',
    type: 'int',
    min: 1,
    default: 'first free port',
    summary: 'Which port of the controller the device is plugged into, counted from 1.',
    details: 'Without controller= it is an error.',
    example: 'controller=0,port=1',
    source: `${xl}:806`,
  },
  {
    name: '(unknown key)',
    type: 'string',
    status: 'invalid',
    place: 'other',
    summary: 'Any other key ends the start of the guest with an error.',
    source: `${xl}:809`,
  },
]);

export const usbdeviceSpec: readonly SpecRow[] = specRows('usbdevice', [
  {
    name: 'DEVICE',
    type: 'string',
    place: 'form',
    form: 'tablet, mouse, host:BUS.ADDR, host:VENDOR:PRODUCT, …',
    guests: ['hvm'],
    summary: 'A device on the emulated USB bus; tablet keeps the pointer of a VNC viewer in step with the guest.',
    details:
      'Each entry is handed to QEMU as it is, and the USB bus comes with it. A wrong word shows up only in the QEMU log.',
    example: 'usbdevice = [ "tablet" ]',
    source: `${xl}:2995`,
  },
]);

const keysOf = (rows: readonly SpecRow[]): readonly string[] =>
  rows.filter((row) => row.place === 'key').map((row) => row.name);

/** The options whose strings xl takes apart itself, each with its keys; another key ends creation. */
export const usbStrings = [
  ['usbdev', keysOf(usbdevSpec)],
  ['usbctrl', keysOf(usbctrlSpec)],
] as const;
