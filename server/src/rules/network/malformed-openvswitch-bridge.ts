import { parseOpenvswitchBridge } from '../../xen/openvswitch.ts';
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

function faultOf(bridge: string): string | undefined {
  const port = parseOpenvswitchBridge(bridge);
  if (!port)
    return `vif-openvswitch cannot read the bridge "${bridge}" and the guest is not created. Write NAME, NAME.VLAN or NAME.VLAN:TRUNK:TRUNK, such as br0.100:200.`;
  const wrong = [port.vlan ?? 0, ...port.trunks].find((number) => number > 4095);
  return wrong === undefined
    ? undefined
    : `Open vSwitch knows VLANs up to 4095, ${wrong} is none: the port is not made and the guest is not created. Correct the number.`;
}
