import { hostNetwork } from '../../model/host-network/network.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, span } from './devices.ts';

const BRIDGE = 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports bond0\n';

export default defineRule({
  code: 'unknown-bridge-port',
  area: 'interfaces',
  severity: 'information',
  title: 'Bridge port that nothing makes',
  explanation:
    'A card of the machine needs no stanza to join a bridge, but a bond has to be made by something. When no stanza of the file, which includes no ' +
    'others, describes it, the bridge comes up without a way out.',
  examples: [
    {
      bad: { [DOM0_FILE]: BRIDGE },
      good: {
        [DOM0_FILE]: `auto bond0\niface bond0 inet manual\n    bond-slaves eth0 eth1\n    bond-mode active-backup\n${BRIDGE}`,
      },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file, { workspace }) {
    if (!file.facts.complete || /\/interfaces\.d\/[^/]+$/.test(file.path)) return;
    const described = hostNetwork(file, workspace).devices;
    const bonds = new Set(
      file.facts.devices.flatMap((device) =>
        device.options.filter((option) => option.name.text.startsWith('bond')).map((option) => option.value),
      ),
    );
    for (const device of file.facts.devices) {
      for (const port of device.bridgePorts ?? []) {
        if (/\/(?!\/?$)|^\/+$/.test(port.value) || port.value.length > 15) {
          yield {
            span: span(port),
            message: `${port.value} cannot be the name of a device: ${device.name.value} comes up without it. Take it out of the line.`,
          };
          continue;
        }
        if (!/^bond\d+$/.test(port.value) || described.has(port.value) || bonds.has(port.value)) continue;
        yield {
          span: span(port),
          message: `No stanza makes ${port.value}: ${device.name.value} comes up without it, and its guests reach nobody outside. Add iface ${port.value} inet manual with bond-slaves.`,
        };
      }
    }
  },
});
