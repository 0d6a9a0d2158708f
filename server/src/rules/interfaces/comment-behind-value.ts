import { hookName, type InterfaceDevice, optionOf } from '../../model/interfaces.ts';
import type { InterfacesOption } from '../../syntax/interfaces/tree.ts';
import { type InterfacesOptionRow, interfacesOptions } from '../../xen/interfaces-options.ts';
import { byName } from '../../xen/row.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE } from './devices.ts';
import { wordsAbove } from './edits.ts';

const FIRST = 'auto eth0\niface eth0 inet static\n    address 192.0.2.2\n    netmask 255.255.255.0';

const KNOWN = byName(interfacesOptions);

/** A list of ports takes each word as it is; elsewhere only a `#` in front begins what the shell drops. */
const isPorts = (row: InterfacesOptionRow): boolean => row.reader === 'bridge-utils' && row.type === 'list';

export default defineRule({
  code: 'comment-behind-value',
  area: 'interfaces',
  severity: 'information',
  title: 'Comment after a value',
  explanation:
    'interfaces(5) knows comments on lines of their own only. After a value, the `#` and all words after it become part of the value, and ifup hands ' +
    'the command that it makes of it to a shell, which drops everything from the `#` on (`ifup -n --force` shows it). What is lost with that decides: ' +
    'after `netmask`, `broadcast`, `pointopoint`, an `address` without prefix length or an IPv6 address it is the name of the device, and the ' +
    'command fails; after `mtu` or `hwaddress` of a static interface it is `up`, and the interface stays down. After `gateway` and an IPv4 ' +
    '`address` with its prefix length nothing is lost. Each word after `bridge_ports` is a port: a device of that name joins the bridge. Move the ' +
    'comment to its own line.',
  examples: [
    {
      bad: { [DOM0_FILE]: `${FIRST} # LAN\n` },
      good: { [DOM0_FILE]: `# LAN\n${FIRST}\n` },
      fixed: { [DOM0_FILE]: `${FIRST.replace('    netmask', '    # LAN\n    netmask')}\n` },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    const deviceOf = new Map(file.facts.devices.map((device) => [device.stanza, device]));
    for (const stanza of file.tree.stanzas) {
      for (const option of stanza.options) {
        const { name, words } = option;
        const row = KNOWN.get(name.text) ?? KNOWN.get(hookName(name.text));
        if (!row || row.form === 'command' || name.text === 'description') continue;
        const sign = words.findIndex((word) => (isPorts(row) ? word.text.includes('#') : word.text.startsWith('#')));
        const [comment, last] = [words[sign], words.at(-1)];
        // In `eth0# LAN` the name before the sign stays.
        const at = comment?.text.indexOf('#') ?? 0;
        const before = at > 0 && comment ? { offset: comment.offset, end: comment.offset + at } : words[sign - 1];
        if (!before || !comment || !last) continue;
        const outcome = outcomeOf(row, option, deviceOf.get(stanza));
        yield {
          span: { offset: comment.offset + at, end: last.end },
          severity: outcome ? 'warning' : 'information',
          message: `ifupdown takes this comment for a part of the value of ${name.text}${outcome ? `: ${outcome}` : ''}. Move it to a line of its own.`,
          fixes: () => [
            wordsAbove(
              file,
              option,
              before,
              { offset: comment.offset + at, end: last.end },
              'Move the comment to its own line',
            ),
          ],
        };
      }
    }
  },
});

/** What becomes of the interface; undefined where the shell drops the comment and nothing is lost with it. */
function outcomeOf(
  row: InterfacesOptionRow,
  option: InterfacesOption,
  device: InterfaceDevice | undefined,
): string | undefined {
  if (isPorts(row)) return 'each of its words is one more port, and a device of such a name joins the bridge';
  if (device?.bridgePorts && row.type === 'int' && row.followedBy === 'up')
    return 'the script of bridge-utils hands the whole line to ip, which refuses it for each port';
  if (device?.method !== 'static') return undefined;
  // ifup takes an IPv4 address and its prefix length apart and puts them together anew.
  const isCut = device.family === 'inet' || optionOf(device, 'netmask') !== undefined;
  const rewritten = isCut && /^[^#]*\//.test(option.words[0]?.text ?? '');
  if (rewritten && row.name === 'address') return undefined;
  if (row.followedBy === 'device') return 'the name of the device is lost after the #, and the address is not set';
  // The script of bridge-utils has brought a bridge up before.
  return row.followedBy === 'up' && !device.bridgePorts
    ? `up is lost after the #, and ${device.name.value} stays down`
    : undefined;
}
