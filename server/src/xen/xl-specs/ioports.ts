/** The strings of `ioports`, I/O ports of the host that a guest may use, as xl_parse.c reads them. */
import { type SpecRow, specRows } from './spec-row.ts';

const xl = 'tools/xl/xl_parse.c';

export const ioportsSpec: readonly SpecRow[] = specRows('ioports', [
  {
    name: 'N',
    type: 'hex',
    place: 'form',
    form: 'hexadecimal number',
    status: 'security-sensitive',
    summary: 'One I/O port of the host that the guest may read and write.',
    details: 'Hexadecimal with or without 0x: 10 is port sixteen. The guest then drives that hardware past dom0.',
    example: 'ioports = [ "2f8" ]',
    source: `${xl}:2223`,
  },
  {
    name: 'N-M',
    type: 'hex',
    place: 'form',
    form: 'first-last, both hexadecimal',
    status: 'security-sensitive',
    summary: 'All I/O ports from the first to the last.',
    details: 'xl does not notice when the second is the smaller one; the count then becomes huge.',
    example: 'ioports = [ "2f8-2ff" ]',
    source: `${xl}:2235`,
  },
  {
    name: '(trailing text)',
    type: 'string',
    status: 'ignored',
    place: 'other',
    summary: 'Text behind a range is reported, and the first port is granted all the same.',
    source: `${xl}:2248`,
  },
]);
