/** The strings of `virtio` and of `arm_sci`, as xl_parse.c reads them. */
import { type SpecRow, specRows, switchValues } from './spec-row.ts';

const xl = 'tools/xl/xl_parse.c';

export const virtioSpec: readonly SpecRow[] = specRows('virtio', [
  {
    name: 'backend',
    type: 'string',
    form: 'domain name or id',
    default: '0',
    summary: 'The domain that serves the virtio device.',
    example: 'backend=0',
    source: `${xl}:1215`,
  },
  {
    name: 'type',
    type: 'string',
    form: 'virtio,device[N], N in small hexadecimal digits',
    default: 'required',
    summary: 'The kind of virtio device, as the device tree names it.',
    details:
      'It begins with virtio,device and ends with the virtio number, 22 for I2C; its comma does not end the value.',
    example: "virtio = [ 'type=virtio,device22,transport=mmio' ]",
    source: `${xl}:1217`,
  },
  {
    name: 'transport',
    type: 'enum',
    values: ['mmio'],
    summary: 'How the guest reaches the device; mmio is the only way.',
    details: 'Letter case does not matter.',
    example: 'transport=mmio',
    source: `${xl}:1219`,
  },
  {
    name: 'grant_usage',
    type: 'bool',
    values: switchValues,
    default: '1 if backend is not dom0, else 0',
    summary: 'Shows the backend only the memory that the guest grants it.',
    details: 'With 0 the backend can read all memory of the guest; a word such as yes counts as 0.',
    example: 'grant_usage=1',
    source: `${xl}:1222`,
  },
  {
    name: '(unknown key)',
    type: 'string',
    status: 'invalid',
    place: 'other',
    summary: 'Any other key ends the start of the guest with an error.',
    source: `${xl}:1225`,
  },
]);

export const armSciSpec: readonly SpecRow[] = specRows('arm_sci', [
  {
    name: 'type',
    type: 'enum',
    values: ['none', 'scmi_smc'],
    default: 'none',
    guests: ['arm'],
    summary: 'How an Arm guest may control clocks, power and resets of its devices.',
    details:
      'scmi_smc hands the calls on to the firmware of the board. Needed only for guests with devices of the host.',
    example: 'arm_sci = "type=scmi_smc"',
    source: `${xl}:1302`,
  },
  {
    name: '(unknown key)',
    type: 'string',
    status: 'ignored',
    place: 'other',
    summary: 'Any other key is dropped without a message.',
    source: `${xl}:1311`,
  },
]);
