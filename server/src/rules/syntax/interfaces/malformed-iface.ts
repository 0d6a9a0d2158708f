import { isForIfupdown2 } from '../../../model/interfaces.ts';
import type { InterfacesFile } from '../../../model/source-file.ts';
import { METHODS } from '../../../syntax/interfaces/parser.ts';
import { type SyntaxProblem, touches } from '../../../syntax/span.ts';
import { fixBy, replace } from '../../edits.ts';
import { defineRule } from '../../rule.ts';
import { suggest } from '../../suggest.ts';

const FILE = 'etc/network/interfaces';

/** What is wrong with the line; `detail` is the word in question. */
const FAULTS: Readonly<Record<string, (detail: string) => string>> = {
  'iface-without-name': () => 'iface names no interface',
  'iface-without-family': (name) => `iface ${name} says neither address family nor method`,
  'iface-unknown-family': (family) => `${family} is no address family (${Object.keys(METHODS).join(', ')})`,
  'iface-without-method': (family) => `the method is missing behind ${family}`,
  'iface-unknown-method': (method) => `${method} is no method of this address family`,
};

export default defineRule({
  code: 'malformed-iface',
  area: 'syntax',
  severity: 'error',
  title: 'Incomplete or misspelt iface line',
  explanation:
    'A stanza begins with `iface NAME FAMILY METHOD`, such as `iface xenbr0 inet static`. When one of the words is missing or unknown, ifup ' +
    'and ifdown refuse the whole file: no interface comes up, not even those that are described correctly.',
  examples: [
    {
      bad: { [FILE]: 'auto eth0\niface eth0 inet statik\n    address 192.0.2.2/24\n' },
      good: { [FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.2/24\n' },
      fixed: { [FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.2/24\n' },
    },
    { bad: { [FILE]: 'iface eth0\n' }, good: { [FILE]: 'iface eth0 inet dhcp\n' } },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    for (const problem of file.tree.problems) {
      const fault = Object.hasOwn(FAULTS, problem.code) ? FAULTS[problem.code]?.(problem.detail ?? '') : undefined;
      if (fault === undefined || (problem.code === 'iface-without-family' && isForIfupdown2(file.facts))) continue;
      yield {
        span: { offset: problem.offset, end: problem.end },
        message: `${fault[0]?.toUpperCase()}${fault.slice(1)}: ifup refuses the whole file and brings no interface up. Write iface NAME inet static, dhcp or manual.`,
        fixes: () => {
          const meant = candidate(file, problem);
          return meant ? [fixBy(`Change to ${meant}`, replace(file, problem, meant), { preferred: true })] : [];
        },
      };
    }
  },
});

function candidate(file: InterfacesFile, problem: SyntaxProblem): string | undefined {
  if (problem.code === 'iface-unknown-family') return suggest(problem.detail ?? '', Object.keys(METHODS));
  if (problem.code !== 'iface-unknown-method') return undefined;
  const family = file.tree.stanzas.find((one) => touches(one, problem.offset))?.args[1]?.text ?? '';
  return suggest(problem.detail ?? '', METHODS[family] ?? []);
}
