import { settingOut } from '../edits.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'pool-cpus-beside-nodes',
  area: 'cpu',
  severity: 'warning',
  title: 'cpus beside nodes in a CPU pool',
  explanation:
    'Where a CPU pool has `nodes`, xl gives it the processors of these nodes and does not look at `cpus` (`main_cpupoolcreate` in ' +
    'xl_cpupool.c). Keep the one that is meant.',
  examples: [
    {
      bad: { 'xen/cpupool-db': 'name = "db"\nnodes = [ "1" ]\ncpus = [ "4", "5" ]\n' },
      good: { 'xen/cpupool-db': 'name = "db"\nnodes = [ "1" ]\n' },
      fixed: { 'xen/cpupool-db': 'name = "db"\nnodes = [ "1" ]\n#cpus = [ "4", "5" ]\n' },
    },
  ],
  languages: ['xl-cpupool'],
  *check(file) {
    const nodes = file.facts.variables.get('nodes');
    const cpus = file.facts.variables.get('cpus');
    if (nodes?.value.kind !== 'list' || !cpus) return;
    yield {
      span: cpus.value.span,
      message: 'xl takes the processors of nodes for this pool and ignores cpus. Keep the one that is meant.',
      tag: 'unnecessary',
      related: [{ uri: file.uri, span: nodes.value.span, message: 'nodes is set here' }],
      fixes: () => ['cpus', 'nodes'].map((name) => settingOut(file, name)),
    };
  },
});
