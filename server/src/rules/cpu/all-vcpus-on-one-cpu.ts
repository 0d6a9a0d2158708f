import { settingOut } from '../edits.ts';
import { textOf } from '../entries.ts';
import { numberSetting } from '../keys/numbers.ts';
import { xlSettings } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'all-vcpus-on-one-cpu',
  area: 'cpu',
  severity: 'information',
  title: 'Several vCPUs on a single host CPU',
  explanation:
    'A lone number in `cpus` is not how many CPUs the guest gets but the one on which all its vCPUs run, in turns. For several vCPUs name a ' +
    'range, or a list with one entry for each.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 2\ncpus = 2\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 2\ncpus = "2-3"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 2\n#cpus = 2\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const vcpus = numberSetting(file.facts.variables, 'vcpus')?.value ?? 1;
    for (const { name, value } of xlSettings(file)) {
      const text = name === 'cpus' ? textOf(value)?.text.trim() : undefined;
      if (text === undefined || vcpus < 2 || !/^\d{1,5}$/.test(text)) continue;
      yield {
        span: value.span,
        message: `All ${vcpus} vCPUs share the one host CPU ${Number(text)}. Name a range for more, or leave cpus out and every CPU is used.`,
        fixes: () => [settingOut(file, name)],
      };
    }
  },
});
