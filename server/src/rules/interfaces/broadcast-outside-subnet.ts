import { optionOf } from '../../model/interfaces.ts';
import { contains, formatAddress, formatSubnet, lastAddress, parseAddress } from '../../xen/addresses.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, span, staticSubnet } from './devices.ts';

const FIRST = 'auto eth0\niface eth0 inet static\n    address 192.0.2.2/24\n    broadcast ';

export default defineRule({
  code: 'broadcast-outside-subnet',
  area: 'interfaces',
  severity: 'warning',
  title: 'Broadcast address outside the subnet',
  explanation:
    'The broadcast address is the last one of the subnet. ifup hands it on as it is written, and ip takes any: what the host sends to everybody ' +
    '(DHCP of its own services, Wake-on-LAN, name announcements) goes to an address that nobody on the subnet listens to. It is calculated when the line ' +
    'is left out.',
  examples: [
    {
      bad: { [DOM0_FILE]: `${FIRST}192.168.0.255\n` },
      good: { [DOM0_FILE]: `${FIRST}192.0.2.255\n` },
      fixed: { [DOM0_FILE]: `${FIRST}192.0.2.255\n` },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    for (const device of file.facts.devices) {
      const word = optionOf(device, 'broadcast')?.words[0];
      const known =
        word && device.stanza.options.some((option) => option.words[0] === word) ? staticSubnet(device) : undefined;
      const address = word && parseAddress(word.text);
      if (!word || !known || address?.family !== 4 || known.subnet.prefix > 30 || contains(known.subnet, address))
        continue;
      const right = formatAddress(4, lastAddress(known.subnet));
      yield {
        span: span(word),
        message: `${word.text} is outside ${formatSubnet(known.subnet)}, the subnet of ${device.name.value}: broadcasts of this host reach nobody. Write ${right}, or leave the line out.`,
        fixes: () => [fixBy(`Write ${right}`, replace(file, word, right), { preferred: true })],
      };
    }
  },
});
