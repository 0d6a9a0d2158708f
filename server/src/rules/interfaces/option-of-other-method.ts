import { COMMAND_OPTIONS, type InterfaceDevice, isForIfupdown2, optionOf } from '../../model/interfaces.ts';
import { type InterfacesOptionRow, interfacesOptions } from '../../xen/interfaces-options.ts';
import { byName } from '../../xen/row.ts';
import { fixBy, remove } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, span } from './devices.ts';

const KNOWN = byName(interfacesOptions);
/** Methods whose commands are known; those of PPP and tunnels call programs of their own. */
const JUDGED: ReadonlySet<string> = new Set(['static', 'manual', 'dhcp', 'auto', 'loopback']);

const BRIDGE = 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports eth0\n';

export default defineRule({
  code: 'option-of-other-method',
  area: 'interfaces',
  severity: 'warning',
  title: 'Option under a method that does not use it',
  explanation:
    '`address`, `netmask`, `gateway` and `broadcast` belong to the method `static`. Under `dhcp` ifup makes no command of them: address and default ' +
    'route come from the DHCP server, or from nowhere when it sends none. Under `manual` nothing is set either, unless a command of the stanza or a script ' +
    'uses them (`$IF_ADDRESS`), which is why that is an information only. The same is said of any option that ifup puts into no command of the method, such ' +
    'as `broadcast` of IPv6 or a `metric` without a gateway.',
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
      const dhcp = device.method === 'dhcp';
      if (!JUDGED.has(device.method) || !device.family.startsWith('inet') || (!dhcp && isForIfupdown2(file.facts)))
        continue;
      if (!dhcp && device.options.some((option) => COMMAND_OPTIONS.has(option.name.text))) continue;
      for (const option of device.stanza.options) {
        const row = KNOWN.get(option.name.text);
        if (row?.reader !== 'ifupdown' || row.status === 'ignored') continue;
        const read = !row.methods || row.methods.includes(`${device.family}/${device.method}`);
        const lacks =
          read && device.method === 'static' && row.needs && !optionOf(device, row.needs) ? row.needs : undefined;
        if (read && !lacks) continue;
        const given = dhcp && row.methods?.includes('inet/static');
        const start = file.text.lastIndexOf('\n', option.offset - 1) + 1;
        yield {
          span: span(option.name),
          ...(given ? {} : { severity: 'information' as const }),
          message: messageOf(row, device, lacks),
          fixes: () => [
            fixBy('Remove the line', remove(file, { offset: start, end: Math.min(option.end + 1, file.text.length) }), {
              preferred: given === true,
            }),
          ],
        };
      }
    }
  },
});

function messageOf(row: InterfacesOptionRow, device: InterfaceDevice, lacks: string | undefined): string {
  const { method, family, name } = device;
  if (lacks)
    return `${row.name} has no effect without ${lacks}: ifup puts it into no command. Add ${lacks}, or remove the line.`;
  if (!row.methods?.includes('inet/static') || method === 'static')
    return `${row.name} has no effect under ${family} ${method}: ifup puts it into no command. Remove the line unless a script reads it.`;
  return method === 'dhcp'
    ? `${row.name} has no effect under dhcp: the DHCP server gives it. Remove the line, or use static.`
    : `${row.name} has no effect under the method ${method}: ${name.value} gets no address from ifup. Remove the line, or use static.`;
}
