import { fixBy, replace, usualQuote } from '../edits.ts';
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
      fixed: { 'xen/cpupool-db': 'name = "db"\ncpus = [ "2", "3" ]\n' },
    },
    {
      bad: { 'xen/cpupool-db': 'name = "db"\ncpus = [ "all" ]\n' },
      good: { 'xen/cpupool-db': 'name = "db"\ncpus = "all"\n' },
      fixed: { 'xen/cpupool-db': 'name = "db"\ncpus = "all"\n' },
    },
  ],
  languages: ['xl-cpupool'],
  *check(file) {
    const { variables } = file.facts;
    // With nodes, xl does not look at cpus at all.
    if (variables.get('nodes')?.value.kind === 'list') return;
    const list = variables.get('cpus')?.value;
    const entries = entriesIn(list);
    for (const entry of entries) {
      const { text } = entry.text;
      if (/^\s*\d+\s*$/.test(text)) continue;
      const taken = /^\s*\d+/.exec(text)?.[0].trim() ?? '0';
      yield {
        span: placeIn(entry),
        message: `In a list xl reads ${JSON.stringify(text)} as processor ${Number(taken)} alone. Name one processor an entry, or write all of them as one string.`,
        fixes: () => {
          const one = entries.map((other) => other.text.text.trim()).join(',');
          const quote = usualQuote(file);
          const single = processors(text);
          return [
            ...(single
              ? [
                  fixBy(
                    'Name each processor',
                    replace(file, entry.span, single.map((cpu) => `${quote}${cpu}${quote}`).join(', ')),
                  ),
                ]
              : []),
            ...(list && !/["'\\\n]/.test(one)
              ? [fixBy('Write all of them as one string', replace(file, list.span, `${quote}${one}${quote}`))]
              : []),
          ];
        },
      };
    }
  },
});

/** The processors of a short range; undefined for anything else. */
function processors(text: string): number[] | undefined {
  const range = /^\s*(\d{1,4})\s*-\s*(\d{1,4})\s*$/.exec(text);
  const [first, last] = [Number(range?.[1]), Number(range?.[2])];
  return first <= last && last - first < 64
    ? Array.from({ length: last - first + 1 }, (_, at) => first + at)
    : undefined;
}
