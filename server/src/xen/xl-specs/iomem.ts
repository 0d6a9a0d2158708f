/** The strings of `iomem`, device memory of the host mapped into a guest, as xl_parse.c reads them. */
import { type SpecRow, specRows } from './spec-row.ts';

const xl = 'tools/xl/xl_parse.c';

export const iomemSpec: readonly SpecRow[] = specRows('iomem', [
  {
    name: 'START,COUNT',
    type: 'hex',
    place: 'form',
    form: 'page number, number of pages; both hexadecimal',
    default: 'the guest page equals START',
    status: 'security-sensitive',
    summary: 'Pages of device memory of the host that the guest may use.',
    details:
      'These are 4 KiB pages, so the address without its last three hexadecimal digits. The guest then drives that hardware past dom0.',
    example: 'iomem = [ "fe000,10" ]',
    source: `${xl}:2304`,
  },
  {
    name: 'START,COUNT@GFN',
    type: 'hex',
    place: 'form',
    form: 'page number, number of pages, @ and the page in the guest; all hexadecimal',
    status: 'security-sensitive',
    since: '4.5',
    summary: 'Pages of device memory of the host, and the page of the guest at which they appear.',
    details: 'Wanted when the driver in the guest expects the device at another address.',
    example: 'iomem = [ "fe000,10@40000" ]',
    source: `${xl}:2304`,
  },
]);
