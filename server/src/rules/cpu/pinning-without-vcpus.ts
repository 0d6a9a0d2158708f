import { compareReleases, isReadBy } from '../../xen/releases.ts';
import { fixBy, lineAfter } from '../edits.ts';
import { whereCertain, xlSettings } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';
import { PINS_WITHOUT_VCPUS, pinnedVcpus } from './vcpus.ts';

export default defineRule({
  code: 'pinning-without-vcpus',
  area: 'cpu',
  severity: 'warning',
  title: 'Pinning of a guest that sets no vcpus',
  explanation:
    'Up to Xen 4.21 xl drops `cpus` and `cpus_soft` without a word when neither `vcpus` nor `maxvcpus` is set: the one vCPU of the guest ' +
    'runs anywhere. Newer releases pin it.',
  examples: [
    {
      toolstack: 'xl',
      version: '4.17',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\ncpus = "2"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 1\ncpus = "2"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\ncpus = "2"\nvcpus = 1\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }) {
    if (compareReleases(settings.version, PINS_WITHOUT_VCPUS) >= 0 || pinnedVcpus(file, settings.version) !== 0) return;
    for (const { name, nameSpan, value, row, assignment } of xlSettings(file)) {
      if (!row.reading?.perVcpu || !isReadBy(row, settings.version)) continue;
      if (value.kind === 'list' && value.items.length === 0) continue;
      yield {
        span: nameSpan,
        severity: whereCertain(file, 'warning'),
        message: `Up to Xen 4.21 xl drops ${name} when the guest sets no vcpus: it runs on any CPU. Add vcpus = 1.`,
        fixes: () =>
          file.facts.variables.has('vcpus')
            ? []
            : [fixBy('Add vcpus = 1', lineAfter(file, assignment, 'vcpus = 1'), { preferred: true })],
      };
    }
  },
});
