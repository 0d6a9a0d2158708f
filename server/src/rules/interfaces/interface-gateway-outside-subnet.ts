import { optionOf } from '../../model/interfaces.ts';
import { contains, formatSubnet, parseAddress } from '../../xen/addresses.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, setsRoutesItself, span, staticSubnet } from './devices.ts';
import { likelyGateways, optionOut } from './edits.ts';

const BAD =
  'auto eth0\niface eth0 inet static\n    address 192.0.2.70\n    netmask 255.255.255.192\n    gateway 192.0.2.1\n';

export default defineRule({
  code: 'interface-gateway-outside-subnet',
  area: 'interfaces',
  severity: 'warning',
  title: 'Gateway outside the subnet of its interface',
  explanation:
    'A gateway is reached directly, so it must have an address of the subnet that `address` and the mask make. Older ifupdown cannot add the ' +
    'route; newer ones (0.8.41 of Debian 12) add it with `onlink`, but no host of that subnet answers there. Stanzas with `pointopoint` or ' +
    'with route commands of their own are left alone, and so is a mask of 32 bits, which has a rule of its own.',
  examples: [
    {
      bad: { [DOM0_FILE]: BAD },
      good: { [DOM0_FILE]: BAD.replace('192.0.2.1\n', '192.0.2.65\n') },
      fixed: { [DOM0_FILE]: BAD.replace('192.0.2.1\n', '192.0.2.65\n') },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    for (const device of file.facts.devices) {
      const known = staticSubnet(device);
      const place = device.gateway;
      const gateway = device.gateway && parseAddress(device.gateway.value);
      if (!known || !place || !gateway || gateway.value === 0n || gateway.family !== known.subnet.family) continue;
      const { subnet } = known;
      if (subnet.prefix >= (subnet.family === 4 ? 31 : 127) || contains(subnet, gateway)) continue;
      // fe80::1 is on every link.
      if (subnet.family === 6 && gateway.value >> 118n === 0x3fan) continue;
      if (optionOf(device, 'pointopoint') || setsRoutesItself(device)) continue;
      yield {
        span: span(place),
        message: `The gateway ${gateway.text} is outside ${formatSubnet(subnet)}, the subnet of ${device.name.value}: no host of that subnet answers there, and nothing beyond it is reached. Correct the gateway or the mask.`,
        related: device.netmask
          ? [
              {
                uri: file.uri,
                span: span(device.netmask),
                message: `This mask makes the subnet ${formatSubnet(subnet)}`,
              },
            ]
          : [],
        fixes: () => [
          ...likelyGateways(subnet, known.address.value).map((router) =>
            fixBy(`Change the gateway to ${router}`, replace(file, place, router)),
          ),
          ...optionOut(file, device, place, 'Comment out gateway'),
        ],
      };
    }
  },
});
