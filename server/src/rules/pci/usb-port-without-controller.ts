import { usbEntriesOf } from '../../model/devices.ts';
import { fixBy, insert, remove } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { isXl } from './devices.ts';

export default defineRule({
  code: 'usb-port-without-controller',
  area: 'pci',
  severity: 'warning',
  title: 'USB port without its controller',
  explanation:
    'A port is one of a controller: with `port=` in `usbdev` xl wants `controller=` as well, and does not create the guest without. ' +
    'With neither it takes the first free port.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nusbdev = [ \'hostbus=1,hostaddr=10,port=2\' ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nusbdev = [ \'hostbus=1,hostaddr=10\' ]\n' },
      fixed: {
        'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nusbdev = [ \'hostbus=1,hostaddr=10\' ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (!isXl(file)) return;
    for (const entry of usbEntriesOf(file.facts.variables, 'usbdev')) {
      const port = entry.spec.parts.find((part) => part.key?.text === 'port');
      if (!port || entry.spec.parts.some((part) => part.key?.text === 'controller')) continue;
      yield {
        span: { offset: port.offset, end: port.end },
        message:
          'xl does not create a guest whose USB device names a port but no controller. Remove the port, or add a controller of usbctrl.',
        fixes: () => {
          // controller=0 is the first of usbctrl; without one the guest gets a controller only when it names none.
          if (file.facts.variables.has('usbctrl'))
            return [fixBy('Add controller=0', insert(file, port.offset, 'controller=0,'), { preferred: true })];
          const before = entry.spec.parts[entry.spec.parts.indexOf(port) - 1];
          return before
            ? [fixBy('Remove the port', remove(file, { offset: before.end, end: port.end }), { preferred: true })]
            : [];
        },
      };
    }
  },
});
