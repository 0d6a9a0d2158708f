import { optionOf } from '../../model/interfaces.ts';
import { parsePrefix } from '../../xen/addresses.ts';
import { fixBy, remove } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, isStatic, span } from './devices.ts';

export default defineRule({
  code: 'two-netmasks',
  area: 'interfaces',
  severity: 'warning',
  title: 'Mask given twice and differently',
  explanation:
    'A mask may stand behind the slash of `address` or in `netmask`. When both are there, ifupdown uses `netmask` and drops the other. Keep one.',
  examples: [
    {
      bad: { [DOM0_FILE]: 'iface eth0 inet static\n    address 192.0.2.2/26\n    netmask 255.255.255.0\n' },
      good: { [DOM0_FILE]: 'iface eth0 inet static\n    address 192.0.2.2/24\n    netmask 255.255.255.0\n' },
      fixed: { [DOM0_FILE]: 'iface eth0 inet static\n    address 192.0.2.2\n    netmask 255.255.255.0\n' },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    for (const device of file.facts.devices) {
      const netmask = optionOf(device, 'netmask')?.words[0];
      const address = optionOf(device, 'address')?.words[0];
      const slash = address?.text.indexOf('/') ?? -1;
      if (!isStatic(device) || !netmask || !address || slash < 0) continue;
      const family = device.family === 'inet' ? 4 : 6;
      const [one, other] = [parsePrefix(address.text.slice(slash + 1), family), parsePrefix(netmask.text, family)];
      if (one === undefined || other === undefined || one === other) continue;
      const tail = { offset: address.offset + slash, end: address.end };
      yield {
        span: span(netmask),
        message: `The address says /${one} and netmask says /${other}: ifup uses netmask, /${other}. Keep the right one only.`,
        fixes: () =>
          address.end - address.offset === address.text.length
            ? [fixBy(`Remove /${one} behind the address`, remove(file, tail))]
            : [],
      };
    }
  },
});
