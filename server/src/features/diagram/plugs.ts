/** What each vif is plugged into, and the subnet that it belongs to as far as it is known. */
import type { Located, Vif } from '../../model/guest.ts';
import type { InterfaceDevice } from '../../model/interfaces.ts';
import {
  bridgeOf,
  deviceAddress,
  type GuestSubnet,
  guestDevice,
  guestSubnet,
  type Place,
  type VifMode,
  vifMode,
} from '../../model/network.ts';
import type { CfgFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import { type IpAddress, parseAddressAndPrefix } from '../../xen/addresses.ts';

/** A vif with everything that decides where it is drawn. */
export interface Plug {
  readonly guest: CfgFile;
  readonly vif: Vif;
  readonly mode: VifMode | undefined;
  /** Whether no file names the script, so that the toolstack's own default runs. */
  readonly defaulted: boolean;
  /** The name of the bridge without a VLAN behind it; undefined where no bridge is named. */
  readonly bridge: string | undefined;
  /** Where the bridge is named; undefined for a default of the toolstack. */
  readonly bridgePlace: Place | undefined;
  /** `100`, `trunk 100:200`, `10p/20`: how the port takes part in VLANs, in words. */
  readonly vlan: string | undefined;
  readonly subnet: GuestSubnet | undefined;
  /** The stanza of the guest's own interfaces file for this card. */
  readonly stanza: InterfaceDevice | undefined;
  /** The addresses of `ip=` that can be read; without an `ip=` the one that the guest sets itself. */
  readonly addresses: readonly IpAddress[];
}

export function plugsOf(guest: CfgFile, workspace: Workspace): Plug[] {
  const own = workspace.interfacesOf(guest);
  return guest.facts.vifs.map((vif) => {
    const named = vifMode(guest, vif, workspace);
    const mode = named ?? defaultMode(guest, workspace);
    const stanza = own && guestDevice(own, guest, vif);
    const bridge = bridgeOf(guest, vif, workspace);
    const split = splitVlan(bridge?.value, mode?.mode === 'openvswitch');
    return {
      guest,
      vif,
      mode,
      defaulted: named === undefined,
      bridge: split.bridge,
      bridgePlace: bridge?.place,
      vlan: split.vlan ?? wordOf(vif, 'vlan')?.value,
      subnet: guestSubnet(guest, vif, workspace),
      stanza,
      addresses: addressesOf(vif, stanza),
    };
  });
}

function addressesOf(vif: Vif, stanza: InterfaceDevice | undefined): IpAddress[] {
  if (vif.ips.length > 0) return vif.ips.flatMap((ip) => parseAddressAndPrefix(ip.value)?.address ?? []);
  const own = stanza && deviceAddress(stanza);
  return own ? [own.address] : [];
}

/** With its xl.conf at hand and no script in it, a host of xl runs vif-bridge (libxl_nic.c). */
function defaultMode(guest: CfgFile, workspace: Workspace): VifMode | undefined {
  const conf = guest.toolstack.toolstack === 'xl' ? workspace.hostOf(guest).xlConf : undefined;
  return conf && { mode: 'bridge', script: 'vif-bridge', place: { uri: conf.uri, span: { offset: 0, end: 0 } } };
}

/** The value of a vif's sub-key; the last one where it stands twice. */
export function wordOf(vif: Vif, key: string): Located<string> | undefined {
  const word = vif.spec.parts.findLast((part) => part.key?.text === key)?.value;
  return word && { value: word.text, offset: word.offset, end: word.end };
}

/** `BRIDGE[.TAG][:TRUNK[:TRUNK…]]`, as the script vif-openvswitch takes `bridge=` apart. */
function splitVlan(value: string | undefined, openvswitch: boolean): { bridge?: string; vlan?: string } {
  if (value === undefined || !openvswitch) return { bridge: value };
  const [tagged = '', ...trunks] = value.split(':');
  const dot = tagged.indexOf('.');
  const tag = dot < 0 ? '' : tagged.slice(dot + 1);
  const words = [tag, trunks.length > 0 ? `trunk ${trunks.join(', ')}` : ''].filter(Boolean);
  return { bridge: dot < 0 ? tagged : tagged.slice(0, dot), vlan: words.join(', ') || undefined };
}
