import { fixBy, insert, linesOut } from '../../edits.ts';
import { defineRule } from '../../rule.ts';

const FILE = 'etc/network/interfaces';

export default defineRule({
  code: 'interface-option-without-value',
  area: 'syntax',
  severity: 'error',
  title: 'Option without a value',
  explanation:
    'Each option of an `iface` stanza needs a value on its line. One without makes ifup refuse the whole file: no interface comes up.',
  examples: [
    {
      bad: { [FILE]: 'auto xenbr0\niface xenbr0 inet manual\n    bridge_ports\n' },
      good: { [FILE]: 'auto xenbr0\niface xenbr0 inet manual\n    bridge_ports none\n' },
      fixed: { [FILE]: 'auto xenbr0\niface xenbr0 inet manual\n    bridge_ports none\n' },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    for (const { code, offset, end, detail } of file.tree.problems) {
      if (code !== 'option-without-value') continue;
      const advice =
        detail === 'bridge_ports'
          ? 'Write none for a bridge without a card.'
          : 'Add the value or comment the line out.';
      yield {
        span: { offset, end },
        message: `${detail} has no value: ifup refuses the whole file and brings no interface up. ${advice}`,
        fixes: () => [
          ...(detail === 'bridge_ports' ? [fixBy('Write none', insert(file, end, ' none'))] : []),
          fixBy('Comment the line out', linesOut(file, { offset, end })),
        ],
      };
    }
  },
});
