/** What pasted output of dom0's tools says, as facts with their lines; the recognisers of this folder make them. */
import type { Span } from '../span.ts';

/** Where a fact stands in the pasted text. */
export interface Shown extends Span {
  /** From 1. */
  readonly line: number;
}

export interface ShownAddress {
  readonly text: string;
  readonly family: 4 | 6;
  /** Undefined when the output does not say. */
  readonly prefix: number | undefined;
}

/** A device as ifconfig, `ip addr` or networkctl shows it; several showings of one device are one fact. */
export interface ShownDevice extends Shown {
  readonly name: string;
  mac: string | undefined;
  readonly addresses: ShownAddress[];
  /** Whether the output is of a kind that shows addresses, and none of them was made unreadable. */
  addressesShown: boolean;
  /** Packets passed and dropped on the way in (rx) and out (tx), the highest numbers shown. */
  readonly counters: { rxPackets: number; rxDropped: number; txPackets: number; txDropped: number };
  /** Undefined when the output does not say. */
  up: boolean | undefined;
}

export interface ShownRoute extends Shown {
  /** The network's address, or `default`. */
  readonly destination: string;
  readonly prefix: number | undefined;
  readonly gateway: string | undefined;
  readonly device: string | undefined;
}

export interface ShownBridge extends Shown {
  readonly name: string;
  readonly ports: string[];
}

export interface ShownChain extends Shown {
  readonly table: string;
  readonly name: string;
  readonly policy: string | undefined;
}

/** One rule of iptables, from `iptables -L` or `iptables-save`. */
export interface ShownRule extends Shown {
  readonly table: string;
  readonly chain: string;
  readonly target: string;
  /** As printed; `all`, `0` and nothing are `all`. */
  readonly protocol: string;
  /** `anywhere` when any address matches; addresses lose a prefix of all bits. */
  readonly source: string;
  readonly destination: string;
  readonly inDevice: string | undefined;
  readonly outDevice: string | undefined;
  readonly physdevIn: string | undefined;
  readonly physdevOut: string | undefined;
  /** The rest of the line: matches and options of the target. */
  readonly rest: string;
}

/** A sysctl or /proc/sys value; the key with dots (`net.ipv4.ip_forward`). */
export interface ShownSetting extends Shown {
  readonly key: string;
  readonly value: string;
}

export interface ShownDomain extends Shown {
  readonly name: string;
  readonly id: number;
  /** MiB; undefined in `xl vm-list`. */
  readonly memory: number | undefined;
  /** The letters of `xl list` (`-b----`); undefined where they are not shown. */
  readonly state?: string;
}

/** A line of `xl network-list`. */
export interface ShownVif extends Shown {
  /** The guest named on the command line, when the prompt was pasted too. */
  readonly guest: string | undefined;
  /** The device the backend path stands for: `vif7.0`. */
  readonly device: string | undefined;
  readonly mac: string;
  /** XenbusState: 4 is connected. */
  readonly state: number;
}

/** A line that is a message, or that no listing explains. */
export interface ShownText extends Shown {
  /** Without blanks around it. */
  readonly text: string;
  /** Whether it begins as programs begin their messages. */
  readonly prefixed: boolean;
  /** Lines of one command have the same number. */
  readonly block: number;
  /** The file or guest that the command named, where there was one. */
  readonly subject: string | undefined;
}

/** A card of a running guest, from `xl list -l` or `xm list -l`. */
export interface ShownGuestVif {
  readonly index: number;
  readonly mac: string | undefined;
  readonly bridge: string | undefined;
  readonly script: string | undefined;
}

export interface ShownGuestDisk {
  readonly vdev: string | undefined;
  readonly target: string | undefined;
}

/** A running guest with the configuration that it was created from. */
export interface ShownGuest extends Shown {
  readonly name: string;
  readonly id: number | undefined;
  /** MiB. */
  readonly memory: number | undefined;
  readonly vifs: readonly ShownGuestVif[];
  readonly disks: readonly ShownGuestDisk[];
}

/** Tags of a port, from Open vSwitch or a bridge that filters VLANs. */
export interface ShownVlan extends Shown {
  readonly port: string;
  readonly tags: readonly number[];
  /** The tag of untagged packets. */
  readonly native: number | undefined;
}

export interface ShownLoop extends Shown {
  readonly device: string;
  readonly file: string;
}

export interface ShownMount extends Shown {
  readonly source: string;
  readonly target: string;
  readonly options: string;
}

/** What tcpdump saw on one device, counted. */
export interface ShownCapture extends Shown {
  readonly device: string | undefined;
  packets: number;
  arpAsked: number;
  arpAnswered: number;
  echoAsked: number;
  echoAnswered: number;
  /** As tcpdump counts at its end; undefined while it runs. */
  captured: number | undefined;
}

export interface ShownOffload extends Shown {
  readonly device: string;
  readonly feature: string;
  readonly on: boolean;
}

/** The kinds of listings, of which a text may show some and not others. */
export type Listing = 'devices' | 'routes' | 'bridges' | 'forward' | 'nat' | 'domains' | 'settings';

export interface Dom0Output {
  /** Cards of guests: the output of a guest's own ifconfig, pasted along. */
  readonly guestDevices: readonly ShownDevice[];
  readonly devices: ReadonlyMap<string, ShownDevice>;
  readonly routes: readonly ShownRoute[];
  readonly bridges: ReadonlyMap<string, ShownBridge>;
  readonly chains: readonly ShownChain[];
  readonly rules: readonly ShownRule[];
  readonly settings: readonly ShownSetting[];
  readonly domains: readonly ShownDomain[];
  readonly vifs: readonly ShownVif[];
  /** Messages, and lines that were not recognised, in their order. */
  readonly texts: readonly ShownText[];
  readonly guests: readonly ShownGuest[];
  /** Lines of `xl info`. */
  readonly info: readonly ShownSetting[];
  /** Bridges that Open vSwitch makes. */
  readonly openVSwitch: ReadonlySet<string>;
  readonly vlans: readonly ShownVlan[];
  readonly loops: readonly ShownLoop[];
  readonly mounts: readonly ShownMount[];
  /** Modules of dom0's kernel; whole only where `lsmod` was shown. */
  readonly modules: ReadonlySet<string>;
  readonly wholeModules: boolean;
  readonly captures: readonly ShownCapture[];
  readonly offloads: readonly ShownOffload[];
  /** Whether a listing of nftables was shown. */
  readonly nft: boolean;
  /** How many lines (empty ones left out) a listing or a command explains. */
  readonly recognised: number;
  /** Listings that are shown whole, so that what they lack is not there. */
  readonly whole: ReadonlySet<Listing>;
}
