import type { Span } from '../../syntax/span.ts';
import { fixBy, settingOut, writeNumber } from '../edits.ts';
import { numberSetting } from '../keys/numbers.ts';
import { refusalsOf } from '../keys/refusals.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule, type Finding } from '../rule.ts';
import { countCpus, leadingNumber, total, vnumaNodes } from './vnuma.ts';

const code = 'vnuma-sum';

export default defineRule({
  code,
  area: 'cpu',
  severity: 'error',
  title: 'NUMA nodes that do not make up the guest',
  explanation:
    'Where `maxmem` is set, the sizes of all nodes in `vnuma` must add up to it, and where `maxvcpus` is set, the vCPUs of all nodes. ' +
    'xl creates no guest otherwise. Leave both out and they follow from `vnuma`. libxl then wants each vCPU in one node, no node nearer ' +
    'to another than to itself, and `memory` not below the sum; xl crashes where `vdistances` is much longer than the list of nodes.',
  examples: [
    {
      toolstack: 'xl',
      bad: {
        'w.cfg':
          'name = "w"\ntype = "hvm"\nmaxmem = 1024\nvnuma = [ [ "pnode=0", "size=512", "vcpus=0", "vdistances=10" ] ]\n',
      },
      good: {
        'w.cfg':
          'name = "w"\ntype = "hvm"\nmaxmem = 512\nvnuma = [ [ "pnode=0", "size=512", "vcpus=0", "vdistances=10" ] ]\n',
      },
      fixed: {
        'w.cfg':
          'name = "w"\ntype = "hvm"\nmaxmem = 512\nvnuma = [ [ "pnode=0", "size=512", "vcpus=0", "vdistances=10" ] ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }): Iterable<Finding> {
    yield* refusalsOf(file, settings.version, code);
    const nodes = vnumaNodes(file);
    if (nodes.length === 0) return;
    const { variables } = file.facts;
    const memory = numberSetting(variables, 'maxmem');
    const size = total(nodes, 'size', leadingNumber);
    const cpus = total(nodes, 'vcpus', countCpus);
    if (memory && size !== undefined && size !== memory.value)
      yield finding(
        'maxmem',
        memory,
        size,
        `maxmem is ${memory.value} MiB, and the nodes of vnuma have ${size} MiB together`,
      );
    const most = numberSetting(variables, 'maxvcpus');
    const start = numberSetting(variables, 'vcpus');
    if (most && most.value > 0 && cpus !== undefined && cpus !== most.value)
      yield finding(
        'maxvcpus',
        most,
        cpus,
        `maxvcpus is ${most.value}, and the nodes of vnuma have ${cpus} vCPUs together`,
      );
    else if (!most && start && cpus !== undefined && cpus > 0 && start.value > cpus)
      yield finding(
        'vcpus',
        start,
        cpus,
        `vcpus is ${start.value}, and the nodes of vnuma have only ${cpus} vCPUs together`,
      );

    function finding(name: string, { offset, end }: Span, sum: number, reason: string): Finding {
      return {
        span: { offset, end },
        severity: whereCertain(file, 'error'),
        message: `xl does not create the guest: ${reason}. Make them the same, or remove this line.`,
        fixes: () => [
          ...(sum > 0 ? [fixBy(`Write ${sum}`, writeNumber(file, { offset, end }, sum), { preferred: true })] : []),
          settingOut(file, name),
        ],
      };
    }
  },
});
