import type { CfgFile } from '../../model/source-file.ts';
import type { Span } from '../../syntax/span.ts';
import type { PciAddress } from '../../syntax/spec/pci.ts';
import { entryOut, fixBy } from '../edits.ts';
import { firstOnes, onSameHost, otherGuests } from '../fleet/same-guest.ts';
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
    {
      bad: { 'a.cfg': "name = \"a\"\nmemory = 512\npci = [ '01:00.0', '01:00.0' ]\n" },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\npci = [ \'01:00.0\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\npci = [ \'01:00.0\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const devices = pciDevices(file);
    const mine = byKey(devices);
    for (const device of devices) {
      const { address } = device.spec;
      if (!address || !device.address) continue;
      const key = keyOf(address);
      const name = file.facts.name?.value;
      const others = firstOnes(
        otherGuests(file, key, workspace),
        (guest) => onSameHost(file, guest, workspace) && (name === undefined || guest.facts.name?.value !== name),
      ).flatMap((guest) => placesOf(guest, pciDevices(guest), address).map((place) => ({ guest, place })));
      const twins = firstOnes(mine.get(key) ?? [], (other) => other !== device);
      const own = placesOf(file, twins, address);
      const [first] = others;
      if (own.length === 0 && !first) continue;
      yield {
        span: { offset: device.address.offset, end: device.address.end },
        message:
          own.length > 0 || !first
            ? `This guest takes ${device.address.value} twice, and cannot be created. Remove one.`
            : `${guestTitle(first.guest)} takes ${device.address.value} as well: only one of the two guests can run at a time.`,
        related: own.length > 0 ? own : others.map((other) => other.place),
        fixes: () => (own.length > 0 ? [fixBy('Take this one out', entryOut(file, quotedSpan(file, device)))] : []),
      };
    }
  },
});

/** An entry together with its quotes. */
function quotedSpan(file: CfgFile, { offset, end }: Span): Span {
  const quote = file.text.charAt(offset - 1);
  return /['"]/.test(quote) && file.text.charAt(end) === quote ? { offset: offset - 1, end: end + 1 } : { offset, end };
}

type Device = ReturnType<typeof pciDevices>[number];

/** What shared-keys.ts files the device under: all functions of a card together. */
function keyOf(address: PciAddress): string {
  return `pci:${address.domain}:${address.bus}:${address.device}`;
}

function byKey(devices: readonly Device[]): Map<string, Device[]> {
  const found = new Map<string, Device[]>();
  for (const device of devices) {
    if (!device.spec.address) continue;
    const key = keyOf(device.spec.address);
    const there = found.get(key);
    if (there) there.push(device);
    else found.set(key, [device]);
  }
  return found;
}

function placesOf(guest: CfgFile, devices: readonly Device[], wanted: PciAddress): RelatedPlace[] {
  return devices.flatMap((device) => {
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
