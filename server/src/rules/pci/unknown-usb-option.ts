import { usbEntriesOf } from '../../model/devices.ts';
import { usbStrings } from '../../xen/xl-specs/usb.ts';
import { fixBy, remove, replace, withComma } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { suggest } from '../suggest.ts';
import { isXl } from './devices.ts';

export default defineRule({
  code: 'unknown-usb-option',
  area: 'pci',
  severity: 'error',
  title: 'Unknown option of a USB device',
  explanation:
    'xl takes `type`, `hostbus`, `hostaddr`, `controller` and `port` in `usbdev`, and `type`, `version` and `ports` in `usbctrl`. At ' +
    'another word it stops and the guest is not created; a blank beside the `=` makes another word as well.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nusbdev = [ \'hostbus=1,hostadr=10\' ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nusbdev = [ \'hostbus=1,hostaddr=10\' ]\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nusbdev = [ \'hostbus=1,hostaddr=10\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (!isXl(file)) return;
    for (const [name, options] of usbStrings) {
      for (const entry of usbEntriesOf(file.facts.variables, name)) {
        for (const { code, offset, end } of entry.spec.problems) {
          // Nothing at all between two commas is passed over, a blank is a word.
          if (code !== 'empty-option' || offset === end) continue;
          yield {
            span: { offset, end },
            message: `xl does not create the guest: there is nothing but a blank between two commas of ${name}. Take one comma out.`,
            fixes: () => {
              const part = entry.spec.parts.find((one) => one.offset <= offset && end <= one.end);
              const span = part ? withComma(entry.spec.parts, part) : { offset, end };
              return [fixBy('Take one comma out', remove(file, span), { preferred: true })];
            },
          };
        }
        for (const part of entry.spec.parts) {
          const word = part.key ?? part.value;
          if (part.key && options.includes(part.key.text)) continue;
          const meant = suggest(word.text.trim(), options);
          yield {
            span: { offset: word.offset, end: word.end },
            message: `xl does not know "${word.text}" in ${name} and does not create the guest. ${meant ? `Write ${meant}${part.key ? '' : '=…'}.` : `It takes ${options.join(', ')}.`}`,
            fixes: () =>
              meant && part.key ? [fixBy(`Change to ${meant}`, replace(file, word, meant), { preferred: true })] : [],
          };
        }
      }
    }
  },
});
