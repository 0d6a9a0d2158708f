import { fixBy, writeNumber } from '../edits.ts';
import { numberSetting } from '../keys/numbers.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'vcpus-above-maxvcpus',
  area: 'cpu',
  severity: 'error',
  title: 'More vCPUs than the guest may ever have',
  explanation:
    '`vcpus` is what the guest starts with and `maxvcpus` its upper limit. xl refuses a limit below the start.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 4\nmaxvcpus = 2\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 4\nmaxvcpus = 4\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 4\nmaxvcpus = 4\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (file.toolstack.toolstack !== 'xl') return;
    const vcpus = numberSetting(file.facts.variables, 'vcpus');
    const most = numberSetting(file.facts.variables, 'maxvcpus');
    if (!vcpus || !most || most.value < 1 || vcpus.value <= most.value) return;
    yield {
      span: { offset: most.offset, end: most.end },
      severity: whereCertain(file, 'error'),
      message: `xl does not create a guest that starts with ${vcpus.value} vCPUs and may have ${most.value} at most. Raise maxvcpus or lower vcpus.`,
      related: [{ uri: file.uri, span: { offset: vcpus.offset, end: vcpus.end }, message: 'vCPUs at the start' }],
      fixes: () => [
        fixBy(`Raise maxvcpus to ${vcpus.value}`, writeNumber(file, most, vcpus.value), { preferred: true }),
        fixBy(`Lower vcpus to ${most.value}`, writeNumber(file, vcpus, most.value)),
      ],
    };
  },
});
