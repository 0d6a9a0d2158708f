import type { Vif } from '../../model/guest.ts';
import type { CfgFile } from '../../model/source-file.ts';
import { guestTitle, vifAddresses } from '../network/vifs.ts';
import { defineRule, type RelatedPlace } from '../rule.ts';
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
        };
      }
    }
  },
});

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
