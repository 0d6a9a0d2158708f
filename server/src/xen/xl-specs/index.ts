/** Every key, word and form of the strings inside a guest file that xl takes apart, by the option that holds the string. */
import {
  bootloaderArgsSpec,
  deviceModelArgsHvmSpec,
  deviceModelArgsPvSpec,
  deviceModelArgsSpec,
  serialSpec,
} from './arguments.ts';
import { channelSpec, pvcallsSpec } from './channel.ts';
import { cpuidSpec } from './cpuid.ts';
import { cpusSoftSpec, cpusSpec, poolCpuSpec, poolCpusSpec } from './cpus.ts';
import { dtdevSpec, irqsSpec, llcColorsSpec, xenstoreQuotaSpec } from './host-parts.ts';
import { iomemSpec } from './iomem.ts';
import { ioportsSpec } from './ioports.ts';
import { p9Spec } from './p9.ts';
import { pciSpec, rdmSpec } from './pci.ts';
import { rateSpec } from './rate.ts';
import { smbiosSpec } from './smbios.ts';
import type { SpecRow } from './spec-row.ts';
import { spiceSpec } from './spice.ts';
import { usbctrlSpec, usbdeviceSpec, usbdevSpec } from './usb.ts';
import { vdisplSpec } from './vdispl.ts';
import { vfbSpec } from './vfb.ts';
import { mcaCapsSpec, viridianSpec } from './viridian.ts';
import { armSciSpec, virtioSpec } from './virtio.ts';
import { vkbSpec } from './vkb.ts';
import { vnumaSpec } from './vnuma.ts';
import { vsndSpec } from './vsnd.ts';
import { vtpmSpec } from './vtpm.ts';

export type { SpecPlace, SpecRow } from './spec-row.ts';

const families: readonly (readonly SpecRow[])[] = [
  pciSpec,
  rdmSpec,
  usbctrlSpec,
  usbdevSpec,
  usbdeviceSpec,
  vfbSpec,
  vtpmSpec,
  p9Spec,
  channelSpec,
  pvcallsSpec,
  vkbSpec,
  vdisplSpec,
  vsndSpec,
  virtioSpec,
  armSciSpec,
  cpusSpec,
  cpusSoftSpec,
  poolCpusSpec,
  poolCpuSpec,
  vnumaSpec,
  ioportsSpec,
  iomemSpec,
  irqsSpec,
  dtdevSpec,
  llcColorsSpec,
  xenstoreQuotaSpec,
  deviceModelArgsSpec,
  deviceModelArgsPvSpec,
  deviceModelArgsHvmSpec,
  bootloaderArgsSpec,
  serialSpec,
  spiceSpec,
  smbiosSpec,
  viridianSpec,
  mcaCapsSpec,
  rateSpec,
  cpuidSpec,
];

/** The rows of each kind of string, by the name of the option (`pci`, `vfb`, …); `rate` for the rate of a vif. */
export const xlSpecs: ReadonlyMap<string, readonly SpecRow[]> = new Map(
  families.map((rows) => [rows[0]?.spec ?? '', rows]),
);

/** The row of one key or word of a string; `undefined` for an unknown string or name. Names are compared exactly. */
export function xlSpecRow(spec: string, name: string): SpecRow | undefined {
  return xlSpecs.get(spec)?.find((row) => row.name === name);
}
