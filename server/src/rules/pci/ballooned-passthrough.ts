import { fixBy, writeNumber } from '../edits.ts';
import { numberSetting } from '../keys/numbers.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'ballooned-passthrough',
  area: 'pci',
  severity: 'error',
  title: 'PCI device for a guest that starts part-filled',
  explanation:
    'An HVM guest with `memory` below `maxmem` starts with holes in its memory that are filled on demand. A passed-through ' +
    'device could write into a hole, so libxl refuses the combination and does not create the guest.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 2048\nmaxmem = 4096\npci = [ "01:00.0" ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 2048\nmaxmem = 2048\npci = [ "01:00.0" ]\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 2048\nmaxmem = 2048\npci = [ "01:00.0" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { variables, kind } = file.facts;
    const pci = variables.get('pci')?.value;
    if (kind !== 'hvm' || pci?.kind !== 'list' || pci.items.length === 0) return;
    const memory = numberSetting(variables, 'memory');
    const most = numberSetting(variables, 'maxmem');
    if (!memory || !most || memory.value >= most.value) return;
    yield {
      span: { offset: most.offset, end: most.end },
      severity: whereCertain(file, 'error'),
      message: `A guest with PCI devices cannot start with ${memory.value} of ${most.value} MiB, and its creation fails. Set maxmem and memory to the same number.`,
      related: [{ uri: file.uri, span: pci.span, message: 'The devices' }],
      fixes: () => [
        fixBy(`Lower maxmem to ${memory.value}`, writeNumber(file, most, memory.value), { preferred: true }),
        fixBy(`Raise memory to ${most.value}`, writeNumber(file, memory, most.value)),
      ],
    };
  },
});
