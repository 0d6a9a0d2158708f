import { scriptOf } from '../../model/xend.ts';
import { scriptRows } from '../../xen/hotplug-scripts.ts';
import { replace } from '../edits.ts';
import { defineRule } from '../rule.ts';

const OTHER = { 'network-script': 'vif-script', 'vif-script': 'network-script' } as const;

export default defineRule({
  code: 'script-in-wrong-option',
  area: 'xend',
  severity: 'error',
  title: 'A vif script under network-script, or the other way round',
  explanation:
    '`network-script` takes a script that prepares the host (network-bridge, network-nat, network-route), `vif-script` one that connects ' +
    'a guest (vif-bridge, vif-nat, vif-route). Under the wrong name it is run at the wrong moment or, as the second form of its name, ' +
    'never: the guests still go through vif-bridge.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(network-script network-route)\n(network-script vif-route)\n' },
      good: { 'xend-config.sxp': '(network-script network-route)\n(vif-script vif-route)\n' },
      fixed: { 'xend-config.sxp': '(network-script network-route)\n(vif-script vif-route)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    if (!file.facts.xend) return;
    for (const option of file.facts.options) {
      if (option.name !== 'network-script' && option.name !== 'vif-script') continue;
      const script = scriptOf(option)?.name;
      const kind = script && scriptRows(script.text).at(-1)?.kind;
      if (!script || (kind !== 'network' && kind !== 'vif') || option.name === `${kind}-script`) continue;
      const right = OTHER[option.name];
      yield {
        span: { offset: option.nameSpan.offset, end: script.end },
        message:
          `${script.text} is a script for ${kind === 'vif' ? 'the vifs of guests' : 'the host'} and does not work under ${option.name}` +
          `${option.used ? '' : `, where moreover only the first form counts`}. Write (${right} ${script.text}).`,
        fixes: () => [
          { title: `Rename the setting to ${right}`, edits: [replace(file, option.nameSpan, right)], preferred: true },
        ],
      };
    }
  },
});
