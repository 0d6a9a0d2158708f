/** Which backend serves which disk (`disk_try_backend` and `libxl__device_disk_set_backend` in libxl_device.c; run with 4.14 to 4.20). */
import type { Dated } from '../releases.ts';

export interface DiskBackend extends Dated {
  readonly name: string;
  /** The formats that it serves; all of them where it is left out. */
  readonly formats?: readonly string[];
  /** The first release that gives an empty CD drive to it; left out where none does, `''` where all do. */
  readonly emptyCd?: string;
  /** Whether it runs a `script=`. */
  readonly scripts: boolean;
  /** The protocol that the guest speaks with it. */
  readonly specification: 'xen' | 'virtio';
  /** The first release that gives a CD of an HVM guest to it; left out where none does, `''` where all do. */
  readonly emulatedCd?: string;
}

/** In the order in which libxl tries them. */
export const diskBackends: readonly DiskBackend[] = [
  { name: 'phy', formats: ['raw'], emptyCd: '4.18', scripts: true, specification: 'xen', emulatedCd: '4.18' },
  { name: 'tap', formats: ['raw', 'vhd'], scripts: true, specification: 'xen', since: '4.19' },
  { name: 'qdisk', emptyCd: '', scripts: false, specification: 'xen', emulatedCd: '' },
  { name: 'standalone', formats: ['raw'], scripts: false, specification: 'virtio' },
];

/** Releases before had a tap backend in the kernel, which is not in this table. */
export const TAP_GONE = '4.13';
