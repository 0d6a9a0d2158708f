import { basename } from '../../model/paths.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'vif-script-per-entry',
  area: 'network',
  severity: 'information',
  title: 'script= that counts for one vif only',
  explanation:
    '`script=` belongs to the entry it stands in. Another entry of the same guest without one uses the host’s default, vif-bridge unless ' +
    'xl.conf says otherwise, which cannot attach a card to an Open vSwitch bridge, for example.',
  examples: [
    {
      toolstack: 'xl',
      bad: {
        'vm01.cfg': "name = \"vm01\"\nmemory = 512\nvif = [ 'script=vif-openvswitch,bridge=br-a', 'bridge=br-b' ]\n",
      },
      good: {
        'vm01.cfg':
          "name = \"vm01\"\nmemory = 512\nvif = [ 'script=vif-openvswitch,bridge=br-a', 'script=vif-openvswitch,bridge=br-b' ]\n",
      },
      fixed: {
        'vm01.cfg':
          "name = \"vm01\"\nmemory = 512\nvif = [ 'script=vif-openvswitch,bridge=br-a', 'bridge=br-b,script=vif-openvswitch' ]\n",
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const { vifs } = file.facts;
    const scripted = vifs.find((vif) => vif.script && basename(vif.script.value) !== 'vif-bridge');
    if (!scripted?.script || workspace.hostOf(file).xlConf?.facts.script || file.toolstack.toolstack !== 'xl') return;
    const script = scripted.script.value;
    for (const vif of vifs) {
      // A routed or translated card beside one on a bridge is a set-up of its own.
      if (vif.script || vif.spec.parts.length === 0 || (vif.bridge && !/openvswitch/.test(script))) continue;
      yield {
        span: { offset: vif.offset, end: vif.end },
        message: `This vif uses vif-bridge: script=${script} counts for its own entry only. Add it here too if this card shall be attached the same way.`,
        related: [{ uri: file.uri, span: scripted.script, message: `${script} counts for this entry` }],
        fixes: () => [
          {
            title: `Add script=${script}`,
            edits: [{ uri: file.uri, span: { offset: vif.end, end: vif.end }, newText: `,script=${script}` }],
            preferred: true,
          },
        ],
      };
    }
  },
});
