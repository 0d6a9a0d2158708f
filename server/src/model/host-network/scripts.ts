/** Bridges that commands make: NetBSD's `ifconfig.IF` files, and start-up scripts as far as their commands are plain. */
import { basename } from '../paths.ts';
import { type DeviceKind, device, type NetworkDevice, type NetworkRead } from './types.ts';

/** `/etc/ifconfig.bridge0` makes bridge0 (ifconfig.if(5)): `!brconfig $int add fxp0` names its ports. */
export function readNetbsd(path: string, text: string): NetworkRead {
  const name = basename(path).slice('ifconfig.'.length);
  if (!name.startsWith('bridge'))
    return { devices: [device({ value: name, offset: 0, end: 0 }, 'card')], complete: true };
  const ports = [...text.matchAll(/\badd[ \t]+([a-z]+[0-9]+)\b/g)].map((match) => {
    const value = match[1] ?? '';
    const end = match.index + match[0].length;
    return { value, offset: end - value.length, end };
  });
  const isRun = /^!?[ \t]*(?:\/sbin\/)?brconfig[ \t]/m.test(text);
  return {
    devices: [device({ value: name, offset: 0, end: 0 }, 'bridge', { ports: isRun ? ports : [] })],
    complete: true,
  };
}

const ADDS: readonly (readonly [RegExp, DeviceKind])[] = [
  [/\bbrctl[ \t]+addbr[ \t]+(\S+)/g, 'bridge'],
  [/\bip[ \t]+link[ \t]+add[ \t]+(?:name[ \t]+|dev[ \t]+)?(\S+)[ \t]+type[ \t]+bridge\b/g, 'bridge'],
  [/\bovs-vsctl\b[^\n;|]*?\badd-br[ \t]+(\S+)/g, 'openvswitch'],
];

/** What a script makes. One that could make more than its plain commands show is incomplete. */
export function readScript(text: string): NetworkRead {
  const devices: NetworkDevice[] = [];
  let complete = true;
  for (const [pattern, kind] of ADDS) {
    for (const match of text.matchAll(pattern)) {
      const value = (match[1] ?? '').replace(/^(["'])(.*)\1$/, '$2');
      if (!/^[\w.:-]+$/.test(value)) complete = false;
      else devices.push(device({ value, offset: match.index, end: match.index + match[0].length }, kind));
    }
  }
  return { devices, complete };
}
