import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, isStatic, span } from './devices.ts';

export default defineRule({
  code: 'static-without-address',
  area: 'interfaces',
  severity: 'error',
  title: 'Static interface without an address',
  explanation:
    'The method `static` needs `address`; without it ifup says that it does not have all the variables and leaves the interface down. An ' +
    'interface that shall have no address, such as the port of a bridge, has the method `manual`.',
  examples: [
    {
      bad: { [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    netmask 255.255.255.0\n' },
      good: { [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.2\n    netmask 255.255.255.0\n' },
      fixed: { [DOM0_FILE]: 'auto eth0\niface eth0 inet manual\n    netmask 255.255.255.0\n' },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    const inherited = new Set<string>();
    for (const stanza of file.tree.stanzas) {
      const at = stanza.args.findIndex((word) => word.text === 'inherits');
      const parent = at < 0 ? undefined : stanza.args[at + 1];
      if (parent) inherited.add(parent.text);
    }
    for (const device of file.facts.devices) {
      // A stanza that others inherit from may be a pattern only; one that inherits may get its address from elsewhere.
      const inherits = device.stanza.args.some((word) => word.text === 'inherits');
      if (!isStatic(device) || device.address || inherits || inherited.has(device.name.value)) continue;
      yield {
        span: span(device.stanza.args[2] ?? device.name),
        message: `${device.name.value} is static but has no address: ifup leaves it down. Add address, or use manual for an interface without an address.`,
        fixes: () =>
          device.stanza.args[2]?.text === 'static'
            ? [fixBy(`Make ${device.name.value} manual`, replace(file, device.stanza.args[2], 'manual'))]
            : [],
      };
    }
  },
});
