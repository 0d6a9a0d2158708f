import { hookName, type InterfaceDevice, isForIfupdown2 } from '../../model/interfaces.ts';
import type { InterfacesOption } from '../../syntax/interfaces/tree.ts';
import { parseAddress, parseAddressAndPrefix } from '../../xen/addresses.ts';
import { type InterfacesOptionRow, interfacesOptions } from '../../xen/interfaces-options.ts';
import { byName } from '../../xen/row.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, isPlaceholder, isStatic, span } from './devices.ts';

const KNOWN = byName(interfacesOptions);
const CARD = 'auto eth0\niface eth0 inet static\n    address 192.0.2.2/24\n    mtu ';

export default defineRule({
  code: 'malformed-interface-value',
  area: 'interfaces',
  severity: 'warning',
  title: 'Value that ip or brctl refuses',
  explanation:
    'ifup hands `mtu`, `metric`, `hwaddress`, `broadcast`, `pointopoint` and `scope` to `ip` as they are written, and the script of bridge-utils hands ' +
    '`bridge_stp` to `brctl`. A value that these do not take makes the command fail: the interface stays down or comes up without it ' +
    '(`ifup -n --force` shows the command). A port that the bridge does not have gets no cost and no priority.',
  examples: [
    { bad: { [DOM0_FILE]: `${CARD}1,500\n` }, good: { [DOM0_FILE]: `${CARD}1500\n` } },
    {
      bad: { [DOM0_FILE]: `${CARD}1500\n    broadcast 192.0.2.300\n` },
      good: { [DOM0_FILE]: `${CARD}1500\n    broadcast 192.0.2.255\n` },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    if (isForIfupdown2(file.facts)) return;
    for (const device of file.facts.devices) {
      const alike = file.facts.devices.filter(
        (one) => one.name.value === device.name.value && one.offset <= device.offset,
      );
      const ports = new Set(alike.flatMap((one) => one.bridgePorts?.map((port) => port.value) ?? []));
      for (const option of device.stanza.options) {
        const row = KNOWN.get(option.name.text) ?? KNOWN.get(hookName(option.name.text));
        const first = option.words[0];
        if (!row || !first || isPlaceholder(option.value) || !isHandedOn(row, device)) continue;
        const right = rightForm(row, option, device, ports);
        if (!right) continue;
        yield {
          span: span(first),
          message: `${option.value.slice(0, 40)} is not a value for ${option.name.text}: the command that sets it fails. Write ${right}.`,
        };
      }
    }
  },
});

/** Whether a command of the stanza holds the value. */
function isHandedOn(row: InterfacesOptionRow, device: InterfaceDevice): boolean {
  if (row.reader === 'bridge-utils') return device.bridgePorts !== undefined;
  if (row.reader !== 'ifupdown' || (!row.followedBy && !row.needs)) return false;
  if (row.needs && !device.options.some((option) => option.name.text === row.needs)) return false;
  if (row.methods) return isStatic(device) && row.methods.includes(`${device.family}/${device.method}`);
  return device.method !== 'loopback' && device.family.startsWith('inet');
}

/** What to write in place of the value; undefined where it is right, or another rule knows better. */
function rightForm(
  row: InterfacesOptionRow,
  option: InterfacesOption,
  device: InterfaceDevice,
  ports: ReadonlySet<string>,
): string | undefined {
  const [first = '', second] = option.words.map((word) => word.text);
  if (row.form === 'port-and-number') {
    // `first` may be a port by an earlier stanza of the name.
    return !device.bridgePortsComplete || ports.has(first) ? undefined : 'a port of bridge_ports, and a number';
  }
  if (row.reader === 'ifupdown' && row.form === 'mac-address') {
    const mac = first === 'ether' ? (second ?? '') : first;
    return mac === 'random' || /^(?:[0-9a-f]{1,2}:){5}[0-9a-f]{1,2}$/i.test(mac)
      ? undefined
      : 'a MAC address with colons';
  }
  if (row.type === 'int' && row.reader === 'ifupdown')
    return /^(?:\d+|0x[0-9a-f]+)$/i.test(first) ? undefined : 'a whole number';
  if (row.type === 'enum') {
    const words = row.values ?? [];
    return words.includes(first) || /^\d+$/.test(first)
      ? undefined
      : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  }
  if (row.type !== 'address' || row.methods?.length !== 1) return undefined;
  // ip takes short forms such as 192.0.2, too.
  const isAddress = /^(?:[+-]|\d+(?:\.\d+){0,2})$/.test(first) || parseAddress(first)?.family === 4 || parseAddressAndPrefix(first)?.address.family === 4; // biome-ignore format: one condition
  return isAddress ? undefined : 'an IPv4 address';
}
