/** The strings of `vtpm` as xl_parse.c reads them. */
import { type SpecRow, specRows } from './spec-row.ts';

const xl = 'tools/xl/xl_parse.c';

export const vtpmSpec: readonly SpecRow[] = specRows('vtpm', [
  {
    name: 'backend',
    type: 'string',
    form: 'domain name or id',
    default: 'required',
    summary: 'The domain that holds the virtual TPM of the guest.',
    details: 'It must be running before the guest starts.',
    example: "vtpm = [ 'backend=vtpm-web' ]",
    source: `${xl}:2425`,
  },
  {
    name: 'uuid',
    type: 'string',
    form: 'UUID',
    default: 'random',
    summary: 'The identity of the virtual TPM.',
    details:
      'Keep it fixed so that the guest finds its keys again. One that is not a UUID stops the start of the guest.',
    example: "vtpm = [ 'backend=vtpm-web,uuid=01234567-89ab-cdef-0123-456789abcdef' ]",
    source: `${xl}:2428`,
  },
  {
    name: '(unknown key)',
    type: 'string',
    status: 'invalid',
    place: 'other',
    summary: 'Any other key ends the start of the guest with an error.',
    source: `${xl}:2435`,
  },
  {
    name: '(word without =)',
    type: 'string',
    status: 'ignored',
    place: 'other',
    summary: 'A word without "=" ends the entry: everything behind it is lost without a message.',
    source: `${xl}:2422`,
  },
]);
