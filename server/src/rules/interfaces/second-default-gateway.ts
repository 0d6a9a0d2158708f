import { type InterfaceDevice, optionOf } from '../../model/interfaces.ts';
import { defineRule } from '../rule.ts';
import { cardOf, DOM0_FILE, setsRoutesItself, span, startedDevices } from './devices.ts';
import { optionOut } from './edits.ts';

const FIRST = 'auto xenbr0\nauto xenbr1\niface xenbr0 inet dhcp\n    bridge_ports eth0\n';

export default defineRule({
  code: 'second-default-gateway',
  area: 'interfaces',
  severity: 'warning',
  title: 'Second default gateway',
  explanation:
    'A host has one default route. With `gateway` in two stanzas, or in one while another interface gets its gateway by DHCP, the second one ' +
    'is refused ("File exists") or replaces the first, depending on which interface comes up last, and part of the traffic leaves by the wrong card. ' +
    'Keep `gateway` on the interface that leads outside. Stanzas with `metric`, with route commands of their own, or that do not come up ' +
    'at boot are left alone.',
  examples: [
    {
      bad: {
        [DOM0_FILE]: `${FIRST}iface xenbr1 inet static\n    bridge_ports eth1\n    address 10.0.0.2/24\n    gateway 10.0.0.1\n`,
      },
      good: { [DOM0_FILE]: `${FIRST}iface xenbr1 inet static\n    bridge_ports eth1\n    address 10.0.0.2/24\n` },
      fixed: {
        [DOM0_FILE]: `${FIRST}iface xenbr1 inet static\n    bridge_ports eth1\n    address 10.0.0.2/24\n#    gateway 10.0.0.1\n`,
      },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    const usual = startedDevices(file.facts).filter(
      (device) => !optionOf(device, 'metric') && !setsRoutesItself(device),
    );
    for (const family of ['inet', 'inet6']) {
      const devices = usual.filter((device) => device.family === family);
      const dhcp = family === 'inet' ? devices.find((device) => device.method === 'dhcp') : undefined;
      let first: InterfaceDevice | undefined;
      for (const device of devices) {
        if (!device.gateway) continue;
        const rival = first ?? (dhcp && cardOf(dhcp.name.value) !== cardOf(device.name.value) ? dhcp : undefined);
        if (rival && rival.gateway?.value !== device.gateway.value) {
          const how = rival.gateway ? `gateway ${rival.gateway.value}` : 'a gateway by DHCP';
          yield {
            span: span(device.gateway),
            message: `${rival.name.value} has ${how} already: of two default gateways only one is used, and which one depends on the order in which the interfaces come up. Keep the one that leads outside.`,
            related: [{ uri: file.uri, span: span(rival.gateway ?? rival.name), message: 'The other default gateway' }],
            fixes: () =>
              [device, rival].flatMap((one) =>
                one.gateway ? optionOut(file, one, one.gateway, `Comment out gateway ${one.gateway.value}`) : [],
              ),
          };
        }
        first ??= device;
      }
    }
  },
});
