import { optionOf } from '../../model/interfaces.ts';
import { guestDevice } from '../../model/network.ts';
import { parseMac } from '../../xen/addresses.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, span } from './devices.ts';

const GUEST = "name = 'vm01'\nkernel = '/boot/vmlinuz'\nvif = [ 'mac=00:16:3e:00:00:01,bridge=xenbr0' ]\n";
const FIRST = 'auto eth0\niface eth0 inet dhcp\n    hwaddress ether 00:16:3e:00:00:';

export default defineRule({
  code: 'guest-mac-differs',
  area: 'interfaces',
  severity: 'warning',
  title: 'Guest that gives its card another MAC than its vif',
  explanation:
    '`hwaddress` in the interfaces file of a guest changes the MAC of its card as it comes up. Its packets then carry another address than `mac=` of the ' +
    'vif: DHCP reservations, filters on dom0 and the address that a hosting provider allows are for the wrong one, and the fleet is searched for ' +
    'doubled MACs in vain. Write the same address in both, or leave `hwaddress` out.',
  examples: [
    {
      bad: { [`vm01/${DOM0_FILE}`]: `${FIRST}09\n`, 'vm01.cfg': GUEST },
      good: { [`vm01/${DOM0_FILE}`]: `${FIRST}01\n`, 'vm01.cfg': GUEST },
      fixed: { 'vm01.cfg': GUEST.replace('00:00:01', '00:00:09') },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file, { workspace }) {
    const guest = workspace.guestOf(file);
    if (!guest) return;
    for (const vif of guest.facts.vifs) {
      const device = guestDevice(file, guest, vif);
      const word = device && optionOf(device, 'hwaddress')?.words.find((one) => parseMac(one.text));
      const own = word && parseMac(word.text);
      const { mac } = vif;
      const given = mac && parseMac(mac.value);
      if (!word || !own || !mac || !given || own === given) continue;
      yield {
        span: span(word),
        message: `${device?.name.value ?? 'The card'} gets the MAC ${word.text} in the guest, and its vif has ${mac.value}: filters and DHCP reservations for the vif do not fit. Write the same MAC in both.`,
        related: [{ uri: guest.uri, span: span(mac), message: 'The MAC of the vif' }],
        fixes: () => [
          fixBy(`Give the vif ${word.text}`, replace(guest, mac, word.text), { preferred: true }),
          fixBy(`Use ${mac.value} in the guest`, replace(file, word, mac.value)),
        ],
      };
    }
  },
});
