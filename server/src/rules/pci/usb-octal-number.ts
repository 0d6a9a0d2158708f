import { usbEntriesOf } from '../../model/devices.ts';
import { usbdevSpec } from '../../xen/xl-specs/usb.ts';
import { replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { isXl } from './devices.ts';

const NUMBERS: ReadonlySet<string> = new Set(usbdevSpec.filter((row) => row.type === 'int').map((row) => row.name));

export default defineRule({
  code: 'usb-octal-number',
  area: 'pci',
  severity: 'warning',
  title: 'USB number with a leading zero',
  explanation:
    'lsusb prints bus and device with leading zeros, and xl reads a number with a leading zero as octal: `hostaddr=010` is device 8, ' +
    'not 10, and `hostaddr=009` is device 0. Leave the zeros out.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nusbdev = [ \'hostbus=001,hostaddr=010\' ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nusbdev = [ \'hostbus=1,hostaddr=10\' ]\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nusbdev = [ \'hostbus=1,hostaddr=10\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (!isXl(file)) return;
    for (const entry of usbEntriesOf(file.facts.variables, 'usbdev')) {
      const padded = entry.spec.parts.filter(
        (part) => NUMBERS.has(part.key?.text ?? '') && /^0[0-9]{1,8}$/.test(part.value.text),
      );
      const wrong = padded.find((part) => read(part.value.text) !== Number(part.value.text));
      if (!wrong) continue;
      yield {
        span: { offset: wrong.value.offset, end: wrong.value.end },
        message: `xl reads a number with a leading zero as octal: "${wrong.value.text}" is device ${read(wrong.value.text)}. Leave the zeros out.`,
        fixes: () => [
          {
            title: 'Remove the leading zeros',
            edits: padded.map((part) => replace(file, part.value, String(Number(part.value.text)))),
            preferred: true,
          },
        ],
      };
    }
  },
});

/** What `strtoul` with base 0 makes of digits behind a zero. */
function read(digits: string): number {
  return Number.parseInt(/^[0-7]+/.exec(digits)?.[0] ?? '0', 8);
}
