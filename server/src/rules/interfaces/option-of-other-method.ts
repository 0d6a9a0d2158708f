import { COMMAND_OPTIONS } from '../../model/interfaces.ts';
import { interfacesOptions } from '../../xen/interfaces-options.ts';
import { byName } from '../../xen/row.ts';
import { fixBy, remove } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, span } from './devices.ts';

const KNOWN = byName(interfacesOptions);
const BRIDGE = 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports eth0\n';

export default defineRule({
  code: 'option-of-other-method',
  area: 'interfaces',
  severity: 'warning',
  title: 'Address, mask or gateway under a method that does not use it',
  explanation:
    '`address`, `netmask`, `gateway` and `broadcast` belong to the method `static`. Under `dhcp` ifup makes no command of them: address and default ' +
    'route come from the DHCP server, or from nowhere when it sends none. Under `manual` nothing is set either, unless a command of the stanza or a script ' +
    'uses them (`$IF_ADDRESS`), which is why that is an information only.',
  examples: [
    {
      bad: { [DOM0_FILE]: `${BRIDGE}    gateway 192.0.2.1\n` },
      good: { [DOM0_FILE]: BRIDGE },
      fixed: { [DOM0_FILE]: BRIDGE },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    for (const device of file.facts.devices) {
      const manual = device.method === 'manual';
      if (!manual && device.method !== 'dhcp') continue;
      if (manual && device.options.some((option) => COMMAND_OPTIONS.has(option.name.text))) continue;
      for (const option of device.stanza.options) {
        const row = KNOWN.get(option.name.text);
        if (!row?.methods?.includes('inet/static') || row.status === 'ignored') continue;
        if (row.methods.includes(`${device.family}/${device.method}`)) continue;
        const start = file.text.lastIndexOf('\n', option.offset - 1) + 1;
        yield {
          span: span(option.name),
          ...(manual ? { severity: 'information' as const } : {}),
          message: manual
            ? `${option.name.text} has no effect under the method manual: ${device.name.value} gets no address from ifup. Remove the line, or use static.`
            : `${option.name.text} has no effect under dhcp: the DHCP server gives it. Remove the line, or use static.`,
          fixes: () => [
            fixBy('Remove the line', remove(file, { offset: start, end: Math.min(option.end + 1, file.text.length) }), {
              preferred: !manual,
            }),
          ],
        };
      }
    }
  },
});
