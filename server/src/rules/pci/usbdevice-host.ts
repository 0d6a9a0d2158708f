import { usbEntriesOf } from '../../model/devices.ts';
import type { CfgFile } from '../../model/source-file.ts';
import type { Span } from '../../syntax/span.ts';
import { entryOut, fixBy, lineAfter, settingOut, usualQuote } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { isXl } from './devices.ts';

export default defineRule({
  code: 'usbdevice-host',
  area: 'pci',
  severity: 'warning',
  title: 'Host USB device through usbdevice',
  explanation:
    '`usbdevice` goes to QEMU as it is, and QEMU no longer knows `host:`: the guest starts without the device or not at all. xl passes ' +
    'a device of the host through with `usbdev = [ "hostbus=1,hostaddr=3" ]` (numbers as lsusb prints them, without leading zeros). ' +
    'Device 1 of each bus is its root hub and cannot be passed.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nusb = 1\nusbdevice = [ \'host:046d:c05a\' ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nusb = 1\nusbdevice = [ \'tablet\' ]\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nusb = 1\n#usbdevice = [ \'host:046d:c05a\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (!isXl(file)) return;
    for (const entry of usbEntriesOf(file.facts.variables, 'usbdevice')) {
      const host = entry.spec.parts.find((part) => part.role === 'host');
      if (!host) continue;
      const hub = /^0{0,2}\d{1,3}\.0{0,2}1$/.test(host.value.text);
      yield {
        span: { offset: entry.offset, end: entry.end },
        message: hub
          ? 'Device 1 of a bus is its root hub, which no guest can have, and QEMU no longer knows host:. Name the device with usbdev = [ "hostbus=…,hostaddr=…" ].'
          : 'QEMU no longer knows host: here, so the guest does not get the device. Use usbdev = [ "hostbus=…,hostaddr=…" ] with the numbers that lsusb prints.',
        fixes: () => repairs(file, entry, hub ? undefined : /^0*(\d{1,3})\.0*(\d{1,3})$/.exec(host.value.text)),
        ...(file.toolstack.certain ? {} : { severity: 'information' as const }),
      };
    }
  },
});

/** The device as usbdev names it, where its numbers are written here; else the entry alone goes. */
function repairs(file: CfgFile, entry: Span, numbers: RegExpExecArray | null | undefined): Fix[] {
  const variable = file.facts.variables.get('usbdevice');
  const items = variable?.value.kind === 'list' ? variable.value.items : [];
  const item = items.find(({ span }) => span.offset <= entry.offset && entry.end <= span.end);
  const statement = variable?.assignments.at(-1);
  const out =
    items.length > 1 && item ? fixBy('Take the entry out', entryOut(file, item.span)) : settingOut(file, 'usbdevice');
  if (!numbers || !statement || file.facts.variables.has('usbdev')) return [out];
  const before = file.text.charAt(entry.offset - 1);
  const quote = /["']/.test(before) ? before : usualQuote(file);
  const line = `usbdev = [ ${quote}hostbus=${numbers[1]},hostaddr=${numbers[2]}${quote} ]`;
  return [fixBy(`Write ${line}`, [...out.edits, lineAfter(file, statement, line)]), out];
}
