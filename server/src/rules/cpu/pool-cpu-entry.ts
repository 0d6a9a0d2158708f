import { entriesIn, placeIn } from '../entries.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'pool-cpu-entry',
  area: 'cpu',
  severity: 'warning',
  title: 'Entry of a CPU pool that is not one processor',
  explanation:
    'In a list, each entry of `cpus` is one processor: xl takes the digits that an entry begins with (`atoi` in xl_cpupool.c), so that ' +
    '`"2-3"` is processor 2 alone and `"all"` is processor 0. A range, `all`, `node:N` and `^N` are read in a single string only, as in ' +
    '`cpus = "2-3"`.',
  examples: [
    {
      bad: { 'xen/cpupool-db': 'name = "db"\ncpus = [ "2-3" ]\n' },
      good: { 'xen/cpupool-db': 'name = "db"\ncpus = [ "2", "3" ]\n' },
    },
    {
      bad: { 'xen/cpupool-db': 'name = "db"\ncpus = [ "all" ]\n' },
      good: { 'xen/cpupool-db': 'name = "db"\ncpus = "all"\n' },
    },
  ],
  languages: ['xl-cpupool'],
  *check(file) {
    const { variables } = file.facts;
    // With nodes, xl does not look at cpus at all.
    if (variables.get('nodes')?.value.kind === 'list') return;
    for (const entry of entriesIn(variables.get('cpus')?.value)) {
      const { text } = entry.text;
      if (/^\s*\d+\s*$/.test(text)) continue;
      const taken = /^\s*\d+/.exec(text)?.[0].trim() ?? '0';
      yield {
        span: placeIn(entry),
        message: `In a list xl reads ${JSON.stringify(text)} as processor ${Number(taken)} alone. Name one processor an entry, or write all of them as one string.`,
      };
    }
  },
});
