import { defineRule } from '../rule.ts';
import { isWireless } from '../wireless.ts';
import { commandsOf, DOM0_FILE, span } from './devices.ts';

const BAD = 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports wlan0\n';

export default defineRule({
  code: 'wireless-bridge-port',
  area: 'interfaces',
  severity: 'warning',
  title: 'Wireless card in a bridge',
  explanation:
    'An access point accepts frames from the MAC addresses that have logged in only. Frames of guests carry their own MACs and are dropped, ' +
    'so a wireless client in a bridge works for dom0 at most. Use NAT or routing for guests, or a cable. A card that is the access point itself ' +
    '(hostapd) or that uses four addresses (`4addr`) can be bridged and is left alone.',
  examples: [{ bad: { [DOM0_FILE]: BAD }, good: { [DOM0_FILE]: BAD.replace('wlan0', 'eth0') } }],
  languages: ['xen-interfaces'],
  *check(file) {
    const accessPoint = file.facts.devices.some(
      (device) =>
        device.options.some((option) => option.name.text === 'hostapd') ||
        commandsOf(device).some((option) => option.value.includes('4addr') || option.value.includes('hostapd')),
    );
    if (accessPoint) return;
    for (const device of file.facts.devices) {
      for (const port of device.bridgePorts ?? []) {
        if (!isWireless(port.value)) continue;
        yield {
          span: span(port),
          message: `${port.value} is a wireless card: access points drop frames from the MAC addresses of guests, so guests on ${device.name.value} reach nobody outside. Use a wired card, or NAT or routing for the guests.`,
        };
      }
    }
  },
});
