import { METHODS } from '../../../syntax/interfaces/parser.ts';
import { wordsAbove } from '../../interfaces/edits.ts';
import { defineRule } from '../../rule.ts';

const FILE = 'etc/network/interfaces';

export default defineRule({
  code: 'ignored-iface-words',
  area: 'syntax',
  severity: 'warning',
  title: 'Words behind an iface line that nothing reads',
  explanation:
    'Behind the method, an `iface` line may go on with `inherits NAME` only. ifup ignores other words there with a message, whether they are ' +
    'meant as a comment or as an option. Options and comments stand on lines of their own.',
  examples: [
    {
      bad: { [FILE]: 'iface eth0 inet dhcp # LAN\n' },
      good: { [FILE]: '# LAN\niface eth0 inet dhcp\n' },
      fixed: { [FILE]: '# LAN\niface eth0 inet dhcp\n' },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    for (const stanza of file.tree.stanzas) {
      const { keyword, args } = stanza;
      const [, family, method, extra] = args;
      if (keyword.text !== 'iface' || !family || !method || !extra || extra.text === 'inherits') continue;
      if (!Object.hasOwn(METHODS, family.text) || !METHODS[family.text]?.includes(method.text)) continue;
      const end = args.at(-1)?.end ?? extra.end;
      yield {
        span: { offset: extra.offset, end },
        severity: extra.text.startsWith('#') ? 'information' : 'warning',
        message: 'ifup ignores the words behind the method. Put options and comments on lines of their own.',
        tag: 'unnecessary',
        fixes: () => [
          wordsAbove(file, stanza, method, { offset: extra.offset, end }, 'Move the words to a comment of their own'),
        ],
      };
    }
  },
});
