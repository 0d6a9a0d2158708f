import { stringOf } from '../../model/guest.ts';
import { describeSubnet } from '../../model/network.ts';
import { contains, formatSubnet, parseAddress } from '../../xen/addresses.ts';
import { fixBy, writeString } from '../edits.ts';
import { likelyGateways } from '../interfaces/edits.ts';
import { defineRule } from '../rule.ts';
import { namedSubnet, subnetPlace, vifAddresses } from './vifs.ts';

export default defineRule({
  code: 'gateway-outside-subnet',
  area: 'network',
  severity: 'warning',
  title: 'Gateway of the cfg outside the subnet',
  explanation:
    'A guest reaches its gateway directly, so the gateway must have an address of the same subnet. With `gateway=` outside of it the ' +
    'kernel refuses the route and the guest reaches its neighbours only. A mask of 255.255.255.255, common with providers who route ' +
    'single addresses, is left alone.',
  examples: [
    {
      toolstack: 'xm',
      bad: {
        'vm01.cfg':
          "name = 'vm01'\nmemory = 128\nip = '10.0.0.1'\nnetmask = '255.255.255.0'\ngateway = '10.0.1.254'\nvif = [ '' ]\n",
      },
      good: {
        'vm01.cfg':
          "name = 'vm01'\nmemory = 128\nip = '10.0.0.1'\nnetmask = '255.255.255.0'\ngateway = '10.0.0.254'\nvif = [ '' ]\n",
      },
      fixed: {
        'vm01.cfg':
          "name = 'vm01'\nmemory = 128\nip = '10.0.0.1'\nnetmask = '255.255.255.0'\ngateway = '10.0.0.254'\nvif = [ '' ]\n",
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    for (const vif of file.facts.vifs) {
      const known = namedSubnet(file, vif, workspace);
      const gateway = known?.gateway;
      if (!known || !gateway || known.rule !== 2 || known.subnet.prefix === 32) continue;
      if (gateway.value.family !== known.subnet.family || contains(known.subnet, gateway.value)) continue;
      yield {
        span: gateway,
        message:
          `The gateway ${gateway.value.text} is outside the guest's subnet ${describeSubnet(known)}: the guest cannot reach it, ` +
          'and nothing outside its own subnet. Correct the gateway or the mask.',
        related: subnetPlace(known, `The subnet ${formatSubnet(known.subnet)} comes from here`),
        fixes: () => {
          const own = vifAddresses(vif).map(({ value }) => value.text);
          const asked = parseAddress(stringOf(file.facts.variables, 'ip')?.value ?? '');
          return likelyGateways(known.subnet, asked?.value ?? -1n)
            .filter((router) => !own.includes(router))
            .map((router) => fixBy(`Change the gateway to ${router}`, writeString(file, gateway, router)));
        },
      };
    }
  },
});
