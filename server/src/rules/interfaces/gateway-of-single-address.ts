import { optionOf } from '../../model/interfaces.ts';
import { parseAddress } from '../../xen/addresses.ts';
import { fixBy, insert } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, setsRoutesItself, span, staticSubnet } from './devices.ts';

const BAD =
  'auto eth0\niface eth0 inet static\n    address 192.0.2.10\n    netmask 255.255.255.255\n    gateway 192.0.2.1\n';

export default defineRule({
  code: 'gateway-of-single-address',
  area: 'interfaces',
  severity: 'information',
  title: 'Gateway for a single address',
  explanation:
    'An address with a mask of 32 bits has no neighbours, so the gateway is not in its subnet. ifupdown 0.8.41 (Debian 12) adds the default ' +
    'route with `onlink` and it works; older ones cannot add it. With `pointopoint` it works everywhere.',
  examples: [
    {
      bad: { [DOM0_FILE]: BAD },
      good: { [DOM0_FILE]: `${BAD}    pointopoint 192.0.2.1\n` },
      fixed: { [DOM0_FILE]: `${BAD}    pointopoint 192.0.2.1\n` },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    for (const device of file.facts.devices) {
      const known = staticSubnet(device);
      const gateway = device.gateway && parseAddress(device.gateway.value);
      if (!device.gateway || !gateway || known?.subnet.prefix !== 32 || known.subnet.family !== 4) continue;
      if (optionOf(device, 'pointopoint') || setsRoutesItself(device)) continue;
      const place = span(device.gateway);
      yield {
        span: place,
        message: `${device.name.value} has a mask of 32 bits and so no neighbours: ifupdown before 0.8.41 cannot set this gateway. Add pointopoint ${gateway.text}.`,
        fixes: () => {
          const start = file.text.lastIndexOf('\n', place.offset) + 1;
          const indent = /^[ \t]*/.exec(file.text.slice(start, place.offset))?.[0] ?? '';
          return [
            fixBy(
              `Add pointopoint ${gateway.text}`,
              insert(file, place.end, `\n${indent}pointopoint ${gateway.text}`),
              { preferred: true },
            ),
          ];
        },
      };
    }
  },
});
