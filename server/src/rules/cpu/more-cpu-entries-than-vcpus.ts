import type { CfgFile } from '../../model/source-file.ts';
import type { Span } from '../../syntax/span.ts';
import { lineAfter, writeNumber } from '../edits.ts';
import { numberSetting } from '../keys/numbers.ts';
import { xlSettings } from '../keys/settings-of.ts';
import { defineRule, type Fix } from '../rule.ts';

/** As many vCPUs as the list has entries. */
function raise(file: CfgFile, count: number, assignment: Span): Fix[] {
  const { variables } = file.facts;
  const own = numberSetting(variables, 'vcpus');
  const most = numberSetting(variables, 'maxvcpus');
  const edits = [
    own ? writeNumber(file, own, count) : lineAfter(file, assignment, `vcpus = ${count}`),
    ...(most && most.value < count ? [writeNumber(file, most, count)] : []),
  ];
  return [{ title: `Give the guest ${count} vCPUs`, edits }];
}

export default defineRule({
  code: 'more-cpu-entries-than-vcpus',
  area: 'cpu',
  severity: 'information',
  title: 'More pinning entries than vCPUs',
  explanation:
    'A list in `cpus` pins the first vCPU to its first entry, the second to the second, and so on. xl drops entries beyond the ' +
    'last vCPU without a word. One text, as in `cpus = "0-2"`, lets every vCPU use all of these processors.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 1\ncpus = [ "0", "1", "2" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 3\ncpus = [ "0", "1", "2" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 3\ncpus = [ "0", "1", "2" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { variables } = file.facts;
    for (const name of ['vcpus', 'maxvcpus']) {
      if (variables.has(name) && !numberSetting(variables, name)) return;
    }
    const vcpus = Math.max(
      1,
      numberSetting(variables, 'vcpus')?.value ?? 1,
      numberSetting(variables, 'maxvcpus')?.value ?? 1,
    );
    for (const { name, value, assignment, row } of xlSettings(file)) {
      if (!row.reading?.perVcpu || value.kind !== 'list') continue;
      const first = value.items[vcpus];
      const last = value.items.at(-1);
      if (!first || !last) continue;
      const guest = vcpus === 1 ? 'one vCPU' : `${vcpus} vCPUs`;
      yield {
        span: { offset: first.span.offset, end: last.span.end },
        message: `The guest has ${guest}, and xl drops the entries of ${name} beyond that. Raise vcpus, shorten the list, or write one text for all vCPUs.`,
        tag: 'unnecessary',
        fixes: () => raise(file, value.items.length, assignment),
      };
    }
  },
});
