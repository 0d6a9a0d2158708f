/** The modes in words, for the picture's title and for what it says of them. */
import type { NetworkMode } from '../../xen/hotplug-scripts.ts';
import type { Ground } from './types.ts';

export const GROUND_NAMES: Readonly<Record<Ground, string>> = {
  lan: 'the LAN',
  private: 'hidden behind dom0',
  routed: 'routed by dom0',
  internal: 'no card on this bridge',
  unknown: 'not known how it leads outside',
};

export const MODE_NAMES: Readonly<Record<NetworkMode | 'unknown', string>> = {
  bridge: 'Bridge',
  nat: 'NAT',
  route: 'Two-way routed',
  openvswitch: 'Open vSwitch',
  other: "A script of one's own",
  unknown: 'Not known',
};

export const SUMMARIES: Readonly<Record<NetworkMode | 'unknown', string>> = {
  bridge:
    'The guests are machines of the LAN: their cards hang on a bridge of dom0 that the network card is a port of.',
  nat: 'The guests are hidden behind dom0: they reach the outside with its address, and nobody outside reaches them.',
  route: 'dom0 routes between the LAN and the network of the guests, in both directions.',
  openvswitch: 'The guests are plugged into Open vSwitch bridges of dom0.',
  other: "A script of one's own connects the guests; the files do not tell how.",
  unknown: 'The files do not tell how the guests are connected.',
};
