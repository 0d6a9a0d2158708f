/** What the rules about host devices have in common. */
import { type PciDevice, pciDevicesOf } from '../../model/devices.ts';
import type { GuestFacts } from '../../model/guest.ts';
import type { CfgFile } from '../../model/source-file.ts';

const READ = new WeakMap<GuestFacts, readonly PciDevice[]>();

/** The entries of `pci`, read once a version. */
export function pciDevices(file: CfgFile): readonly PciDevice[] {
  const known = READ.get(file.facts);
  if (known) return known;
  const devices = pciDevicesOf(file.facts.variables);
  READ.set(file.facts, devices);
  return devices;
}

/** Whether a rule about xl alone may speak of the file. */
export function isXl(file: CfgFile): boolean {
  return file.toolstack.toolstack === 'xl';
}
