/** Every option of the file that `xl cpupool-create` reads. */

import type { Row } from './row.ts';

export const xlCpupoolKeys: readonly Row[] = [
  {
    name: 'name',
    rank: 1,
    type: 'string',
    form: 'cpupool-name',
    default: 'file name without directory',
    status: 'current',
    since: '4.1',
    summary: 'Names the new pool, as guests refer to it in `pool`.',
    details: 'Left out, the name of the file is taken. A name that exists already is refused.',
    example: 'name = "Pool-rt"',
    source: 'tools/xl/xl_cpupool.c:122',
  },
  {
    name: 'sched',
    rank: 2,
    type: 'enum',
    values: ['credit', 'credit2', 'rtds', 'arinc653', 'null'],
    default: 'scheduler of Pool-0',
    status: 'current',
    since: '4.1',
    summary: "Chooses the scheduler that shares out the pool's processors.",
    details:
      '`credit2` for general use, `rtds` and `arinc653` for real-time guests, `null` for one vCPU per processor. It must be built into the hypervisor and cannot be changed later.',
    example: 'sched = "credit2"',
    reading: { compare: 'caseless' },
    source: 'tools/xl/xl_cpupool.c:135',
  },
  {
    name: 'nodes',
    rank: 4,
    need: 'cpus',
    type: 'list-of-string',
    form: 'numa-node',
    status: 'current',
    since: '4.1',
    summary: 'Gives the pool all free processors of these NUMA nodes.',
    details:
      'It makes xl pass over `cpus`. Processors still in another pool stay there, so take them out of Pool-0 first.',
    example: 'nodes = ["1"]',
    source: 'tools/xl/xl_cpupool.c:157',
  },
  {
    name: 'cpus',
    rank: 3,
    need: 'cpus',
    type: 'string-or-list',
    form: 'cpu-list',
    status: 'current',
    since: '4.1',
    summary: 'Gives the pool these processors, if they are free.',
    details:
      'As a list, each entry is one number and `"2-3"` counts as 2; write ranges as one text. Take the processors out of Pool-0 first.',
    example: 'cpus = "4-7"',
    source: 'tools/xl/xl_cpupool.c:184',
  },
];
