import { hookOptionOf, type InterfaceDevice } from '../../model/interfaces.ts';
import type { InterfacesWord } from '../../syntax/interfaces/tree.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, span } from './devices.ts';

const BOND = 'auto bond0\niface bond0 inet manual\n    bond-slaves eth0 eth1\n';
const BRIDGE = 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports ';

export default defineRule({
  code: 'bond-slave-in-bridge',
  area: 'interfaces',
  severity: 'warning',
  title: 'Card that belongs to a bond and to a bridge',
  explanation:
    'A device has one master. A card that is a slave of a bond cannot be the port of a bridge as well: whichever comes second fails ("already a ' +
    'member"), and either the bond or the bridge is without it. The port of the bridge is the bond.',
  examples: [
    {
      bad: { [DOM0_FILE]: `${BOND}${BRIDGE}eth0\n` },
      good: { [DOM0_FILE]: `${BOND}${BRIDGE}bond0\n` },
      fixed: { [DOM0_FILE]: `${BOND}${BRIDGE}bond0\n` },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    const bondOf = new Map<string, { readonly bond: string; readonly place: InterfacesWord }>();
    for (const device of file.facts.devices) {
      for (const { slave, bond, place } of slavesOf(device)) if (!bondOf.has(slave)) bondOf.set(slave, { bond, place });
    }
    for (const device of file.facts.devices) {
      for (const port of device.bridgePorts ?? []) {
        const found = bondOf.get(port.value);
        if (!found || found.bond === device.name.value) continue;
        yield {
          span: span(port),
          message: `${port.value} is a slave of ${found.bond} already and cannot be a port of ${device.name.value} as well: one of the two comes up without it. Make ${found.bond} the port.`,
          related: [{ uri: file.uri, span: span(found.place), message: `${port.value} joins ${found.bond} here` }],
          fixes: () =>
            device.bridgePorts?.some((one) => one.value === found.bond)
              ? []
              : [fixBy(`Make ${found.bond} the port`, replace(file, port, found.bond), { preferred: true })],
        };
      }
    }
  },
});

/** The cards that a stanza puts into a bond: named by the bond, or naming their bond. */
function* slavesOf(device: InterfaceDevice): Generator<{ slave: string; bond: string; place: InterfacesWord }> {
  for (const place of hookOptionOf(device, 'bond_slaves')?.words ?? []) {
    if (place.text.startsWith('#')) return;
    if (place.text !== 'none' && place.text !== 'all') yield { slave: place.text, bond: device.name.value, place };
  }
  const master = hookOptionOf(device, 'bond_master')?.words[0];
  if (master) yield { slave: device.name.value, bond: master.text, place: master };
}
