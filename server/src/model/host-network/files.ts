/** Reads the files in which programs other than ifupdown set up a host's network. */
import { readIfcfg } from './ifcfg.ts';
import { type NetworkKind, networkKind } from './kinds.ts';
import { readNetplan } from './netplan.ts';
import { readNetworkManager } from './network-manager.ts';
import { readNetworkd } from './networkd.ts';
import { readNetbsd, readScript } from './scripts.ts';
import type { NetworkFile, NetworkRead } from './types.ts';

export type { NetworkDevice, NetworkFile } from './types.ts';

/** A file of one of these programs is never larger (UTF-16 units). */
const LARGEST = 1_000_000;

const READERS: Readonly<Record<NetworkKind, (path: string, text: string) => NetworkRead>> = {
  netplan: (_path, text) => readNetplan(text),
  networkd: readNetworkd,
  networkmanager: (_path, text) => readNetworkManager(text),
  ifcfg: readIfcfg,
  netbsd: readNetbsd,
  script: (_path, text) => readScript(text),
  other: () => ({ devices: [], complete: false }),
};

/** Reads such a file. Never throws: what cannot be read makes it incomplete. `path` is the path part of the URI. */
export function readNetworkFile(uri: string, path: string, text: string): NetworkFile {
  const kind = networkKind(path) ?? 'other';
  const read = text.length > LARGEST ? { devices: [], complete: false } : READERS[kind](path, text);
  return { uri, path, kind, text, ...read };
}
