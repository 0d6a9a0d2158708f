import { isMulticastMac, parseMac, XEN_MAC_PREFIX } from '../../xen/addresses.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'mac-near-xen-prefix',
  area: 'network',
  severity: 'information',
  title: "MAC one digit away from Xen's prefix",
  explanation:
    'The prefix 00:16:3e is reserved for Xen guests. An address that differs from it in one digit works, but belongs to another vendor ' +
    'and is nearly always a slip of the finger; filters on switches and DHCP servers that go by the prefix do not match it.',
  examples: [
    {
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=00:16:3f:00:00:01,bridge=xenbr0\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\' ]\n' },
      fixed: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const { mac } of file.facts.vifs) {
      const known = mac && parseMac(mac.value);
      if (!mac || !known || isMulticastMac(known)) continue;
      const prefix = known.slice(0, XEN_MAC_PREFIX.length);
      const slips = [...prefix].filter((digit, i) => digit !== XEN_MAC_PREFIX[i]).length;
      if (slips !== 1) continue;
      const repaired = XEN_MAC_PREFIX + known.slice(XEN_MAC_PREFIX.length);
      yield {
        span: { offset: mac.offset, end: mac.end },
        message: `${prefix} is one digit away from Xen's own prefix ${XEN_MAC_PREFIX}. Use that one unless another vendor's address is meant.`,
        fixes: () => [fixBy(`Use ${repaired}`, replace(file, mac, repaired), { preferred: true })],
      };
    }
  },
});
