import { nextFreeForVif } from '../../model/free-addresses.ts';
import type { Vif } from '../../model/guest.ts';
import type { CfgFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import { parseAddress } from '../../xen/addresses.ts';
import { replace } from '../edits.ts';
import { guestTitle, type VifAddress, vifAddresses } from '../network/vifs.ts';
import { defineRule, type Fix, type RelatedPlace } from '../rule.ts';
import { canMeet, otherGuests, type VifOf } from './same-guest.ts';

export default defineRule({
  code: 'duplicate-ip',
  area: 'fleet',
  severity: 'warning',
  title: 'IP address used twice',
  explanation:
    'Two guests with one address answer for each other: which of them is reached changes from minute to minute, and with vif-route or ' +
    'vif-nat the host route leads to the one that was started last. Guests behind the NAT of different hosts are hidden from each ' +
    'other and may have the same address.',
  examples: [
    {
      bad: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'ip=10.0.0.5,bridge=xenbr0\' ]\n',
        'b.cfg': 'name = "b"\nmemory = 512\nvif = [ \'ip=10.0.0.5,bridge=xenbr0\' ]\n',
      },
      good: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'ip=10.0.0.5,bridge=xenbr0\' ]\n',
        'b.cfg': 'name = "b"\nmemory = 512\nvif = [ \'ip=10.0.0.6,bridge=xenbr0\' ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    for (const vif of file.facts.vifs) {
      for (const address of vifAddresses(vif)) {
        const ip = address.value.text;
        const others = [file, ...otherGuests(file, `ip:${ip}`, workspace)].flatMap((guest) => usersOf(guest, ip, vif));
        const seen = others.filter((other) => canMeet({ guest: file, vif }, other, 'ip', workspace));
        const [first] = seen;
        if (!first) continue;
        yield {
          span: { offset: address.offset, end: address.end },
          message:
            first.guest.uri === file.uri
              ? `${ip} is also the address of another vif of this guest: dom0 cannot tell which of them to reach it by. Give each vif its own address.`
              : `${ip} is also used by ${guestTitle(first.guest)}: the two answer for each other, and connections end at the wrong one. Give each guest its own address.`,
          related: seen.map((other) => other.place),
          fixes: () => nextFree(file, vif, address, workspace),
        };
      }
    }
  },
});

/** Gives the vif the next free address of its subnet, and the guest itself too where its own file sets the old one. */
function nextFree(file: CfgFile, vif: Vif, address: VifAddress, workspace: Workspace): Fix[] {
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

function usersOf(guest: CfgFile, ip: string, except: Vif): (VifOf & { place: RelatedPlace })[] {
  return guest.facts.vifs.flatMap((vif) => {
    if (vif === except) return [];
    return vifAddresses(vif)
      .filter((address) => address.value.text === ip)
      .slice(0, 1)
      .map((address) => ({
        guest,
        vif,
        place: { uri: guest.uri, span: address, message: `${guestTitle(guest)} uses ${ip} here` },
      }));
  });
}
