import { defineRule } from '../../rule.ts';

const FILE = 'etc/network/interfaces';

export default defineRule({
  code: 'unknown-inherited-interface',
  area: 'syntax',
  severity: 'error',
  title: 'Stanza that inherits from nothing',
  explanation:
    '`inherits NAME` copies the options of a stanza that stands further up, of the same address family if one is given. When there is none, ifup ' +
    'refuses the whole file. Behind a `source` line nothing is said, the other files may hold the stanza.',
  examples: [
    {
      bad: { [FILE]: 'iface eth0 inherits lan\niface lan inet dhcp\n' },
      good: { [FILE]: 'iface lan inet dhcp\niface eth0 inherits lan\n' },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    for (const { code, offset, end, detail } of file.tree.problems) {
      if (code !== 'inherits-unknown' && code !== 'inherits-without-name') continue;
      const what =
        code === 'inherits-unknown'
          ? `No stanza ${detail} of this family stands further up`
          : 'The name behind inherits is missing';
      yield {
        span: { offset, end },
        message: `${what}: ifup refuses the whole file and brings no interface up. Name a stanza that stands above this one.`,
      };
    }
  },
});
