import type { Located } from '../../model/guest.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { isNetworkScript, meantScript } from '../script-names.ts';

export default defineRule({
  code: 'unknown-vif-script',
  area: 'network',
  severity: 'warning',
  title: 'Script of a vif that is not there or does something else',
  explanation:
    'The script is looked up in the script directory (`/etc/xen/scripts`) and run for each vif of a guest. Without it the vif cannot be ' +
    'set up and the guest is torn down again. Scripts of your own are normal and nothing is said of them; this is about names that are one ' +
    'slip away from a script that Xen ships, and about the scripts that set up the host (`network-…`), which do nothing for a vif.',
  examples: [
    {
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'script=vif-brigde,bridge=xenbr0\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'script=vif-bridge,bridge=xenbr0\' ]\n' },
      fixed: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'script=vif-bridge,bridge=xenbr0\' ]\n' },
    },
    {
      bad: { 'xl.conf': 'vif.default.script="network-bridge"\n' },
      good: { 'xl.conf': 'vif.default.script="vif-bridge"\n' },
      fixed: { 'xl.conf': 'vif.default.script="vif-bridge"\n' },
    },
  ],
  languages: ['xen-cfg', 'xl-conf', 'xl-cpupool'],
  *check(file) {
    const scripts: (Located<string> | undefined)[] =
      file.language === 'xen-cfg' ? file.facts.vifs.map((vif) => vif.script) : [file.facts.script];
    for (const script of scripts) {
      if (!script) continue;
      const name = script.value.trim().split(' ')[0] ?? '';
      const forHost = isNetworkScript(name);
      const meant = forHost ? name.replace(/^network-/, 'vif-') : meantScript(name, 'vif-script');
      if (!meant) continue;
      const at = file.text.indexOf(name, script.offset);
      const span = at >= 0 && at < script.end ? { offset: at, end: at + name.length } : script;
      yield {
        span: { offset: span.offset, end: span.end },
        message: forHost
          ? `${name} sets up the host and does nothing for a vif: the guest's card is connected to nothing. Write ${meant}.`
          : `Xen ships no script ${name}: the vif cannot be set up and the guest is torn down again. Did you mean ${meant}? If it is a script of your own in the script directory, all is well.`,
        fixes: () => [fixBy(`Use ${meant}`, replace(file, span, meant), { preferred: true })],
      };
    }
  },
});
