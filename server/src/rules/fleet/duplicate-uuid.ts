import { isBackup } from '../../model/backup-name.ts';
import { stringOf } from '../../model/guest.ts';
import { newUuid } from '../../model/random.ts';
import { fixBy, writeString } from '../edits.ts';
import { guestTitle } from '../network/vifs.ts';
import { defineRule } from '../rule.ts';
import { firstOnes, onSameHost, otherGuests } from './same-guest.ts';

const guest = (name: string, uuid: string): string => `name = "${name}"\nmemory = 512\nuuid = "${uuid}"\n`;
const UUID = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

export default defineRule({
  code: 'duplicate-uuid',
  area: 'fleet',
  severity: 'warning',
  title: 'UUID of two guests',
  explanation:
    'The UUID stands for one guest. xl creates the second one all the same, and both share the entries of xenstore under `/vm/UUID`, which are made anew at each start and ' +
    'removed with the first guest that ends (`libxl__domain_make` in libxl_create.c). libvirt, backup programs and the licences of Windows tell guests apart by it as well. It happens when a guest’s file is ' +
    'copied. Files with the same guest name are taken for one guest; backups, by their names or folders, and guests of different hosts are left alone. Without `uuid`, xl makes a new one at each start.',
  examples: [
    {
      bad: { 'a.cfg': guest('a', UUID), 'b.cfg': guest('b', UUID.toUpperCase()) },
      good: { 'a.cfg': guest('a', UUID), 'b.cfg': guest('b', '0f9e2a6c-3c1d-4b57-9a63-5d2f7f0a1b2c') },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const uuid = stringOf(file.facts.variables, 'uuid');
    if (!uuid?.value || !file.facts.name || isBackup(file.path)) return;
    const others = firstOnes(
      otherGuests(file, `uuid:${uuid.value.toLowerCase()}`, workspace),
      (other) => other.facts.name !== undefined && !isBackup(other.path) && onSameHost(file, other, workspace),
    );
    const [first] = others;
    if (!first) return;
    const span = { offset: uuid.offset, end: uuid.end };
    yield {
      span,
      message: `${guestTitle(first)} has this UUID as well: running together, the two guests share one place in xenstore, and programs take one for the other. Give this guest a UUID of its own, or leave uuid out.`,
      related: others.flatMap((other) => {
        const place = stringOf(other.facts.variables, 'uuid');
        return place
          ? [
              {
                uri: other.uri,
                span: { offset: place.offset, end: place.end },
                message: `${guestTitle(other)} has it here`,
              },
            ]
          : [];
      }),
      fixes: () => [fixBy('Write a new UUID', writeString(file, span, newUuid()))],
    };
  },
});
