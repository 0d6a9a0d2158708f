import { fixBy, writeNumber } from '../edits.ts';
import { numberSetting } from '../keys/numbers.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'maxmem-below-memory',
  area: 'cpu',
  severity: 'warning',
  title: 'Memory above its own limit',
  explanation:
    '`maxmem` is the most memory that the guest may ever have, `memory` what it starts with. xl does not compare the two; the ' +
    'contradiction shows when the guest is being built, or as a guest with less memory than was asked for.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 1024\nmaxmem = 512\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 1024\nmaxmem = 1024\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 1024\nmaxmem = 1024\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const memory = numberSetting(file.facts.variables, 'memory');
    const most = numberSetting(file.facts.variables, 'maxmem');
    if (!memory || !most || most.value < 1 || memory.value <= most.value) return;
    yield {
      span: { offset: most.offset, end: most.end },
      message: `The guest cannot start with ${memory.value} MiB when it may have ${most.value} MiB at most. Raise maxmem or lower memory.`,
      related: [{ uri: file.uri, span: { offset: memory.offset, end: memory.end }, message: 'Memory at the start' }],
      fixes: () => [
        fixBy(`Raise maxmem to ${memory.value}`, writeNumber(file, most, memory.value), { preferred: true }),
        fixBy(`Lower memory to ${most.value}`, writeNumber(file, memory, most.value)),
      ],
    };
  },
});
