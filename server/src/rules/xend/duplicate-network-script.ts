import { defineRule } from '../rule.ts';
import { duplicates, isScriptOption } from './duplicates.ts';

export default defineRule({
  code: 'duplicate-network-script',
  area: 'xend',
  severity: 'warning',
  title: 'A second network-script or vif-script',
  explanation:
    'xend takes the **first** `network-script` and the first `vif-script` and ignores every later one without a word (in a domU file it is ' +
    'the other way round: the last one wins). Keep one line of each and comment the others out; arguments for one script belong into ' +
    'one quoted value.',
  examples: [
    {
      bad: {
        'xend-config.sxp': '(network-script network-nat)\n(network-script network-bridge)\n(vif-script vif-nat)\n',
      },
      good: {
        'xend-config.sxp': '(network-script network-nat)\n#(network-script network-bridge)\n(vif-script vif-nat)\n',
      },
      fixed: {
        'xend-config.sxp': '(network-script network-nat)\n#(network-script network-bridge)\n(vif-script vif-nat)\n',
      },
    },
  ],
  languages: ['xend-sxp'],
  check: (file) => duplicates(file, isScriptOption),
});
