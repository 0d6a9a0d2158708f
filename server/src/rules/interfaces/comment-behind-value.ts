import { interfacesOptions } from '../../xen/interfaces-options.ts';
import { fixBy, remove } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, span } from './devices.ts';

const FIRST = 'auto eth0\niface eth0 inet static\n    address 192.0.2.2/24';

const KNOWN = new Map(interfacesOptions.map((row) => [row.name, row]));

/** Where the words of a comment break the value that ifupdown makes of the line. */
const BREAKS = new Set(['address', 'netmask', 'gateway', 'broadcast', 'pointopoint', 'bridge_ports']);

export default defineRule({
  code: 'comment-behind-value',
  area: 'interfaces',
  severity: 'information',
  title: 'Comment behind a value',
  explanation:
    'interfaces(5) knows comments on lines of their own only. Behind a value, the `#` and all words after it become part of the value: ' +
    '`address` and `gateway` are refused, `bridge_ports` looks for ports of these names. Move the comment to its own line.',
  examples: [
    {
      bad: { [DOM0_FILE]: `${FIRST} # LAN\n` },
      good: { [DOM0_FILE]: `# LAN\n${FIRST}\n` },
      fixed: { [DOM0_FILE]: `${FIRST}\n` },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    for (const { options } of file.tree.stanzas) {
      for (const { name, words } of options) {
        const row = KNOWN.get(name.text);
        const sign = words.findIndex((word) => word.text.startsWith('#'));
        const [before, comment, last] = [words[sign - 1], words[sign], words.at(-1)];
        if (!row || row.form === 'command' || name.text === 'description' || !before || !comment || !last) continue;
        const breaks = BREAKS.has(name.text);
        yield {
          span: { offset: comment.offset, end: last.end },
          severity: breaks ? 'warning' : 'information',
          message: `ifupdown takes this comment for a part of the value of ${name.text}${breaks ? ', which then fails' : ''}. Move it to a line of its own.`,
          fixes: () => [fixBy('Remove the comment', remove(file, span({ offset: before.end, end: last.end })))],
        };
      }
    }
  },
});
