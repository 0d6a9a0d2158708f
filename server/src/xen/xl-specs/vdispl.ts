/** The strings of `vdispl`, the PV display, as xl_parse.c reads them. */
import { type SpecRow, specRows, switchValues } from './spec-row.ts';

const xl = 'tools/xl/xl_parse.c';

export const vdisplSpec: readonly SpecRow[] = specRows('vdispl', [
  {
    name: 'backend',
    type: 'string',
    form: 'domain name or id',
    default: '0',
    summary: 'The domain on whose screen the guest draws.',
    example: 'backend=0',
    source: `${xl}:823`,
  },
  {
    name: 'be-alloc',
    type: 'bool',
    values: switchValues,
    default: '0',
    summary: 'Lets the backend provide the memory that is drawn into.',
    details: 'Wanted where the graphics hardware needs memory of a special kind; a word such as yes counts as 0.',
    example: 'be-alloc=1',
    source: `${xl}:825`,
  },
  {
    name: 'connectors',
    type: 'string',
    form: 'ID:WIDTHxHEIGHT[;ID:WIDTHxHEIGHT...]',
    default: 'required',
    summary: 'The screens of the guest, each with its size.',
    details: 'Several are joined by semicolons. An entry without ":" makes xl crash.',
    example: "vdispl = [ 'backend=0,connectors=id0:1920x1080;id1:800x600' ]",
    source: `${xl}:827`,
  },
  {
    name: '(unknown key)',
    type: 'string',
    status: 'invalid',
    place: 'other',
    summary: 'Any other key ends the start of the guest with an error.',
    source: `${xl}:852`,
  },
]);
