import type { InterfaceDevice } from '../../model/interfaces.ts';
import type { InterfacesFile } from '../../model/source-file.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { DOM0_FILE, span } from './devices.ts';
import { withoutPort } from './edits.ts';

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
      fixed: { [DOM0_FILE]: 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports eth0\n' },
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
          fixes: () => [
            ...renamed(file, device),
            // A bridge without any port may be meant for nobody.
            ...((device.bridgePorts?.length ?? 0) > 1 ? withoutPort(file, device, port) : []),
          ],
        };
      }
    }
  },
});

/** Names that are those of a card, so that the name of the bridge is the wrong one. */
const CARD = /^(?:eth\d+|en[opsx]\w+|bond\d+)$/;

/** Another name for the bridge in its stanza and the lines that start it. */
function renamed(file: InterfacesFile, device: InterfaceDevice): Fix[] {
  const { value } = device.name;
  if (!CARD.test(value)) return [];
  const taken = new Set(file.facts.devices.map((one) => one.name.value));
  let number = 0;
  while (taken.has(`xenbr${number}`)) number++;
  const name = `xenbr${number}`;
  const started = file.facts.started.filter((one) => one.value === value);
  return [
    fixBy(
      `Call the bridge ${name}`,
      [device.name, ...started].map((one) => replace(file, one, name)),
      { preferred: true },
    ),
  ];
}
