import { defineRule } from '../rule.ts';
import { bridgeOf, vifMode } from './vifs.ts';

export default defineRule({
  code: 'malformed-openvswitch-bridge',
  area: 'network',
  severity: 'warning',
  title: 'Bridge that vif-openvswitch cannot read',
  explanation:
    'vif-openvswitch takes `bridge=NAME`, `NAME.VLAN`, `NAME:TRUNK:TRUNK` or both, with numbers for VLAN and trunks: `br0.100:200:300`. ' +
    'Anything else, a second dot or a letter in a number for instance, makes it stop with "No valid bridge was specified", and the guest is not created.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'script=vif-openvswitch,bridge=br0.100:2OO\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'script=vif-openvswitch,bridge=br0.100:200\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    for (const vif of file.facts.vifs) {
      if (vifMode(file, vif, workspace)?.script !== 'vif-openvswitch') continue;
      const bridge = bridgeOf(file, vif, workspace);
      if (!bridge || !vif.bridge) continue;
      const fault = faultOf(bridge.value);
      if (fault) yield { span: { offset: vif.bridge.offset, end: vif.bridge.end }, message: fault };
    }
  },
});

/** The form that the script compares with (`add_to_openvswitch` in vif-openvswitch), and the numbers that Open vSwitch takes. */
function faultOf(bridge: string): string | undefined {
  const match = /^[^.:]+(?:\.(\d+))?((?::\d+)*)$/.exec(bridge);
  if (!match)
    return `vif-openvswitch cannot read the bridge "${bridge}" and the guest is not created. Write NAME, NAME.VLAN or NAME.VLAN:TRUNK:TRUNK, such as br0.100:200.`;
  const numbers = [match[1] ?? '', ...(match[2] ?? '').split(':')].filter(Boolean);
  const wrong = numbers.find((number) => Number(number) > 4095);
  return wrong === undefined
    ? undefined
    : `Open vSwitch knows VLANs up to 4095, ${wrong} is none: the port is not made and the guest is not created. Correct the number.`;
}
