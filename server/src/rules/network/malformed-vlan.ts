import { defineRule } from '../rule.ts';
import { type Located, wordOfVif } from './vifs.ts';

export default defineRule({
  code: 'malformed-vlan',
  area: 'network',
  severity: 'warning',
  title: 'Malformed list of VLANs',
  explanation:
    'From Xen 4.19 on `vlan=` makes the port of a vif a member of VLANs on a bridge that filters them: numbers from 1 to 4094 and ranges, ' +
    'separated by slashes, such as `10p/20/30-39`. `p` marks the VLAN of packets that arrive without a tag, and only one can be it; ' +
    '`u` takes the tag off on the way to the guest. The hotplug script fails on anything else, and the guest has no network.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'bridge=xenbr0,vlan=10p/20-\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'bridge=xenbr0,vlan=10p/20-29\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'bridge=xenbr0,vlan=10p/20p\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'bridge=xenbr0,vlan=10p/20\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (file.toolstack.toolstack !== 'xl') return;
    for (const vif of file.facts.vifs) {
      const vlan = wordOfVif(vif, 'vlan');
      const fault = vlan && faultOf(vlan);
      if (vlan && fault) yield { span: { offset: vlan.offset, end: vlan.end }, message: fault };
    }
  },
});

const ELEMENT = /^(\d{1,5})(?:-(\d{1,5}))?([pu]{0,2})$/;

function faultOf({ value }: Located<string>): string | undefined {
  const outcome = 'the hotplug script fails and the guest has no network';
  let untagged = 0;
  for (const element of value.split('/')) {
    const match = ELEMENT.exec(element);
    if (!match)
      return `"${element}" in vlan= is no VLAN: ${outcome}. Write numbers and ranges with slashes between them, such as 10p/20/30-39.`;
    const first = Number(match[1]);
    const last = match[2] === undefined ? first : Number(match[2]);
    if (first < 1 || last > 4094)
      return `VLANs have numbers from 1 to 4094, "${element}" is none: ${outcome}. Correct the number.`;
    if (last < first) return `The range ${element} ends before it begins: ${outcome}. Write ${last}-${first}.`;
    if (match[3]?.includes('p')) untagged++;
  }
  return untagged > 1
    ? 'p stands behind several VLANs, but packets without a tag belong to one VLAN only. Leave one p.'
    : undefined;
}
