/** The parts of a host's network as its files describe them. */
import type { Located } from '../guest.ts';
import type { NetworkKind } from './kinds.ts';

/** What a device is. `unknown`: the file only configures it (an address, a master) without saying what makes it. */
export type DeviceKind = 'bridge' | 'openvswitch' | 'card' | 'vlan' | 'bond' | 'unknown';

/** A device that a file describes, as far as the file tells. */
export interface NetworkDevice {
  readonly name: Located<string>;
  readonly kind: DeviceKind;
  /** Devices that join this bridge or bond. */
  readonly ports: readonly Located<string>[];
  /** Addresses as written, with a prefix length or mask behind a slash where the file gives one. */
  readonly addresses: readonly Located<string>[];
  readonly gateways: readonly Located<string>[];
  readonly nameServers: readonly Located<string>[];
  /** The bridge that this device joins, where it is the port that says so. */
  readonly bridge: Located<string> | undefined;
}

/** A file in which a program other than ifupdown sets up the host's network. */
export interface NetworkFile {
  readonly uri: string;
  /** The path part of the URI, decoded. */
  readonly path: string;
  readonly kind: NetworkKind;
  readonly text: string;
  readonly devices: readonly NetworkDevice[];
  /** False when the file, or a part of it that may make devices, could not be read. */
  readonly complete: boolean;
}

/** What a reader makes of a text. */
export interface NetworkRead {
  readonly devices: readonly NetworkDevice[];
  readonly complete: boolean;
}

/** A device with nothing but a name and what is given of the rest. */
export function device(name: Located<string>, kind: DeviceKind, rest: Partial<NetworkDevice> = {}): NetworkDevice {
  return { name, kind, ports: [], addresses: [], gateways: [], nameServers: [], bridge: undefined, ...rest };
}
