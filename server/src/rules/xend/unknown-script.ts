import { scriptOf } from '../../model/xend.ts';
import { replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { meantScript } from '../script-names.ts';

export default defineRule({
  code: 'unknown-script',
  area: 'xend',
  severity: 'warning',
  title: 'A script name that is nearly one of Xen’s',
  explanation:
    'The script is looked up in the script directory (`/etc/xen/scripts`). Scripts of your own are normal and nothing is said of them; ' +
    'this is about names that are one slip away from a script that Xen ships. A network-script that is not there leaves the host without ' +
    'its set-up, a missing vif-script makes every guest with a vif fail to start.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(network-script network-brigde)\n(vif-script vif-bridge)\n' },
      good: { 'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n' },
      fixed: { 'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    if (!file.facts.xend) return;
    for (const option of file.facts.options) {
      if (option.name !== 'network-script' && option.name !== 'vif-script') continue;
      const script = scriptOf(option)?.name;
      const meant = script && meantScript(script.text, option.name);
      if (!meant) continue;
      yield {
        span: { offset: script.offset, end: script.end },
        message: `Xen ships no script ${script.text}. Did you mean ${meant}? If it is a script of your own in the script directory, all is well.`,
        fixes: () => {
          const rest = /^[\w-]+[,;:\t]+(\w+=.*)$/.exec(script.text)?.[1];
          const value = rest === undefined ? meant : `${meant} ${rest}`;
          return [{ title: `Use ${value}`, edits: [replace(file, script, value)], preferred: true }];
        },
      };
    }
  },
});
