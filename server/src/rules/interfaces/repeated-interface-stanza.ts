import type { InterfaceDevice } from '../../model/interfaces.ts';
import { fixBy } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, span, staticSubnet } from './devices.ts';
import { stanzaOut } from './edits.ts';

const FIRST = 'auto eth0\niface eth0 inet static\n    address 192.0.2.2/24\niface eth0 inet ';

export default defineRule({
  code: 'repeated-interface-stanza',
  area: 'interfaces',
  severity: 'information',
  title: 'Interface described twice',
  explanation:
    'ifup applies all stanzas of an interface, one after the other; that is how people give it several addresses. Twice the same address is ' +
    'refused by the kernel ("File exists") and the interface stays half configured; a second DHCP stanza starts a second DHCP client; a static stanza beside a ' +
    'DHCP stanza is usually a leftover.',
  examples: [
    {
      bad: { [DOM0_FILE]: `${FIRST}static\n    address 192.0.2.2/24\n` },
      good: { [DOM0_FILE]: `${FIRST}static\n    address 192.0.2.3/24\n` },
      fixed: {
        [DOM0_FILE]:
          'auto eth0\niface eth0 inet static\n    address 192.0.2.2/24\n#iface eth0 inet static\n#    address 192.0.2.2/24\n',
      },
    },
    { bad: { [DOM0_FILE]: `${FIRST}dhcp\n` }, good: { [DOM0_FILE]: `${FIRST}manual\n` } },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    const earlier = new Map<string, InterfaceDevice>();
    for (const device of file.facts.devices) {
      const key = `${device.name.value} ${device.family}`;
      const address = addressOf(device);
      const same = address ? earlier.get(`${key} ${address}`) : undefined;
      const other =
        same ?? earlier.get(`${key} dhcp`) ?? (device.method === 'dhcp' ? earlier.get(`${key} static`) : undefined);
      if (other && (same || device.method === 'dhcp' || device.method === 'static')) {
        yield {
          span: span(device.name),
          severity: same ? 'warning' : 'information',
          message: same
            ? `${device.name.value} gets ${device.address?.value} a second time: the kernel refuses it and ifup fails. Comment one of the stanzas out or change the address.`
            : `${device.name.value} has a ${other.method} and a ${device.method} stanza of ${device.family}: ifup applies both. Comment the one out that is not meant.`,
          related: [{ uri: file.uri, span: span(other.name), message: 'The other stanza' }],
          fixes: () => [
            fixBy('Comment out this stanza', stanzaOut(file, device)),
            fixBy('Comment out the other stanza', stanzaOut(file, other)),
          ],
        };
      }
      for (const word of [device.method, address]) {
        if (word && !earlier.has(`${key} ${word}`)) earlier.set(`${key} ${word}`, device);
      }
    }
  },
});

/** Address and prefix length: the kernel takes an address twice where these differ. */
function addressOf(device: InterfaceDevice): string | undefined {
  const known = staticSubnet(device);
  return known ? `${known.address.text}/${known.subnet.prefix}` : device.address?.value;
}
