/** The strings of `vkb`, the PV keyboard, mouse and touch screen, as xl_parse.c reads them. */
import { type SpecRow, specRows, switchValues, type WrittenSpecRow } from './spec-row.ts';

const xl = 'tools/xl/xl_parse.c';

const feature = (name: string, line: number, summary: string, details?: string): WrittenSpecRow => ({
  name,
  type: 'bool',
  values: switchValues,
  default: '0',
  summary,
  ...(details === undefined ? {} : { details }),
  example: `${name}=1`,
  source: `${xl}:${line}`,
});

const size = (name: string, line: number, summary: string, details: string): WrittenSpecRow => ({
  name,
  type: 'int',
  min: 0,
  default: '0',
  summary,
  details,
  example: `${name}=1920`,
  source: `${xl}:${line}`,
});

/** A size of a touch screen; one of them has to be set. */
const touchSize = (...args: Parameters<typeof size>): WrittenSpecRow => ({
  ...size(...args),
  reading: { sizesTouch: true },
});

const wordIsZero = 'Write 1 or 0: a word such as yes counts as 0.';

export const vkbSpec: readonly SpecRow[] = specRows('vkb', [
  {
    name: 'backend',
    type: 'string',
    form: 'domain name or id',
    default: '0',
    summary: 'The domain from which the key strokes and pointer moves come.',
    example: 'backend=0',
    source: `${xl}:1110`,
  },
  {
    name: 'backend-type',
    type: 'enum',
    values: ['qemu', 'linux'],
    default: 'required',
    summary: 'The program that serves the device: QEMU, or a separate backend (linux).',
    details: 'Without it the guest is not created. Letter case does not matter.',
    example: "vkb = [ 'backend-type=linux,unique-id=kbd0' ]",
    source: `${xl}:1112`,
  },
  {
    name: 'unique-id',
    type: 'string',
    summary: 'The name by which the backend knows which real device feeds this one.',
    example: 'unique-id=kbd0',
    source: `${xl}:1120`,
  },
  feature('feature-disable-keyboard', 1122, 'Makes the device one without keys.', wordIsZero),
  feature('feature-disable-pointer', 1124, 'Makes the device one without a pointer.', wordIsZero),
  feature(
    'feature-abs-pointer',
    1126,
    'Reports where the pointer is instead of how far it moved.',
    `Keeps the pointer of a viewer and of the guest in step; set width and height with it. ${wordIsZero}`,
  ),
  feature(
    'feature-raw-pointer',
    1128,
    'Reports pointer positions as the real device has them, not scaled to the screen.',
    wordIsZero,
  ),
  {
    ...feature(
      'feature-multi-touch',
      1130,
      'Makes the device a touch screen for several fingers.',
      'Set at least one of the multi-touch sizes with it, or the guest is not created.',
    ),
    default: '1 if a multi-touch size is set',
  },
  touchSize('multi-touch-width', 1132, 'The largest x that a touch can have.', 'Should match the width of the screen.'),
  touchSize(
    'multi-touch-height',
    1134,
    'The largest y that a touch can have.',
    'Should match the height of the screen.',
  ),
  {
    ...touchSize(
      'multi-touch-num-contacts',
      1136,
      'How many fingers are told apart.',
      'Further touches are not reported.',
    ),
    example: 'multi-touch-num-contacts=10',
  },
  size('width', 1138, 'The largest x that the pointer can have.', 'Should match the width of the screen.'),
  size('height', 1140, 'The largest y that the pointer can have.', 'Should match the height of the screen.'),
  {
    name: '(unknown key)',
    type: 'string',
    status: 'invalid',
    place: 'other',
    summary: 'Any other key ends the start of the guest with an error.',
    source: `${xl}:1143`,
  },
]);
