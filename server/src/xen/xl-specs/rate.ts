/** The value of `rate=` in a vif: how much a guest may send (libxlu_vif.c). */
import { type SpecRow, specRows } from './spec-row.ts';

const lib = 'tools/libs/util/libxlu_vif.c';

export const rateSpec: readonly SpecRow[] = specRows('rate', [
  {
    name: 'RATE',
    type: 'string',
    place: 'form',
    form: 'N[G|M|K](B|b)/s',
    default: 'no limit',
    summary: 'How fast the guest may send: MB/s are megabytes, Mb/s megabits.',
    details:
      'G, M and K must be capital letters and count in thousands. A small b in place of B makes the limit eight times lower.',
    example: 'rate=10Mb/s',
    source: `${lib}:5`,
  },
  {
    name: '@INTERVAL',
    type: 'string',
    place: 'form',
    form: '@ and N[us|ms|s]',
    default: '50ms',
    summary: 'How often the guest gets new sending credit, behind the rate.',
    details:
      'A longer interval lets the guest send in larger bursts. A number without a unit means seconds; m and u are taken for ms and us.',
    example: 'rate=10Mb/s@20ms',
    source: `${lib}:6`,
  },
]);
