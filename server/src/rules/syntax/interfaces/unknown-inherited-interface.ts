import { fixBy, replace } from '../../edits.ts';
import { defineRule } from '../../rule.ts';
import { suggest } from '../../suggest.ts';

const FILE = 'etc/network/interfaces';

export default defineRule({
  code: 'unknown-inherited-interface',
  area: 'syntax',
  severity: 'error',
  title: 'Stanza that inherits from nothing',
  explanation:
    '`inherits NAME` copies the options of a stanza that stands further up, of the same address family if one is given. When there is none, ifup ' +
    'refuses the whole file. After a `source` line nothing is said, the other files may hold the stanza.',
  examples: [
    {
      bad: { [FILE]: 'iface eth0 inherits lan\niface lan inet dhcp\n' },
      good: { [FILE]: 'iface lan inet dhcp\niface eth0 inherits lan\n' },
    },
    {
      bad: { [FILE]: 'iface office inet dhcp\niface eth0 inherits ofice\n' },
      good: { [FILE]: 'iface office inet dhcp\niface eth0 inherits office\n' },
      fixed: { [FILE]: 'iface office inet dhcp\niface eth0 inherits office\n' },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    for (const { code, offset, end, detail } of file.tree.problems) {
      if (code !== 'inherits-unknown' && code !== 'inherits-without-name') continue;
      const what =
        code === 'inherits-unknown'
          ? `No stanza ${detail} of this family stands further up`
          : 'The name after inherits is missing';
      yield {
        span: { offset, end },
        message: `${what}: ifup refuses the whole file and brings no interface up. Name a stanza that stands above this one.`,
        fixes: () => {
          const above = file.facts.devices.filter((device) => device.offset < offset).map(({ name }) => name.value);
          const meant = detail === undefined ? undefined : suggest(detail, above);
          return meant ? [fixBy(`Write ${meant}`, replace(file, { offset, end }, meant), { preferred: true })] : [];
        },
      };
    }
  },
});
