/** What the troubleshooter knows of the configuration, and the rows that it answers with. */

/** A place of the configuration; `line` from 1. */
export interface DoctorPlace {
  readonly file: string;
  readonly line: number;
}

export type DoctorMode = 'bridge' | 'nat' | 'route' | 'openvswitch' | 'other' | 'unknown';

export interface DoctorVif {
  /** Line of the vif in the guest's file. */
  readonly line: number;
  /** Position in the vif list, from 0. */
  readonly index: number;
  readonly mac: string | undefined;
  /** Addresses of `ip=`, without prefix lengths. */
  readonly ips: readonly string[];
  readonly bridge: string | undefined;
  readonly mode: DoctorMode;
  /** `vifname=`: the name of the device in dom0, when it is not vifN.M. */
  readonly device?: string;
  /** `gatewaydev=` of the vif: whose address vif-route hands on. */
  readonly gatewaydev?: string;
}

export interface DoctorDisk {
  /** Line of the entry in the guest's file. */
  readonly line: number;
  /** Position in the disk list, from 0. */
  readonly index: number;
  /** As written: `xvda`, `xvda1`, `51712`, … */
  readonly vdev: string | undefined;
  readonly target: string | undefined;
}

/** An entry of `pci`; the device as `BUS:DEVICE.FUNCTION` with a domain before it when one is written. */
export interface DoctorPci {
  readonly line: number;
  readonly bdf: string;
}

export interface DoctorGuest {
  readonly name: string;
  readonly file: string;
  readonly vifs: readonly DoctorVif[];
  readonly disks?: readonly DoctorDisk[];
  readonly pci?: readonly DoctorPci[];
  /** Lines of single keys: `memory`, `pci`, `seclabel`, `builder`, `type`, `disk`, … */
  readonly lines: Readonly<Record<string, number>>;
}

/** A device of dom0's own interfaces file. */
export interface DoctorDevice extends DoctorPlace {
  readonly name: string;
  /** IPv4 address without a prefix length. */
  readonly address: string | undefined;
  /** Bits of its mask. */
  readonly prefix?: number;
  readonly gateway?: string;
  /** Undefined when the device is no bridge. */
  readonly ports: readonly string[] | undefined;
}

export interface DoctorConfig {
  /** `xm` when xend sets the network up, `xl` when the distribution does. */
  readonly toolstack: 'xl' | 'xm' | 'unknown';
  /** The mode of the host: that of its network-script or default vif script. */
  readonly mode: DoctorMode;
  /** Where the mode is set. */
  readonly place: DoctorPlace | undefined;
  /** The script that xend starts, without its folder (`network-bridge`); undefined when none is enabled. */
  readonly networkScript: string | undefined;
  /** `netdev=` of the network script. */
  readonly netdev?: string;
  /** `dom0-min-mem` of xend-config.sxp. */
  readonly dom0MinMem?: DoctorPlace;
  readonly guests: readonly DoctorGuest[];
  readonly dom0: readonly DoctorDevice[];
}

/** A pasted text and what to call it. */
export interface DoctorOutput {
  readonly name: string;
  readonly text: string;
}

/** `not-shown`: the output does not hold the listing that would tell; `unknown`: it does, and still nothing can be said. */
export type Verdict = 'ok' | 'wrong' | 'missing' | 'not-shown' | 'unknown';

export interface DoctorRow {
  /** What was looked at. */
  readonly check: string;
  readonly expected: string;
  readonly found: string;
  readonly verdict: Verdict;
  /** What it means on the host. */
  readonly meaning: string;
  /** What to do; empty when there is nothing to do. */
  readonly action: string;
  /** The place of the configuration that the expectation is from; line 0 when there is none. */
  readonly file: string;
  readonly line: number;
}
