/** Reads systemd-networkd's `.netdev` and `.network` files (systemd.netdev(5), systemd.network(5)). */
import type { Located } from '../guest.ts';
import { basename } from '../paths.ts';
import { type KeyLine, keyLines, words } from './key-file.ts';
import { type DeviceKind, device, type NetworkDevice, type NetworkRead } from './types.ts';

const KINDS: Readonly<Record<string, DeviceKind>> = { bridge: 'bridge', vlan: 'vlan', bond: 'bond' };

/**
 * What the file makes or sets up. A file for a name with wildcards, or for several, sets up each device that fits: it is
 * left out, as it makes none. A drop-in (`x.netdev.d/y.conf`) may change the name, so it makes the read incomplete.
 */
export function readNetworkd(path: string, text: string): NetworkRead {
  const lines = [...keyLines(text)];
  if (/\.netdev\.d\//.test(path)) return { devices: [], complete: !lines.some((one) => one.key === 'Name') };
  if (basename(path).endsWith('.netdev')) return readNetdev(lines);
  const name = lines.find((one) => one.section === 'match' && one.key === 'Name')?.value;
  const isPlain = name !== undefined && /^[\w.:@-]+$/.test(name.value);
  return { devices: isPlain ? [readNetwork(name, lines)] : [], complete: true };
}

function readNetdev(lines: readonly KeyLine[]): NetworkRead {
  const find = (key: string) => lines.findLast((one) => one.section === 'netdev' && one.key === key)?.value;
  const name = find('Name');
  const kind = find('Kind');
  if (!name?.value || !kind) return { devices: [], complete: true };
  // Specifiers such as %H are filled in on the host.
  if (name.value.includes('%')) return { devices: [], complete: kind.value !== 'bridge' };
  return { devices: [device(name, KINDS[kind.value] ?? 'unknown')], complete: true };
}

function readNetwork(name: Located<string>, lines: readonly KeyLine[]): NetworkDevice {
  const all = (key: string, ...sections: string[]) =>
    lines.filter((one) => one.key === key && sections.includes(one.section) && one.value.value !== '');
  return device(name, 'unknown', {
    addresses: all('Address', 'network', 'address').map((one) => one.value),
    gateways: [
      ...all('Gateway', 'network').map((one) => one.value),
      ...all('Gateway', 'route')
        .filter((one) => !lines.some((other) => other.part === one.part && other.key === 'Destination'))
        .map((one) => one.value),
    ].filter((one) => !one.value.startsWith('_')),
    nameServers: all('DNS', 'network').flatMap((one) => words(one.value)),
    bridge: all('Bridge', 'network').at(-1)?.value,
  });
}
