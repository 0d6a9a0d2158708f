import type { InterfacesTree } from '../../../syntax/interfaces/tree.ts';
import { interfacesKeywords } from '../../../xen/interfaces-options.ts';
import { fixBy, replace } from '../../edits.ts';
import { defineRule } from '../../rule.ts';
import { suggest } from '../../suggest.ts';

const FILE = 'etc/network/interfaces';

export default defineRule({
  code: 'misplaced-interface-option',
  area: 'syntax',
  severity: 'error',
  title: 'Line that belongs to no stanza',
  explanation:
    'Options belong below an `iface` line (or, for `script` and `map`, below `mapping`); an `auto`, `source` or similar line ends the stanza. An option that ' +
    'stands elsewhere, or a misspelt keyword, makes ifup refuse the whole file: no interface comes up.',
  examples: [
    {
      bad: { [FILE]: 'iface eth0 inet static\nauto eth0\n    address 192.0.2.2/24\n' },
      good: { [FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.2/24\n' },
    },
    {
      bad: { [FILE]: 'auto lo\niface lo inet loopback\nauto eth0\nifaces eth0 inet dhcp\n' },
      good: { [FILE]: 'auto lo\niface lo inet loopback\nauto eth0\niface eth0 inet dhcp\n' },
      fixed: { [FILE]: 'auto lo\niface lo inet loopback\nauto eth0\niface eth0 inet dhcp\n' },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    let last = -1;
    for (const problem of file.tree.problems) {
      if (problem.code === 'duplicate-mapping-script') {
        yield {
          span: { offset: problem.offset, end: problem.end },
          message:
            'The mapping has a script already: ifup refuses the whole file and brings no interface up. Keep one script.',
          related: problem.related ? [{ uri: file.uri, span: problem.related, message: 'The first script' }] : [],
        };
      }
      if (problem.code !== 'misplaced-option') continue;
      // Of several lines in a row that are out of place, the first one is the fault.
      const index = stanzaAt(file.tree, problem.offset);
      const follows = index >= 0 && index === last + 1 && last >= 0;
      if (index >= 0) last = index;
      if (follows) continue;
      const word = problem.detail ?? '';
      const meant = suggest(word, KEYWORDS);
      yield {
        span: { offset: problem.offset, end: problem.end },
        message: `${word} belongs to no stanza here: ifup refuses the whole file and brings no interface up. ${meant ? `Write ${meant}.` : 'Move the line below its iface line.'}`,
        fixes: () => (meant ? [fixBy(`Change to ${meant}`, replace(file, problem, meant), { preferred: true })] : []),
      };
    }
  },
});

const KEYWORDS = interfacesKeywords.map((row) => row.name);

/** The index of the stanza that begins at this offset (binary search; stanzas are in the order of the text); -1 for none. */
function stanzaAt(tree: InterfacesTree, offset: number): number {
  let low = 0;
  let high = tree.stanzas.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = tree.stanzas[middle]?.offset ?? 0;
    if (at === offset) return middle;
    if (at < offset) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
