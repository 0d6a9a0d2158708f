import { scriptRows } from '../../xen/hotplug-scripts.ts';
import { fixBy, insert, remove, withComma } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { vifMode, withoutWord, wordOfVif } from './vifs.ts';

export default defineRule({
  code: 'vlan-without-effect',
  area: 'network',
  severity: 'warning',
  title: 'vlan= with a script that does not read it',
  explanation:
    'From Xen 4.19 on xl takes `vlan=` and notes it in xenstore. None of the scripts that come with Xen reads it there (vif-bridge, vif-route, ' +
    'vif-nat and vif-openvswitch were run with it): the port of the vif is an ordinary untagged one, and a guest that was to be kept in its own VLAN ' +
    'shares the bridge with everybody. It needs a hotplug script of your own; vif-openvswitch takes VLANs from the name of the bridge ' +
    '(`bridge=ovsbr0.10`), and with vif-bridge a bridge on top of the VLAN device of dom0 does it. Where nothing in the workspace names the ' +
    'script, the vif gets vif-bridge, unless the xl.conf of the host says otherwise: that is an information.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'script=vif-bridge,bridge=xenbr0,vlan=10\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'script=vif-vlan,bridge=xenbr0,vlan=10\' ]\n' },
      fixed: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'script=vif-bridge,bridge=xenbr0\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    if (file.toolstack.toolstack !== 'xl') return;
    for (const vif of file.facts.vifs) {
      const vlan = wordOfVif(vif, 'vlan');
      if (!vlan?.value) continue;
      const mode = vifMode(file, vif, workspace);
      const script = mode?.script ?? 'vif-bridge';
      const rows = scriptRows(script);
      if (rows.length === 0 || rows.some((row) => row.vifKeys.some((key) => key.name === 'vlan'))) continue;
      const instead =
        mode?.mode === 'openvswitch'
          ? 'Write the VLAN after the name of the bridge (bridge=NAME.10).'
          : 'Use a bridge for each VLAN, vif-openvswitch, or a script of your own.';
      yield {
        span: { offset: vlan.offset, end: vlan.end },
        ...(mode ? {} : { severity: 'information' as const }),
        message:
          `${script}${mode ? '' : ', the script of this vif unless xl.conf names another,'} does not read vlan=: the vif is untagged, ` +
          `and the guest shares the bridge with all others. ${instead}`,
        related: mode && mode.place.uri !== file.uri ? [{ ...mode.place, message: `${script} is chosen here` }] : [],
        fixes: () => {
          const part = vif.spec.parts.findLast((one) => one.key?.text === 'vlan');
          const { bridge } = vif;
          const joins =
            mode?.mode === 'openvswitch' && part && bridge && /^[^.:]+$/.test(bridge.value) && /^\d+$/.test(vlan.value);
          return joins
            ? [
                fixBy(`Write bridge=${bridge.value}.${vlan.value}`, [
                  insert(file, bridge.end, `.${vlan.value}`),
                  remove(file, withComma(vif.spec.parts, part)),
                ]),
              ]
            : withoutWord(file, vif, 'vlan');
        },
      };
    }
  },
});
