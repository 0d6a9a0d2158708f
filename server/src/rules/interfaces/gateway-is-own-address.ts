import { parseAddress } from '../../xen/addresses.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, isStatic, span, staticSubnet } from './devices.ts';
import { likelyGateways, optionOut } from './edits.ts';

const GOOD = 'auto eth0\niface eth0 inet static\n    address 10.0.0.2/24\n    gateway 10.0.0.1\n';

export default defineRule({
  code: 'gateway-is-own-address',
  area: 'interfaces',
  severity: 'warning',
  title: 'Interface that is its own gateway',
  explanation:
    'The gateway is another machine of the subnet, the router. With its own address as gateway the host sends everything for other networks to ' +
    'itself, and nothing gets out.',
  examples: [
    {
      bad: { [DOM0_FILE]: GOOD.replace('gateway 10.0.0.1', 'gateway 10.0.0.2') },
      good: { [DOM0_FILE]: GOOD },
      fixed: { [DOM0_FILE]: GOOD },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    for (const device of file.facts.devices) {
      const { address, gateway } = device;
      if (!isStatic(device) || !address || !gateway) continue;
      const own = parseAddress(address.value);
      if (!own || parseAddress(gateway.value)?.text !== own.text) continue;
      yield {
        span: span(gateway),
        message: `${own.text} is the address of ${device.name.value} itself: nothing for other networks gets out. Name the router of the subnet.`,
        related: [{ uri: file.uri, span: span(address), message: 'The same address' }],
        fixes: () => {
          const known = staticSubnet(device);
          return [
            ...(known ? likelyGateways(known.subnet, own.value) : []).map((router) =>
              fixBy(`Change the gateway to ${router}`, replace(file, gateway, router)),
            ),
            ...optionOut(file, device, gateway, 'Comment out gateway'),
          ];
        },
      };
    }
  },
});
