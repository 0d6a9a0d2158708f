import { isForIfupdown2, optionOf } from '../../model/interfaces.ts';
import { parseAddressAndPrefix, parsePrefix } from '../../xen/addresses.ts';
import { type InterfacesOptionRow, interfacesOptions } from '../../xen/interfaces-options.ts';
import { byName } from '../../xen/row.ts';
import { fixBy, lineAfter, remove } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, isPlaceholder, isStatic, span } from './devices.ts';
import { wordsAbove } from './edits.ts';

const KNOWN = byName(interfacesOptions);

/** Words that `ip addr` and `ip route` understand at that place, so that they do what they say. */
const OF_IP =
  /^(?:metric|src|onlink|table|dev|mtu|advmss|proto|scope|peer|label|broadcast|brd|nodad|noprefixroute|valid_lft|preferred_lft)$/;

export default defineRule({
  code: 'words-after-value',
  area: 'interfaces',
  severity: 'warning',
  title: 'Words after an address or a mask',
  explanation:
    'The rest of the line is the value, and ifup puts all of it into its command: `address 192.0.2.2 lan` with a mask becomes `ip addr add ' +
    '192.0.2.2 lan/255.255.255.0 …`, which fails, and the interface gets no address (`ifup -n --force` shows it). Only after an IPv4 address ' +
    'with its prefix length further words are dropped. A mask belongs on a line of its own, or after a slash.',
  examples: [
    {
      bad: { [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.2 255.255.255.0\n' },
      good: { [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.2\n    netmask 255.255.255.0\n' },
      fixed: { [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.2\n    netmask 255.255.255.0\n' },
    },
    {
      bad: {
        [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.2/24\n    gateway 192.0.2.1 router\n',
      },
      good: { [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.2/24\n    gateway 192.0.2.1\n' },
      fixed: {
        [DOM0_FILE]:
          'auto eth0\niface eth0 inet static\n    address 192.0.2.2/24\n    # router\n    gateway 192.0.2.1\n',
      },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    if (isForIfupdown2(file.facts)) return;
    for (const device of file.facts.devices) {
      for (const option of device.stanza.options) {
        const row = KNOWN.get(option.name.text);
        if (row?.followedBy !== 'up' && !isStatic(device)) continue;
        const [first, next] = option.words;
        const last = option.words.at(-1);
        if (!row || !first || !next || !last || !isOneValue(row) || isPlaceholder(option.value)) continue;
        // A comment has a finding of its own.
        if (next.text.startsWith('#') || OF_IP.test(next.text)) continue;
        if (row.needs && !optionOf(device, row.needs)) continue;
        const isNumber = (row.type === 'int' && /^\d+$/.test(first.text)) || row.values?.includes(first.text);
        if (!isNumber && !parseAddressAndPrefix(first.text) && parsePrefix(first.text) === undefined) continue;
        // ifup looks no further than the prefix length where a mask, or another slash, follows.
        const isCut = device.family === 'inet' || next.text.includes('/') || optionOf(device, 'netmask') !== undefined;
        const dropped = row.name === 'address' && first.text.includes('/') && isCut;
        if (dropped) continue;
        const outcome = OUTCOMES.find(([applies]) => applies(row))?.[1];
        yield {
          span: { offset: next.offset, end: last.end },
          message: `ifup puts "${option.value.slice(first.text.length).trim().slice(0, 40)}" into the command with ${row.name} ${first.text}, and ip refuses that: ${outcome}. Leave one value on the line.`,
          fixes: () => {
            const gone = span({ offset: first.end, end: last.end });
            const isMask = row.name === 'address' && next === last && parsePrefix(next.text) !== undefined;
            return isMask && !device.netmask && !file.text.slice(option.offset, last.end).includes('\n')
              ? [
                  fixBy(
                    'Move the mask to its own line',
                    [remove(file, gone), lineAfter(file, option, `netmask ${next.text}`)],
                    { preferred: true },
                  ),
                ]
              : [
                  wordsAbove(
                    file,
                    option,
                    first,
                    { offset: next.offset, end: last.end },
                    'Move the words to a comment',
                  ),
                ];
          },
        };
      }
    }
  },
});

const OUTCOMES: readonly (readonly [(row: InterfacesOptionRow) => boolean, string])[] = [
  [(row) => row.followedBy === 'device', 'the interface gets no address'],
  [(row) => row.followedBy === 'up', 'the interface stays down'],
  [() => true, 'the default route is not set'],
];

/** Options of ifupdown itself whose value is one address, mask or number. */
function isOneValue(row: InterfacesOptionRow): boolean {
  if (row.reader !== 'ifupdown') return false;
  return (
    row.followedBy === 'device' ||
    row.name === 'gateway' ||
    (row.type === 'int' && row.followedBy === 'up') ||
    row.needs !== undefined
  );
}
