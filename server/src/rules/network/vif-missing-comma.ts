import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { vifKeys } from './vif-strings.ts';

export default defineRule({
  code: 'vif-missing-comma',
  area: 'network',
  severity: 'warning',
  title: 'Comma missing between two options of a vif',
  explanation:
    'The options of a vif are separated by commas. Where only a blank or a semicolon stands, the second option becomes a part of the value of the ' +
    'first one: the MAC is cut short or the bridge gets an impossible name, and the second option has no effect.',
  examples: [
    {
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01 bridge=xenbr1\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr1\' ]\n' },
      fixed: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr1\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const known = vifKeys(file);
    const isXm = file.toolstack.toolstack === 'xm';
    for (const vif of file.facts.vifs) {
      // A script may be given arguments of its own under xend: vif-bridge netdev=eth0.
      for (const problem of vif.spec.problems) {
        if (problem.code !== 'missing-comma' || !problem.detail || !known.has(problem.detail)) continue;
        if (isXm && vif.script && problem.offset >= vif.script.offset && problem.end <= vif.script.end) continue;
        yield {
          span: problem.related ?? problem,
          message: `Options of a vif are separated by commas: "${problem.detail}=" becomes a part of the value before it and has no effect. Put a comma there.`,
          fixes: () => [
            fixBy('Put a comma between the options', replace(file, problem, ','), { preferred: true, safe: true }),
          ],
        };
      }
    }
  },
});
