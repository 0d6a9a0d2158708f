/** The CPU lists of `cpus` and `cpus_soft`: which CPUs of the host the vCPUs of a guest run on (xl_parse.c, update_cpumap_range). */
import { type SpecRow, specRows, type WrittenSpecRow } from './spec-row.ts';

const xl = 'tools/xl/xl_parse.c';

/** Both options have the same language; `must` says what the option makes of the CPUs. */
function cpuList(key: string, must: string): readonly WrittenSpecRow[] {
  return [
    {
      name: 'N',
      type: 'int',
      place: 'form',
      min: 0,
      summary: `One CPU of the host, by its number, on which the guest ${must} run.`,
      details: `Decimal only. In a list, the first entry is for the first vCPU, the second for the next, and so on.`,
      example: `${key} = [ "2", "3" ]`,
      source: `${xl}:140`,
    },
    {
      name: 'N-M',
      type: 'string',
      place: 'form',
      form: 'first-last',
      summary: 'All CPUs of the host from the first number to the second.',
      details: 'The second number may not be the smaller one, or the guest does not start.',
      example: `${key} = "0-3"`,
      source: `${xl}:153`,
    },
    {
      name: '^N or ^N-M',
      type: 'string',
      place: 'form',
      form: '^ and a number or range',
      summary: 'Takes CPUs out of what was named before.',
      details: 'The words are read from left to right, so it has no effect in front of the range that it cuts from.',
      example: `${key} = "0-7,^1"`,
      source: `${xl}:184`,
    },
    {
      name: 'node:N or nodes:N-M',
      type: 'string',
      place: 'form',
      form: 'node: and a number or range',
      summary: 'All CPUs of one or more NUMA nodes of the host.',
      details: 'Keeps a guest close to its memory. Either spelling takes a range and ^.',
      example: `${key} = "nodes:0-1"`,
      source: `${xl}:189`,
    },
    {
      name: 'all',
      type: 'flag',
      place: 'word',
      summary: 'Every CPU of the host.',
      details: 'nodes:all works as well; ^all stops the start of the guest.',
      example: `${key} = "all"`,
      source: `${xl}:193`,
    },
    {
      name: '(blank)',
      type: 'string',
      place: 'other',
      summary: 'A blank is tolerated before a number only.',
      details: 'Before ^, node: or all it stops the start of the guest, so write none.',
      example: `${key} = "0-3,^1"`,
      source: `${xl}:205`,
    },
    {
      name: '(list longer than vcpus)',
      type: 'string',
      status: 'ignored',
      place: 'other',
      summary: 'Entries beyond the number of vCPUs are dropped without a message.',
      details: 'A vCPU without an entry may run anywhere.',
      source: `${xl}:331`,
    },
    {
      name: '(no vcpus key)',
      type: 'string',
      place: 'other',
      summary: 'Before 4.22 the whole setting is lost when neither vcpus nor maxvcpus is given.',
      details: 'Write vcpus=1 even for a guest with one vCPU.',
      example: 'vcpus = 1',
      source: `${xl}:1571`,
    },
  ];
}

export const cpusSpec: readonly SpecRow[] = specRows('cpus', cpuList('cpus', 'must'));
export const cpusSoftSpec: readonly SpecRow[] = specRows('cpus_soft', cpuList('cpus_soft', 'should rather'));

const pool = 'tools/xl/xl_cpupool.c';

/** `cpus` of a CPU pool as one string: the same words as for a guest, for another purpose. */
export const poolCpusSpec: readonly SpecRow[] = specRows('pool-cpus', [
  {
    name: 'N',
    type: 'int',
    place: 'form',
    min: 0,
    summary: 'One processor of the host, by its number, that the pool takes.',
    details: 'It must be free: take it out of Pool-0 with `xl cpupool-cpu-remove Pool-0 N` first.',
    example: 'cpus = "4"',
    source: `${pool}:184`,
  },
  {
    name: 'N-M',
    type: 'string',
    place: 'form',
    form: 'first-last',
    summary: 'All processors of the host from the first number to the second.',
    details: 'Each of them must be free.',
    example: 'cpus = "4-7"',
    source: `${pool}:184`,
  },
  {
    name: '^N or ^N-M',
    type: 'string',
    place: 'form',
    form: '^ and a number or range',
    summary: 'Takes processors out of what was named before.',
    details: 'The words are read from left to right.',
    example: 'cpus = "4-7,^5"',
    source: `${pool}:184`,
  },
  {
    name: 'node:N or nodes:N-M',
    type: 'string',
    place: 'form',
    form: 'node: and a number or range',
    summary: 'All processors of one or more NUMA nodes of the host.',
    details: 'Either spelling takes a range and ^.',
    example: 'cpus = "node:1"',
    source: `${pool}:184`,
  },
  {
    name: 'all',
    type: 'flag',
    place: 'word',
    summary: 'Every processor of the host.',
    details: 'A pool of its own for all of them leaves none for dom0.',
    example: 'cpus = "all"',
    source: `${pool}:184`,
  },
]);

/** An entry of a list in `cpus` of a CPU pool: xl reads it with `atoi`. */
export const poolCpuSpec: readonly SpecRow[] = specRows('pool-cpu', [
  {
    name: 'N',
    type: 'int',
    place: 'form',
    min: 0,
    summary: 'One processor of the host, by its number, that the pool takes.',
    details: 'It must be free: take it out of Pool-0 with `xl cpupool-cpu-remove Pool-0 N` first.',
    example: 'cpus = ["4", "5"]',
    source: `${pool}:193`,
  },
  {
    name: 'other',
    type: 'string',
    place: 'other',
    summary: 'An entry of a list is one number: xl takes the digits that it begins with, and 0 where there are none.',
    details: '`"2-3"` is processor 2 and `"all"` is processor 0. Write a range as one string: `cpus = "2-3"`.',
    example: 'cpus = ["4", "5"]',
    source: `${pool}:193`,
  },
]);
