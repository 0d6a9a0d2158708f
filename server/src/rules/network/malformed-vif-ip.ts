import { parseAddressAndPrefix } from '../../xen/addresses.ts';
import { defineRule } from '../rule.ts';

/** Text that is meant as an address and not as a host's name. */
const NUMERIC =
  /^[0-9.]+(?:\/[0-9.]*)?$|^[0-9a-fA-F]*:[0-9a-fA-F:./]*$|^\d{1,3}\.\d{1,3}\.(?:[\w.]*[;|&]|[\dolOIL]+\.[\dolOIL]+$)/;

export default defineRule({
  code: 'malformed-vif-ip',
  area: 'network',
  severity: 'warning',
  title: 'ip= is no address',
  explanation:
    'Neither xl nor xend looks at the value of `ip=`; it goes to the hotplug script, which puts it into firewall rules and routes. ' +
    'A part above 255, a missing part or a doubled dot makes those commands fail: the guest starts without a network, or is torn down ' +
    'again because its vif could not be set up.',
  examples: [
    {
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=192.168.0.256,bridge=xenbr0\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=192.168.0.25,bridge=xenbr0\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const vif of file.facts.vifs) {
      for (const ip of vif.ips) {
        if (!NUMERIC.test(ip.value) || parseAddressAndPrefix(ip.value)) continue;
        yield {
          span: { offset: ip.offset, end: ip.end },
          message:
            `"${ip.value}" is no IP address: the vif's hotplug script fails on it and the guest has no network. ` +
            'Write four numbers from 0 to 255, or an IPv6 address.',
        };
      }
    }
  },
});
