import { remove } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { vifMode } from './vifs.ts';

export default defineRule({
  code: 'bridge-without-bridge-mode',
  area: 'network',
  severity: 'warning',
  title: 'bridge= in a mode that has no bridge',
  explanation:
    'vif-nat and vif-route never look at `bridge=`: the vif is not put on that bridge, although the file says so. Either the mode of ' +
    'the host is not the one that the guest was written for, or the key is a leftover. (An HVM guest under xend is left alone: its ' +
    'emulated card is put on the bridge by another script.)',
  examples: [
    {
      bad: {
        'vm01.cfg': "name = 'vm01'\nmemory = 128\nvif = [ 'ip=10.0.0.1,bridge=xenbr0' ]\n",
        'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n',
      },
      good: {
        'vm01.cfg': "name = 'vm01'\nmemory = 128\nvif = [ 'ip=10.0.0.1' ]\n",
        'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n',
      },
      fixed: { 'vm01.cfg': "name = 'vm01'\nmemory = 128\nvif = [ 'ip=10.0.0.1' ]\n" },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    if (file.toolstack.toolstack === 'xm' && file.facts.kind !== 'pv') return;
    for (const vif of file.facts.vifs) {
      const mode = vifMode(file, vif, workspace);
      if (!vif.bridge || (mode?.mode !== 'nat' && mode?.mode !== 'route')) continue;
      const { parts } = vif.spec;
      const index = parts.findIndex((part) => part.value.offset === vif.bridge?.offset);
      const part = parts[index];
      if (!part) continue;
      const before = parts[index - 1];
      const after = parts[index + 1];
      const span = before
        ? { offset: before.end, end: part.end }
        : { offset: part.offset, end: after?.offset ?? part.end };
      yield {
        span: { offset: part.offset, end: part.end },
        message:
          `${mode.script} does not use bridge=: this vif is ${mode.mode === 'nat' ? 'translated' : 'routed'} by dom0 and never joins ` +
          `${vif.bridge.value}. Remove it, or use vif-bridge for this vif.`,
        related: [{ ...mode.place, message: `${mode.script} is chosen here` }],
        tag: 'unnecessary',
        fixes: () => [{ title: 'Remove bridge=', edits: [remove(file, span)], preferred: true }],
      };
    }
  },
});
