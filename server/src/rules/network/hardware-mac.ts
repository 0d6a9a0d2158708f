import { newMac } from '../../model/random.ts';
import { isMulticastMac, isVirtualMac, parseMac, XEN_MAC_PREFIX } from '../../xen/addresses.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'hardware-mac',
  area: 'network',
  severity: 'information',
  title: 'MAC of a vendor of hardware',
  explanation:
    'The first three bytes of a MAC address belong to a vendor unless the second lowest bit of the first byte says that the address is ' +
    'made up. A vif with the prefix of a vendor of network cards works, but it is often a copy of a real card: of the host itself, or of ' +
    'the machine that became this guest. Two cards of one address in a network cut each other off. Xen has 00:16:3e.',
  examples: [
    {
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=78:2b:cb:00:00:01,bridge=xenbr0\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\' ]\n' },
    },
    {
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=d4:be:d9:00:00:01,bridge=xenbr0\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=02:be:d9:00:00:01,bridge=xenbr0\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    for (const { mac } of file.facts.vifs) {
      const known = mac && parseMac(mac.value);
      if (!mac || !known || isMulticastMac(known) || isVirtualMac(known)) continue;
      const prefix = known.slice(0, XEN_MAC_PREFIX.length);
      // A digit or two away from Xen's own it is a slip of the finger, and no vendor has zeros only.
      if (prefix === '00:00:00' || [...prefix].filter((digit, i) => digit !== XEN_MAC_PREFIX[i]).length <= 2) continue;
      yield {
        span: { offset: mac.offset, end: mac.end },
        message: `${prefix} is the prefix of a vendor of hardware: if a real card of this network has this address, both lose their connection. Use an address with Xen's prefix ${XEN_MAC_PREFIX}, unless this one is given on purpose.`,
        fixes: () => [fixBy('Write a new MAC', replace(file, mac, newMac(workspace)))],
      };
    }
  },
});
