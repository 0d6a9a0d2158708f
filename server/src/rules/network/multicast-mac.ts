import { isMulticastMac, parseMac } from '../../xen/addresses.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'multicast-mac',
  area: 'network',
  severity: 'warning',
  title: 'Multicast MAC address',
  explanation:
    'When the first byte of a MAC is odd the address means a group of machines. No card can have it: the guest’s kernel refuses the ' +
    'address or switches drop its packets. Xen’s own range begins with 00:16:3e.',
  examples: [
    {
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=01:16:3e:00:00:01,bridge=xenbr0\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\' ]\n' },
      fixed: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  inTemplates: true,
  *check(file) {
    for (const { mac } of file.facts.vifs) {
      const known = mac && parseMac(mac.value);
      if (!mac || !known || !isMulticastMac(known)) continue;
      const first = (Number.parseInt(known.slice(0, 2), 16) & 0xfe).toString(16).padStart(2, '0');
      const repaired = first + known.slice(2);
      yield {
        span: { offset: mac.offset, end: mac.end },
        message: `${mac.value} is a multicast address, and no card can have one: the guest gets no working network. Use an even first byte.`,
        fixes: () => [fixBy(`Use ${repaired}`, replace(file, mac, repaired), { preferred: true })],
      };
    }
  },
});
