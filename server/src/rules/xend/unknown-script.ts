import { distance } from 'fastest-levenshtein';
import { scriptOf } from '../../model/xend.ts';
import { networkScripts, vifScripts } from '../../xen/hotplug-scripts.ts';
import { replace } from '../edits.ts';
import { defineRule } from '../rule.ts';

const SHIPPED = { 'network-script': [...networkScripts], 'vif-script': [...vifScripts] } as const;
const ALL = new Set([...networkScripts, ...vifScripts].map((row) => row.name));

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
      if (!script || script.text.includes('/') || ALL.has(script.text)) continue;
      const meant = SHIPPED[option.name].find((row) => isSlip(script.text, row.name))?.name;
      if (!meant) continue;
      yield {
        span: { offset: script.offset, end: script.end },
        message: `Xen ships no script ${script.text}. Did you mean ${meant}? If it is a script of your own in the script directory, all is well.`,
        fixes: () => [{ title: `Use ${meant}`, edits: [replace(file, script, meant)], preferred: true }],
      };
    }
  },
});

/** One or two letters wrong, missing, doubled or swapped, or another separator; a longer name is one of its own. */
function isSlip(word: string, known: string): boolean {
  if (word.startsWith(known)) return false;
  if (word.toLowerCase().replaceAll(/[-_.]/g, '') === known.replaceAll('-', '')) return true;
  return Math.abs(word.length - known.length) <= 1 && distance(word, known) <= 2;
}
