import { newMacForVif } from '../../model/free-addresses.ts';
import type { Vif } from '../../model/guest.ts';
import type { CfgFile } from '../../model/source-file.ts';
import { parseMac } from '../../xen/addresses.ts';
import { fixBy, replace } from '../edits.ts';
import { guestTitle } from '../network/vifs.ts';
import { defineRule, type RelatedPlace } from '../rule.ts';
import { canMeet, otherGuests, type VifOf } from './same-guest.ts';

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
    for (const vif of file.facts.vifs) {
      const mac = vif.mac && parseMac(vif.mac.value);
      if (!vif.mac || !mac) continue;
      const others = [file, ...otherGuests(file, `mac:${mac}`, workspace)]
        .flatMap((guest) => usersOf(guest, mac, vif))
        .filter((other) => canMeet({ guest: file, vif }, other, 'mac', workspace));
      const [first] = others;
      if (!first) continue;
      const same = first.guest.uri === file.uri;
      yield {
        span: { offset: vif.mac.offset, end: vif.mac.end },
        message: same
          ? `${mac} is also the address of another vif of this guest: the two cards take packets away from each other. Give each its own MAC.`
          : `${mac} is also used by ${guestTitle(first.guest)}: the two guests take packets away from each other. Give each its own MAC.`,
        related: others.map((other) => other.place),
        fixes: () => {
          const fresh = newMacForVif(file, vif.index, workspace);
          return vif.mac ? [fixBy(`Use a new MAC ${fresh}`, replace(file, vif.mac, fresh))] : [];
        },
      };
    }
  },
});

function usersOf(guest: CfgFile, mac: string, except: Vif): (VifOf & { place: RelatedPlace })[] {
  return guest.facts.vifs.flatMap((vif) =>
    vif !== except && vif.mac && parseMac(vif.mac.value) === mac
      ? [{ guest, vif, place: { uri: guest.uri, span: vif.mac, message: `${guestTitle(guest)} uses ${mac} here` } }]
      : [],
  );
}
