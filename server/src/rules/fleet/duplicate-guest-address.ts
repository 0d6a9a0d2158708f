import { nextFreeForVif } from '../../model/free-addresses.ts';
import type { Located, Vif } from '../../model/guest.ts';
import { bridgeOf, guestDevice } from '../../model/network.ts';
import type { CfgFile, InterfacesFile, SourceFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import { parseAddress } from '../../xen/addresses.ts';
import { fixBy, replace } from '../edits.ts';
import { guestTitle, vifAddresses } from '../network/vifs.ts';
import { defineRule } from '../rule.ts';
import { canMeet, isSameGuest, type VifOf } from './same-guest.ts';

const guest = (name: string): string => `name = "${name}"\ntype = "hvm"\nvif = [ 'bridge=xenbr0' ]\n`;
const stanza = (address: string): string => `auto eth0\niface eth0 inet static\n  address ${address}/24\n`;

export default defineRule({
  code: 'duplicate-guest-address',
  area: 'fleet',
  severity: 'warning',
  title: 'Address that two guests set themselves',
  explanation:
    'A guest without `ip=` in its vif sets its address in its own interfaces file alone. When another guest has the same one, in its file or in its vif, ' +
    'the two answer for each other and connections end at the wrong one.',
  examples: [
    {
      toolstack: 'xl',
      bad: {
        'a/etc/network/interfaces': stanza('192.168.0.7'),
        'a.cfg': guest('a'),
        'b/etc/network/interfaces': stanza('192.168.0.7'),
        'b.cfg': guest('b'),
      },
      good: {
        'a/etc/network/interfaces': stanza('192.168.0.7'),
        'a.cfg': guest('a'),
        'b/etc/network/interfaces': stanza('192.168.0.8'),
        'b.cfg': guest('b'),
      },
      fixed: { 'a/etc/network/interfaces': 'auto eth0\niface eth0 inet static\n  address 192.168.0.1/24\n' },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file, { workspace }) {
    const owner = workspace.guestOf(file);
    if (!owner || workspace.interfacesOf(owner) !== file) return;
    for (const device of file.facts.devices) {
      const address = device.address && parseAddress(device.address.value);
      const vif = owner.facts.vifs.find((one) => guestDevice(file, owner, one, address?.family) === device);
      if (!device.address || !address || !vif) continue;
      // Where the vif names the address too, duplicate-ip says it there.
      if (vifAddresses(vif).some((one) => one.value.text === address.text)) continue;
      for (const other of workspace.sharing(`ip:${address.text}`)) {
        const user = userOf(other, address.text, workspace);
        if (!user || isSameGuest(owner, user.guest)) continue;
        if (!canMeet({ guest: owner, vif }, user, 'ip', workspace) || onOtherBridge(owner, vif, user, workspace))
          continue;
        yield {
          span: { offset: device.address.offset, end: device.address.end },
          message: `${address.text} is also used by ${guestTitle(user.guest)}: the two answer for each other, and connections end at the wrong one. Give each guest its own address.`,
          related: [
            { uri: other.uri, span: user.place, message: `${guestTitle(user.guest)} uses ${address.text} here` },
          ],
          fixes: () => {
            const free = nextFreeForVif(owner, vif, workspace, address.family);
            return free && device.address
              ? [
                  fixBy(
                    `Use the next free address ${free}`,
                    replace(file, device.address, device.address.value.replace(address.text, free)),
                  ),
                ]
              : [];
          },
        };
        break;
      }
    }
  },
});

/** Whether the two vifs join different bridges of one host, which may well be networks that have nothing to do with each other. */
function onOtherBridge(guest: CfgFile, vif: Vif, other: VifOf, workspace: Workspace): boolean {
  const own = bridgeOf(guest, vif, workspace)?.value;
  const theirs = bridgeOf(other.guest, other.vif, workspace)?.value;
  return own !== undefined && theirs !== undefined && own !== theirs;
}

/** The guest and the vif that a file gives the address to, and where. */
function userOf(
  file: SourceFile,
  text: string,
  workspace: Workspace,
): { guest: CfgFile; vif: Vif; place: Located<unknown> } | undefined {
  if (file.language === 'xen-cfg') {
    for (const vif of file.facts.vifs) {
      const place = vifAddresses(vif).find((one) => one.value.text === text);
      if (place) return { guest: file, vif, place };
    }
    return undefined;
  }
  return file.language === 'xen-interfaces' ? stanzaUser(file, text, workspace) : undefined;
}

function stanzaUser(
  file: InterfacesFile,
  text: string,
  workspace: Workspace,
): { guest: CfgFile; vif: Vif; place: Located<unknown> } | undefined {
  const guest = workspace.guestOf(file);
  if (!guest || workspace.interfacesOf(guest) !== file) return undefined;
  for (const vif of guest.facts.vifs) {
    for (const family of [4, 6] as const) {
      const address = guestDevice(file, guest, vif, family)?.address;
      if (address && parseAddress(address.value)?.text === text) return { guest, vif, place: address };
    }
  }
  return undefined;
}
