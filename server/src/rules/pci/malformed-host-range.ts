import type { CfgFile } from '../../model/source-file.ts';
import { fixBy, writeNumber, writeString } from '../edits.ts';
import { type Entry, entriesOf, placeIn } from '../entries.ts';
import { whereCertain, xlRows } from '../keys/settings-of.ts';
import { defineRule, type Finding, type TextEdit } from '../rule.ts';

/** What becomes of an entry: refused, or read as something else than is written. */
interface Fault {
  readonly refused: boolean;
  readonly reason: string;
}

const refused = (reason: string): Fault => ({ refused: true, reason });
const misread = (reason: string): Fault => ({ refused: false, reason });

const LAST = 2 ** 32 - 2;

/** `strtoul` with base 16: an optional sign and 0x, then digits. */
const PORT = /^\s*([+-]?)(?:0[xX](?=[0-9a-fA-F]))?([0-9a-fA-F]+)/;

function ports(text: string): Fault | undefined {
  const first = PORT.exec(text);
  if (!first) return refused('is no hexadecimal port or range of ports');
  const tooLarge = refused('is beyond the last port');
  const start = Number.parseInt(first[2] ?? '', 16);
  const rest = text.slice(first[0].length);
  if (rest.startsWith('-')) {
    const second = PORT.exec(rest.slice(1));
    if (!second || second[0].length < rest.length - 1) return refused('does not end in a hexadecimal port');
    const end = Number.parseInt(second[2] ?? '', 16);
    if (first[1] === '-' || second[1] === '-' || start > LAST || end > LAST) return tooLarge;
    return end < start ? misread('ends before it begins, and xl makes a huge range of it') : undefined;
  }
  if (first[1] === '-' || start > LAST) return tooLarge;
  return rest === ''
    ? undefined
    : misread(`ends in "${rest.slice(0, 20)}", and xl reads only the first port, with a message`);
}

function interrupt(text: string): Fault | undefined {
  const match = /^\s*([+-]?)(\d+)$/.exec(text);
  if (!match) return refused('is no decimal number');
  return match[1] === '-' || Number(match[2]) > LAST ? refused('is beyond the last interrupt') : undefined;
}

const PAGES =
  /^\s*([+-]?)(0[xX][0-9a-fA-F]*|[0-9a-fA-F]+),\s*([+-]?)(0[xX][0-9a-fA-F]*|[0-9a-fA-F]+)(?:@\s*[+-]?(?:0[xX][0-9a-fA-F]*|[0-9a-fA-F]+))?$/;

function pages(text: string): Fault | undefined {
  const match = PAGES.exec(text);
  if (!match) return refused('is not START,COUNT in hexadecimal page numbers');
  const [, sign, start = '', countSign, count = ''] = match;
  if (sign === '-' || countSign === '-' || start.length > 18) return misread('has a number that wraps around');
  return /^0[xX]?0*$/.test(count) ? misread('gives no page at all') : undefined;
}

/** What was meant: a range from its lower end, an interrupt in decimal digits, numbers without blanks. */
function meant(form: string, text: string): string | undefined {
  const bare = text.replaceAll(/\s+/g, '');
  if (form === 'irq-number') return /^0x[0-9a-f]{1,4}$/i.test(bare) ? String(Number(bare)) : bare;
  const range = /^(?:0x)?([0-9a-f]+)-(?:0x)?([0-9a-f]+)$/i.exec(bare);
  if (form === 'ioport-range' && range?.[1] && range[2])
    return Number.parseInt(range[2], 16) < Number.parseInt(range[1], 16) ? `${range[2]}-${range[1]}` : bare;
  return bare;
}

/** Another text for an entry; a number in a list becomes a string, since only a string holds more than digits. */
function writeIn(file: CfgFile, { span }: Entry, text: string): TextEdit {
  return /^\d+$/.test(text) ? writeNumber(file, span, text) : writeString(file, span, text);
}

/** How the values of each form are read, and how to write one. */
const FORMS: Readonly<
  Record<string, { readonly fault: (text: string) => Fault | undefined; readonly written: string }>
> = {
  'ioport-range': { fault: ports, written: 'a port such as 2f8, or 2f8-2ff' },
  'irq-number': { fault: interrupt, written: 'a decimal number' },
  'iomem-range': { fault: pages, written: 'START,COUNT or START,COUNT@GUEST, such as a0,2' },
};

export default defineRule({
  code: 'malformed-host-range',
  area: 'pci',
  severity: 'error',
  title: 'Ports, interrupts or memory pages that xl cannot read',
  explanation:
    '`ioports` takes hexadecimal ports and ranges, `irqs` decimal numbers without 0x, `iomem` a first page and a number of pages, both ' +
    'hexadecimal, without blanks before the comma. xl creates no guest with anything else; behind a single port it passes over the rest ' +
    'of the text with a message and gives the guest only that port.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nirqs = [ "0x5" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nirqs = [ 5 ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nirqs = [ "5" ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\niomem = [ "a0 ,2" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\niomem = [ "a0,2" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\niomem = [ "a0,2" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file): Iterable<Finding> {
    for (const [option, { form = '' }] of xlRows) {
      const read = FORMS[form];
      if (!read) continue;
      const { fault, written } = read;
      for (const entry of entriesOf(file, option)) {
        const found = fault(entry.text.text);
        if (!found) continue;
        yield {
          span: placeIn(entry),
          severity: whereCertain(file, found.refused ? 'error' : 'warning'),
          message: `${found.refused ? 'xl does not create the guest: ' : ''}"${entry.text.text.slice(0, 40)}" in ${option} ${found.reason}. Write ${written}.`,
          fixes: () => {
            const better = meant(form, entry.text.text);
            return better !== undefined && better !== entry.text.text && fault(better) === undefined
              ? [fixBy(`Write ${better}`, writeIn(file, entry, better), { preferred: true })]
              : [];
          },
        };
      }
    }
  },
});
