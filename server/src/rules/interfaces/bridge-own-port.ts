import { defineRule } from '../rule.ts';
import { DOM0_FILE, span } from './devices.ts';

const BAD = 'auto eth0\niface eth0 inet dhcp\n    bridge_ports eth0\n';

export default defineRule({
  code: 'bridge-own-port',
  area: 'interfaces',
  severity: 'error',
  title: 'Bridge that names itself as port',
  explanation:
    'The bridge and its port are two devices and need two names. A bridge cannot be its own port; when the name is that of a card, the bridge ' +
    'cannot even be made, because the name is taken, and the host is off the network after the next boot.',
  examples: [
    {
      bad: { [DOM0_FILE]: BAD },
      good: { [DOM0_FILE]: 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports eth0\n' },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    for (const device of file.facts.devices) {
      for (const port of device.bridgePorts ?? []) {
        if (port.value !== device.name.value) continue;
        yield {
          span: span(port),
          message: `${port.value} is the bridge itself and cannot be its own port: the bridge does not come up. Give the bridge another name, such as xenbr0, or name the card here.`,
        };
      }
    }
  },
});
