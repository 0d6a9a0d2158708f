import type { InterfaceDevice } from '../../model/interfaces.ts';
import type { InterfacesFile } from '../../model/source-file.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { DOM0_FILE, span } from './devices.ts';

const BRIDGE = 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports eth0\nauto eth0\n';

export default defineRule({
  code: 'bridge-port-with-address',
  area: 'interfaces',
  severity: 'warning',
  title: 'Port of a bridge with its own address',
  explanation:
    'A card that is the port of a bridge hands everything it receives to the bridge; the address belongs on the bridge. With an address on ' +
    'both, dom0 sends on one and hears on the other: it is reached now and then or not at all, and guests with it. Give the card the method `manual`.',
  examples: [
    {
      bad: { [DOM0_FILE]: `${BRIDGE}iface eth0 inet dhcp\n` },
      good: { [DOM0_FILE]: `${BRIDGE}iface eth0 inet manual\n` },
      fixed: { [DOM0_FILE]: `${BRIDGE}iface eth0 inet manual\n` },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    const bridgeOf = new Map<string, InterfaceDevice>();
    for (const device of file.facts.devices) {
      for (const port of device.bridgePorts ?? []) if (!bridgeOf.has(port.value)) bridgeOf.set(port.value, device);
    }
    for (const device of file.facts.devices) {
      const bridge = bridgeOf.get(device.name.value);
      if (!bridge || device.bridgePorts || !hasAddress(device)) continue;
      yield {
        span: span(device.stanza.args[2] ?? device.name),
        message: `${device.name.value} is a port of ${bridge.name.value} and has an address of its own: packets for it arrive on the bridge, and dom0 and guests lose their connection. Set the address on ${bridge.name.value} and write iface ${device.name.value} ${device.family} manual.`,
        related: [{ uri: file.uri, span: span(bridge.name), message: `${device.name.value} joins this bridge` }],
        fixes: () => toManual(file, device),
      };
    }
  },
});

function hasAddress(device: InterfaceDevice): boolean {
  if (device.family !== 'inet' && device.family !== 'inet6') return false;
  if (device.method === 'static')
    return device.address !== undefined && !/^(?:0\.0\.0\.0|::)$/.test(device.address.value);
  return device.method === 'dhcp' || device.method === 'bootp';
}

/** A static stanza keeps its address options for the bridge's stanza, so only the lighter change is offered. */
function toManual(file: InterfacesFile, device: InterfaceDevice): Fix[] {
  const method = device.stanza.args[2];
  if (!method || method.text !== device.method || device.method === 'static') return [];
  return [fixBy(`Make ${device.name.value} manual`, replace(file, method, 'manual'), { preferred: true })];
}
