import { fixBy, writeNumber } from '../edits.ts';
import { numberSetting } from '../keys/numbers.ts';
import { whereCertain, xlSettings } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

/** More than this xl cannot even list. */
const TOO_MANY = 2 ** 31 - 1;

/** What xl counts: the lower 32 bits of a limit, and nothing sensible of a number of vCPUs that needs more. */
function asCounted(name: string, number: number): number {
  if (name === 'vcpus') return number >= 0 && number < TOO_MANY ? number : -1;
  return Number(BigInt.asIntN(32, BigInt(number)));
}

export default defineRule({
  code: 'vcpus-out-of-range',
  area: 'cpu',
  severity: 'error',
  title: 'Number of vCPUs that no guest can have',
  explanation:
    'xl counts vCPUs from 1. It creates no guest with a negative number of them, nor with more than it can list.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = "-1"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 1\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = "1"\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const vcpus = numberSetting(file.facts.variables, 'vcpus')?.value ?? 0;
    for (const { name, value } of xlSettings(file)) {
      if (name !== 'vcpus' && name !== 'maxvcpus') continue;
      const number = numberSetting(file.facts.variables, name)?.value;
      if (number === undefined) continue;
      const seen = asCounted(name, number);
      if (seen === number && seen >= 0) continue;
      const wraps = seen >= 0 && !(name === 'maxvcpus' && seen !== 0 && seen < vcpus);
      yield {
        span: value.span,
        severity: whereCertain(file, wraps ? 'warning' : 'error'),
        message: wraps
          ? 'xl cuts this number off, and the guest has another limit. Write how many vCPUs it may have.'
          : `xl does not create a guest with ${number} vCPUs. Write a number from 1 on.`,
        fixes: () =>
          number < 0 && number > -1025 ? [fixBy(`Write ${-number}`, writeNumber(file, value.span, -number))] : [],
      };
    }
  },
});
