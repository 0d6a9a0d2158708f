/** Every option of the file that `xl cpupool-create` reads. */

import type { Row } from './row.ts';

export const xlCpupoolKeys: readonly Row[] = [
  {
    name: 'name',
    type: 'string',
    form: 'cpupool-name',
    default: 'file name without directory',
    status: 'current',
    since: '4.1',
    summary: 'Sets name.',
    source: 'tools/xl/xl_cpupool.c:122',
  },
  {
    name: 'sched',
    type: 'enum',
    values: ['credit', 'credit2', 'rtds', 'arinc653', 'null'],
    default: 'scheduler of Pool-0',
    status: 'current',
    since: '4.1',
    summary: 'Sets sched.',
    source: 'tools/xl/xl_cpupool.c:135',
  },
  {
    name: 'nodes',
    type: 'list-of-string',
    form: 'numa-node',
    status: 'current',
    since: '4.1',
    summary: 'Sets nodes.',
    source: 'tools/xl/xl_cpupool.c:157',
  },
  {
    name: 'cpus',
    type: 'string-or-list',
    form: 'cpu-list',
    status: 'current',
    since: '4.1',
    summary: 'Sets cpus.',
    source: 'tools/xl/xl_cpupool.c:184',
  },
];
