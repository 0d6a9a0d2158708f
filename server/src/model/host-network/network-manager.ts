/** Reads NetworkManager's connection profiles (nm-settings-keyfile(5)). */
import type { Located } from '../guest.ts';
import { type KeyLine, keyLines, words } from './key-file.ts';
import { type DeviceKind, device, type NetworkRead } from './types.ts';

const KINDS: Readonly<Record<string, DeviceKind>> = {
  bridge: 'bridge',
  'ovs-bridge': 'openvswitch',
  ethernet: 'card',
  '802-3-ethernet': 'card',
  wifi: 'card',
  vlan: 'vlan',
  bond: 'bond',
};

/** A UUID in `master=` names the bridge's profile, not its device. */
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The device that the profile brings up. A profile without a device's name fits whatever card there is. */
export function readNetworkManager(text: string): NetworkRead {
  const lines = [...keyLines(text)];
  const find = (key: string, section = 'connection') =>
    lines.findLast((one) => one.section === section && one.key === key)?.value;
  const type = find('type')?.value ?? '';
  const name = find('interface-name');
  const kind = KINDS[type] ?? 'unknown';
  // A bridge whose name is not told gets one from NetworkManager.
  if (!name?.value) return { devices: [], complete: kind !== 'bridge' && kind !== 'openvswitch' };
  const master = find('controller') ?? find('master');
  const portType = (find('port-type') ?? find('slave-type'))?.value;
  const isPort = portType === 'bridge' || portType === 'ovs-port';
  const found = device(name, kind, {
    addresses: addressesOf(lines),
    gateways: gatewaysOf(lines),
    nameServers: lines.filter((one) => isIp(one) && one.key === 'dns').flatMap((one) => words(one.value)),
    bridge: isPort && master && !UUID.test(master.value) ? master : undefined,
  });
  // The port alone names a bridge that another profile makes: without it, that bridge is known all the same.
  const made = found.bridge && device(found.bridge, 'bridge', { ports: [name] });
  return { devices: made && portType === 'bridge' ? [found, made] : [found], complete: true };
}

function isIp(line: KeyLine): boolean {
  return line.section === 'ipv4' || line.section === 'ipv6';
}

/** `address1=10.0.0.2/24,10.0.0.1`: the address, and behind the comma the gateway. */
function addressesOf(lines: readonly KeyLine[]): Located<string>[] {
  return lines.flatMap((one) =>
    isIp(one) && /^address(?:es)?[0-9]*$/.test(one.key) ? words(one.value).slice(0, 1) : [],
  );
}

function gatewaysOf(lines: readonly KeyLine[]): Located<string>[] {
  return lines.flatMap((one) => {
    if (!isIp(one)) return [];
    if (one.key === 'gateway' && one.value.value !== '') return [one.value];
    return /^address[0-9]+$/.test(one.key) ? words(one.value).slice(1, 2) : [];
  });
}
