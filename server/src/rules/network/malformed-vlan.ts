import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { type Located, wordOfVif } from './vifs.ts';

export default defineRule({
  code: 'malformed-vlan',
  area: 'network',
  severity: 'warning',
  title: 'Malformed list of VLANs',
  explanation:
    'From Xen 4.19 on xl notes `vlan=` in xenstore, for a script of your own that makes the port of the vif a member of VLANs on a bridge that ' +
    'filters them; no script that comes with Xen reads it. xl-network-configuration(5) describes the form: VLANs from 1 to 4094 separated by ' +
    'slashes, each a number (`10`), a range (`30-39`) or a start, a step and a count (`100+10x4` is 100 and four more, each 10 higher). `p` marks ' +
    'the one VLAN of packets that arrive without a tag, and only a list of a single VLAN may leave it out; `u` takes the tag off on the way to ' +
    'the guest. xl itself takes any text.',
  examples: [
    {
      toolstack: 'xl',
      bad: {
        'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'script=vif-vlan,bridge=xenbr0,vlan=10p/20-\' ]\n',
      },
      good: {
        'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'script=vif-vlan,bridge=xenbr0,vlan=10p/20-29\' ]\n',
      },
    },
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'script=vif-vlan,bridge=xenbr0,vlan=10/20\' ]\n' },
      good: {
        'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'script=vif-vlan,bridge=xenbr0,vlan=10p/100+10x4\' ]\n',
      },
      fixed: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'script=vif-vlan,bridge=xenbr0,vlan=10p/20\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (file.toolstack.toolstack !== 'xl') return;
    for (const vif of file.facts.vifs) {
      const vlan = wordOfVif(vif, 'vlan');
      const problem = vlan?.value && problemOf(vlan);
      if (!vlan || !problem) continue;
      yield {
        span: { offset: vlan.offset, end: vlan.end },
        message: problem,
        fixes: () => {
          const better = meant(vlan);
          return better === undefined
            ? []
            : [fixBy(`Write ${better}`, replace(file, vlan, better), { preferred: true })];
        },
      };
    }
  },
});

/** `10p`, `30-39u`, `100+10x4`: the forms of xl-network-configuration(5). */
const ELEMENT = /^(\d{1,5})(?:([pu]{0,2})|-(\d{1,5})u?|\+(\d{1,5})x(\d{1,5})u?)$/;
const FORM = 'as xl-network-configuration(5) describes it';

/**
 * The list with slashes between its elements, ranges from their lower end, and one element marked; undefined where that
 * does not help.
 */
function meant({ value }: Located<string>): string | undefined {
  const list = value
    .trim()
    .split(/[\s;|/]+/)
    .map((element) =>
      element.replace(/^(\d+)-(\d+)(?=[pu]*$)/, (range, first: string, last: string) =>
        Number(last) < Number(first) ? `${last}-${first}` : range,
      ),
    )
    .join('/');
  const helps = (better: string): boolean =>
    better !== value && problemOf({ value: better, offset: 0, end: 0 }) === undefined;
  return [list, list.replace(/^(\d+)(?=$|\/)/, '$1p')].find(helps);
}

function problemOf({ value }: Located<string>): string | undefined {
  const elements = value.split('/');
  let marked = 0;
  for (const element of elements) {
    const match = ELEMENT.exec(element);
    if (!match)
      return `"${element}" in vlan= is not a VLAN ${FORM}: a script that reads vlan= cannot use it. Write numbers, ranges and steps with slashes between them, such as 10p/30-39/100+10x4.`;
    const first = Number(match[1]);
    const last = match[4] ? first + Number(match[4]) * Number(match[5]) : Number(match[3] ?? first);
    if (first < 1 || last > 4094)
      return `VLANs have numbers from 1 to 4094, and "${element}" leads outside: a script that reads vlan= cannot use it. Correct the number.`;
    if (last < first)
      return `The range ${element} ends before it begins: a script that reads vlan= cannot use it. Write ${last}-${first}.`;
    if (match[2]?.includes('p')) marked++;
  }
  if (marked > 1)
    return 'p stands after several VLANs, but packets without a tag belong to one VLAN only. Leave one p.';
  const single = elements.length === 1 && /^\d+u?$/.test(value);
  return marked === 0 && !single
    ? `No VLAN of the list is marked with p, so nothing says where packets without a tag belong (${FORM}, one must be). Mark one, such as ${value.replace(/^(\d+)/, '$1p')}.`
    : undefined;
}
