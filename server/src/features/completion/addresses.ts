/** Addresses to complete in a vif: the next free one of its subnet, what the guest sets itself, and a new MAC. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { newMac, nextFreeForVif } from '../../model/free-addresses.ts';
import type { Vif } from '../../model/guest.ts';
import { describeSubnet, deviceAddress, guestDevice, guestSubnet } from '../../model/network.ts';
import { stem } from '../../model/paths.ts';
import type { CfgFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import type { Candidate } from './candidate.ts';

/** Values of `ip=` (`mac=`) in the vif at this place of the list; none where the subnet is not known. */
export function vifAddressCandidates(guest: CfgFile, entry: number, subkey: string, workspace: Workspace): Candidate[] {
  const vif = guest.facts.vifs.find((one) => one.index === entry);
  if (subkey === 'mac') return [macCandidate(guest, entry, workspace)];
  return subkey === 'ip' && vif ? ipCandidates(guest, vif, workspace) : [];
}

function macCandidate(guest: CfgFile, entry: number, workspace: Workspace): Candidate {
  const own = new Set(guest.facts.vifs.flatMap((vif) => (vif.mac ? [vif.mac.value.toLowerCase()] : [])));
  return {
    label: newMac(guest.facts.name?.value ?? stem(guest.path), entry, workspace, own),
    kind: CompletionItemKind.Value,
    detail: 'new MAC of Xen’s range',
    open: true,
    documentation: 'Used by no file of the workspace; the same guest and vif are always offered the same one.',
  };
}

function ipCandidates(guest: CfgFile, vif: Vif, workspace: Workspace): Candidate[] {
  const candidates: Candidate[] = [];
  const interfaces = workspace.interfacesOf(guest);
  for (const family of [4, 6] as const) {
    const device = interfaces && guestDevice(interfaces, guest, vif, family);
    const own = device && deviceAddress(device);
    if (own) {
      const detail = `what the guest sets on ${device.name.value}`;
      candidates.push({ label: own.address.text, kind: CompletionItemKind.Value, detail, preselect: true, open: true });
    }
  }
  for (const family of [4, 6] as const) {
    const known = guestSubnet(guest, vif, workspace, family);
    const free = known && nextFreeForVif(guest, vif, workspace, family);
    if (!known || !free) continue;
    const documentation = `The lowest address of ${describeSubnet(known)}, that no file of the workspace uses.`;
    candidates.push({
      label: free,
      kind: CompletionItemKind.Value,
      detail: 'next free address',
      documentation,
      open: true,
    });
  }
  return candidates;
}
