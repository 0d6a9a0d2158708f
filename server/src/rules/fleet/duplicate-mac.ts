import { newMac } from '../../model/random.ts';
import type { CfgFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import { parseMac } from '../../xen/addresses.ts';
import { fixBy, replace } from '../edits.ts';
import { guestTitle } from '../network/vifs.ts';
import { defineRule, type RelatedPlace } from '../rule.ts';
import { canMeet, firstOnes, otherGuests, type VifOf } from './same-guest.ts';

export default defineRule({
  code: 'duplicate-mac',
  area: 'fleet',
  severity: 'warning',
  title: 'MAC address used twice',
  explanation:
    'Two cards with one MAC on the same network take the packets away from each other: connections hang and come back at random, and ' +
    'a DHCP server gives both the same address. It happens when a guest’s file is copied. xend refuses two such vifs in one guest; ' +
    'nothing notices two guests. Files with the same guest name are taken for one guest, of which only one runs.',
  examples: [
    {
      bad: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\' ]\n',
        'b.cfg': 'name = "b"\nmemory = 512\nvif = [ \'mac=00:16:3E:00:00:01,bridge=xenbr0\' ]\n',
      },
      good: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\' ]\n',
        'b.cfg': 'name = "b"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:02,bridge=xenbr0\' ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const own = usersIn(file);
    for (const { vif, mac } of [...own.values()].flat()) {
      if (!vif.mac) continue;
      const others = firstOnes(
        usersOf(file, mac, own, workspace),
        (other) => other.vif !== vif && canMeet({ guest: file, vif }, other, 'mac', workspace),
      );
      const [first] = others;
      if (!first) continue;
      const same = first.guest.uri === file.uri;
      yield {
        span: { offset: vif.mac.offset, end: vif.mac.end },
        message: same
          ? `${mac} is also the address of another vif of this guest: the two cards take packets away from each other. Give each its own MAC.`
          : `${mac} is also used by ${guestTitle(first.guest)}: the two guests take packets away from each other. Give each its own MAC.`,
        related: others.map((other) => other.place),
        fixes: () => (vif.mac ? [fixBy('Write a new MAC', replace(file, vif.mac, newMac(workspace)))] : []),
      };
    }
  },
});

interface User extends VifOf {
  readonly mac: string;
  readonly place: RelatedPlace;
}

/** The vifs of a guest by their MAC. */
function usersIn(guest: CfgFile): Map<string, User[]> {
  const users = new Map<string, User[]>();
  for (const vif of guest.facts.vifs) {
    const mac = vif.mac && parseMac(vif.mac.value);
    if (!vif.mac || !mac) continue;
    const user = { guest, vif, mac, place: { uri: guest.uri, span: vif.mac, message: `${guestTitle(guest)} uses ${mac} here` } }; // biome-ignore format: one record
    const there = users.get(mac);
    if (there) there.push(user);
    else users.set(mac, [user]);
  }
  return users;
}

/** Everybody who uses the address: this guest's own vifs first. */
function* usersOf(file: CfgFile, mac: string, own: Map<string, User[]>, workspace: Workspace): Generator<User> {
  yield* own.get(mac) ?? [];
  for (const guest of otherGuests(file, `mac:${mac}`, workspace)) yield* usersIn(guest).get(mac) ?? [];
}
