import { dom0Devices, dom0Files } from '../../model/dom0-files.ts';
import { COMMAND_OPTIONS, type InterfaceDevice } from '../../model/interfaces.ts';
import { fixBy, insert, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { vifMode, wordOfVif } from './vifs.ts';

export default defineRule({
  code: 'route-without-gatewaydev',
  area: 'network',
  severity: 'warning',
  title: 'Routed vif that borrows the address of a missing eth0',
  explanation:
    'vif-route gives the vif the address of the card towards the LAN. Which card that is it learns from `gatewaydev=` of the vif or ' +
    '`vif.default.gatewaydev` of xl.conf; without either it takes eth0 and fails when eth0 has no address, as on every host with names ' +
    'such as enp3s0. A card that is the port of a bridge has no address either: the bridge has it, and is what to name.',
  examples: [
    {
      toolstack: 'xl',
      bad: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-route,ip=192.0.2.10\' ]\n',
        'etc/network/interfaces': 'auto enp3s0\niface enp3s0 inet static\n    address 192.0.2.2/24\n',
      },
      good: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-route,ip=192.0.2.10,gatewaydev=enp3s0\' ]\n',
        'etc/network/interfaces': 'auto enp3s0\niface enp3s0 inet static\n    address 192.0.2.2/24\n',
      },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-route,ip=192.0.2.10,gatewaydev=enp3s0\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const host = workspace.hostOf(file);
    if (file.toolstack.toolstack !== 'xl' || !dom0Files(host, workspace).complete) return;
    const devices = dom0Devices(host, workspace);
    const cards = devices.filter(
      ({ device }) => device.name.value !== 'lo' && device.method !== 'manual' && device.family === 'inet',
    );
    const [card] = cards;
    if (!card) return;
    const without = devicesWithoutAddress(devices.map(({ device }) => device));
    for (const vif of file.facts.vifs) {
      if (vifMode(file, vif, workspace)?.mode !== 'route' || wordOfVif(vif, 'backend')?.value) continue;
      const own = vif.gatewaydev?.value ? vif.gatewaydev : undefined;
      const wanted = own?.value ?? host.xlConf?.facts.gatewaydev?.value ?? 'eth0';
      const isDefault = !own && !host.xlConf?.facts.gatewaydev;
      if (cards.some(({ device }) => device.name.value === wanted) || !(isDefault || without.has(wanted))) continue;
      const name = card.device.name.value;
      const place = own ?? vif;
      yield {
        span: { offset: place.offset, end: place.end },
        message: isDefault
          ? `vif-route takes the address of eth0 when gatewaydev= is missing, and this host has no eth0 with an address: the vif fails. Add gatewaydev=${name}.`
          : `vif-route takes the address of ${wanted}, and ${wanted} has none on this host: the vif fails. Use gatewaydev=${name}.`,
        related: [
          { uri: card.file.uri, span: card.device.name, message: `The host's card with an address is ${name}` },
        ],
        fixes: () => [
          own
            ? fixBy(`Use gatewaydev=${name}`, replace(file, own, name), { preferred: true })
            : fixBy(`Add gatewaydev=${name}`, insert(file, vif.end, `,gatewaydev=${name}`), { preferred: true }),
        ],
      };
    }
  },
});

/** Ports of bridges, and stanzas by hand without commands that could set an address. */
function devicesWithoutAddress(devices: readonly InterfaceDevice[]): ReadonlySet<string> {
  const ports = devices.flatMap((device) => device.bridgePorts?.map((port) => port.value) ?? []);
  const manual = devices
    .filter(({ method, options }) => method === 'manual' && !options.some((one) => COMMAND_OPTIONS.has(one.name.text)))
    .map((device) => device.name.value);
  const set = devices.filter((device) => device.method !== 'manual').map((device) => device.name.value);
  return new Set([...ports, ...manual].filter((name) => !set.includes(name)));
}
