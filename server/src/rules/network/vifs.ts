/** What the rules about vifs have in common. */

import { nextFreeForVif } from '../../model/free-addresses.ts';
import type { Located, Vif } from '../../model/guest.ts';
import { bridgeOf, deviceAddress, type GuestSubnet, guestSubnet, vifMode } from '../../model/network.ts';
import type { CfgFile, InterfacesFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import { type IpAddress, parseAddress, parseAddressAndPrefix } from '../../xen/addresses.ts';
import { fixBy, remove, replace, withComma } from '../edits.ts';
import type { Fix, RelatedPlace } from '../rule.ts';

export { bridgeOf, guestSubnet, type Located, vifMode };

/** An address of a vif's `ip=` that can be read, with the prefix length that was written behind it. */
export interface VifAddress extends Located<IpAddress> {
  readonly prefix: number | undefined;
}

export function vifAddresses(vif: Vif): VifAddress[] {
  return vif.ips.flatMap((ip) => {
    const parsed = parseAddressAndPrefix(ip.value);
    return parsed ? [{ value: parsed.address, prefix: parsed.prefix, offset: ip.offset, end: ip.end }] : [];
  });
}

/** The subnet of a vif where a file or a setting names it; the mode's own default range is no reason to complain. */
export function namedSubnet(file: CfgFile, vif: Vif, workspace: Workspace, family: 4 | 6 = 4): GuestSubnet | undefined {
  const known = guestSubnet(file, vif, workspace, family);
  return known && known.rule !== 5 ? known : undefined;
}

/** Gives the vif the next free address of its subnet, and the guest itself too where its own file sets the old one. */
export function freeAddressFixes(file: CfgFile, vif: Vif, address: VifAddress, workspace: Workspace): Fix[] {
  const free = nextFreeForVif(file, vif, workspace, address.value.family);
  if (free === undefined) return [];
  const own = workspace.interfacesOf(file);
  const inside = (own?.facts.devices ?? []).flatMap((device) =>
    own && device.address && parseAddress(device.address.value)?.text === address.value.text
      ? [replace(own, device.address, free)]
      : [],
  );
  const slash = address.prefix === undefined ? '' : `/${address.prefix}`;
  return [
    { title: `Use the next free address ${free}`, edits: [replace(file, address, `${free}${slash}`), ...inside] },
  ];
}

/** Takes the last word of this key out of the vif, with the comma at its side. */
export function withoutWord(file: CfgFile, vif: Vif, key: string): Fix[] {
  const part = vif.spec.parts.findLast((one) => one.key?.text === key);
  if (!part) return [];
  return [fixBy(`Remove ${file.text.slice(part.offset, part.end)}`, remove(file, withComma(vif.spec.parts, part)))];
}

/** Points at the file that a subnet is known from. */
export function subnetPlace(known: GuestSubnet, message: string): RelatedPlace[] {
  return known.place ? [{ ...known.place, message }] : [];
}

/** The addresses of all vifs by family, each group with the subnet that its vif has in that family, where one is named. */
export function* placedAddresses(
  file: CfgFile,
  workspace: Workspace,
): Generator<{ vif: Vif; family: 4 | 6; addresses: VifAddress[]; known: GuestSubnet }> {
  for (const vif of file.facts.vifs) {
    const all = vifAddresses(vif);
    for (const family of [4, 6] as const) {
      const addresses = all.filter((address) => address.value.family === family);
      const known = addresses.length > 0 ? namedSubnet(file, vif, workspace, family) : undefined;
      if (known) yield { vif, family, addresses, known };
    }
  }
}

/** The value of a vif's sub-key that has no fact of its own; the last one where it stands twice. */
export function wordOfVif(vif: Vif, key: string): Located<string> | undefined {
  const word = vif.spec.parts.findLast((part) => part.key?.text === key)?.value;
  return word && { value: word.text, offset: word.offset, end: word.end };
}

/** Words for dom0 where a vif names its backend. */
const DOM0_NAMES: ReadonlySet<string> = new Set(['', '0', 'Domain-0']);

/**
 * The driver domain that serves a vif: its own `backend=`, else the default of xl.conf; undefined where dom0 does. The
 * bridge of such a vif is one inside that domain.
 */
export function driverDomainOf(
  guest: CfgFile,
  vif: Vif,
  workspace: Workspace,
): (Located<string> & { readonly uri: string }) | undefined {
  const own = wordOfVif(vif, 'backend');
  if (own) return DOM0_NAMES.has(own.value) ? undefined : { ...own, uri: guest.uri };
  const { xlConf } = workspace.hostOf(guest);
  const fallback = xlConf?.facts.backend;
  if (!xlConf || !fallback || guest.toolstack.toolstack === 'xm' || DOM0_NAMES.has(fallback.value)) return undefined;
  return { ...fallback, uri: xlConf.uri };
}

/** How a guest is called in messages: its name, else its file's. */
export function guestTitle(file: CfgFile): string {
  return file.facts.name?.value ?? file.path.slice(file.path.lastIndexOf('/') + 1);
}

/** Whether some stanza of the guest's interfaces file (an alias, a second one for the same device) sets this address. */
export function isConfigured(file: InterfacesFile, address: string): boolean {
  return file.facts.devices.some((device) => deviceAddress(device)?.address.text === address);
}
