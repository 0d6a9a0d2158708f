/** What one file of netplan, systemd-networkd, NetworkManager, … sets up. */
import type { Located } from '../guest.ts';
import { type NetworkKind, networkKind } from './kinds.ts';

/** A device that a file describes, as far as the file tells. */
export interface NetworkDevice {
  readonly name: Located<string>;
  /** `unknown` for a device that the file only configures (an address, a port) without saying what it is. */
  readonly kind: 'bridge' | 'openvswitch' | 'card' | 'vlan' | 'bond' | 'unknown';
  /** Devices that join this bridge or bond. */
  readonly ports: readonly Located<string>[];
  /** Addresses as written, with a prefix length where the file gives one. */
  readonly addresses: readonly Located<string>[];
  readonly gateways: readonly Located<string>[];
  readonly nameServers: readonly Located<string>[];
}

export interface NetworkFile {
  readonly uri: string;
  readonly path: string;
  readonly kind: NetworkKind;
  readonly text: string;
  readonly devices: readonly NetworkDevice[];
  /** False when the file, or a part of it that may make devices, could not be read. */
  readonly complete: boolean;
}

/** Reads such a file. Never throws: what cannot be read makes it incomplete. `path` is the path part of the URI. */
export function readNetworkFile(uri: string, path: string, text: string): NetworkFile {
  const kind = networkKind(path) ?? 'other';
  return { uri, path, kind, text, devices: [], complete: false };
}
