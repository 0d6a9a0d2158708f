import type { CfgFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import { freeAddressFixes, guestTitle, vifAddresses } from '../network/vifs.ts';
import { defineRule, type RelatedPlace } from '../rule.ts';
import { canMeet, firstOnes, otherGuests, type VifOf } from './same-guest.ts';

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
    const own = usersIn(file);
    for (const vif of file.facts.vifs) {
      for (const address of vifAddresses(vif)) {
        const ip = address.value.text;
        const seen = firstOnes(
          usersOf(file, ip, own, workspace),
          (other) => other.vif !== vif && canMeet({ guest: file, vif }, other, 'ip', workspace),
        );
        const [first] = seen;
        if (!first) continue;
        yield {
          span: { offset: address.offset, end: address.end },
          message:
            first.guest.uri === file.uri
              ? `${ip} is also the address of another vif of this guest: dom0 cannot tell which of them to reach it by. Give each vif its own address.`
              : `${ip} is also used by ${guestTitle(first.guest)}: the two answer for each other, and connections end at the wrong one. Give each guest its own address.`,
          related: seen.map((other) => other.place),
          fixes: () => freeAddressFixes(file, vif, address, workspace),
        };
      }
    }
  },
});

type User = VifOf & { readonly place: RelatedPlace };

/** The vifs of a guest by their addresses. */
function usersIn(guest: CfgFile): Map<string, User[]> {
  const users = new Map<string, User[]>();
  for (const vif of guest.facts.vifs) {
    for (const address of vifAddresses(vif)) {
      const ip = address.value.text;
      const there = users.get(ip) ?? [];
      if (there.at(-1)?.vif === vif) continue;
      there.push({
        guest,
        vif,
        place: { uri: guest.uri, span: address, message: `${guestTitle(guest)} uses ${ip} here` },
      });
      users.set(ip, there);
    }
  }
  return users;
}

/** Everybody who uses the address: this guest's own vifs first. */
function* usersOf(file: CfgFile, ip: string, own: Map<string, User[]>, workspace: Workspace): Generator<User> {
  yield* own.get(ip) ?? [];
  for (const guest of otherGuests(file, `ip:${ip}`, workspace)) yield* usersIn(guest).get(ip) ?? [];
}
