/** The one-word values of `irqs`, `dtdev`, `llc_colors` and `xenstore_quota`, as xl_parse.c reads them. */
import { type SpecRow, specRows } from './spec-row.ts';

const xl = 'tools/xl/xl_parse.c';

export const irqsSpec: readonly SpecRow[] = specRows('irqs', [
  {
    name: 'N',
    type: 'int',
    place: 'form',
    min: 0,
    max: 4_294_967_294,
    status: 'security-sensitive',
    summary: 'An interrupt line of the host that the guest may use.',
    details: 'Decimal, as a number or in quotes. Make sure that no other hardware of the host shares it.',
    example: 'irqs = [ 33 ]',
    source: `${xl}:2272`,
  },
]);

export const dtdevSpec: readonly SpecRow[] = specRows('dtdev', [
  {
    name: 'PATH',
    type: 'path',
    place: 'form',
    form: 'absolute path in the device tree of the host',
    guests: ['arm'],
    summary: 'A device of the host, by its place in the device tree, that is handed to the guest.',
    details: 'xl does not check it; a wrong path shows up only when the guest is built. Its memory goes into iomem.',
    example: 'dtdev = [ "/soc/ethernet@ff0e0000" ]',
    source: `${xl}:1752`,
  },
]);

export const llcColorsSpec: readonly SpecRow[] = specRows('llc_colors', [
  {
    name: 'N or N-M',
    type: 'string',
    place: 'form',
    form: 'number, or first-last',
    guests: ['arm'],
    summary: 'The parts (colours) of the last-level cache that the guest may use.',
    details:
      'Guests with different colours do not slow each other down. A range whose start is above its end stops the start of the guest.',
    example: 'llc_colors = [ "0-3", "8" ]',
    source: `${xl}:1547`,
  },
]);

export const xenstoreQuotaSpec: readonly SpecRow[] = specRows('xenstore_quota', [
  {
    name: 'NAME=NUMBER',
    type: 'int',
    place: 'form',
    form: 'quota name, =, number',
    min: 0,
    max: 4_294_967_295,
    summary: 'A limit on what the guest may do in Xenstore.',
    details:
      'Raise one for a guest that runs out of nodes or watches. A leading 0 makes the number octal; no "=" or a bad number is an error.',
    example: 'xenstore_quota = [ "nodes=2000" ]',
    source: `${xl}:1319`,
  },
]);
