import type { CfgFile } from '../../model/source-file.ts';
import type { PciAddress } from '../../syntax/spec/pci.ts';
import { onSameHost, otherGuests } from '../fleet/same-guest.ts';
import { guestTitle } from '../network/vifs.ts';
import { defineRule, type RelatedPlace } from '../rule.ts';
import { pciDevices } from './devices.ts';

export default defineRule({
  code: 'pci-in-two-guests',
  area: 'pci',
  severity: 'warning',
  title: 'One PCI device for two guests',
  explanation:
    'A PCI function belongs to one guest at a time. The second guest that asks for it is not created as long as the first one runs. ' +
    'Addresses are compared in full, so `01:00.0` and `0000:01:00.0` are the same. Guests on different hosts are left alone.',
  examples: [
    {
      bad: {
        'a.cfg': 'name = "a"\nmemory = 512\npci = [ \'0000:01:00.0\' ]\n',
        'b.cfg': 'name = "b"\nmemory = 512\npci = [ \'01:00.0\' ]\n',
      },
      good: {
        'a.cfg': 'name = "a"\nmemory = 512\npci = [ \'0000:01:00.0\' ]\n',
        'b.cfg': 'name = "b"\nmemory = 512\npci = [ \'01:00.1\' ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    for (const device of pciDevices(file)) {
      const { address } = device.spec;
      if (!address || !device.address) continue;
      const key = `pci:${address.domain}:${address.bus}:${address.device}`;
      const name = file.facts.name?.value;
      const others = otherGuests(file, key, workspace)
        .filter(
          (guest) => onSameHost(file, guest, workspace) && (name === undefined || guest.facts.name?.value !== name),
        )
        .flatMap((guest) => placesOf(guest, address).map((place) => ({ guest, place })));
      const own = placesOf(file, address).filter((place) => place.span.offset !== device.address?.offset);
      const [first] = others;
      if (own.length === 0 && !first) continue;
      yield {
        span: { offset: device.address.offset, end: device.address.end },
        message:
          own.length > 0 || !first
            ? `This guest takes ${device.address.value} twice, and cannot be created. Remove one.`
            : `${guestTitle(first.guest)} takes ${device.address.value} as well: only one of the two guests can run at a time.`,
        related: own.length > 0 ? own : others.map((other) => other.place),
      };
    }
  },
});

function placesOf(guest: CfgFile, wanted: PciAddress): RelatedPlace[] {
  return pciDevices(guest).flatMap((device) => {
    const { address } = device.spec;
    if (!address || !device.address || !sameFunction(address, wanted)) return [];
    const span = { offset: device.address.offset, end: device.address.end };
    return [{ uri: guest.uri, span, message: `${guestTitle(guest)} takes it here` }];
  });
}

function sameFunction(a: PciAddress, b: PciAddress): boolean {
  if (a.domain !== b.domain || a.bus !== b.bus || a.device !== b.device) return false;
  return a.function === undefined || b.function === undefined || a.function === b.function;
}
