import { parseOpenvswitchBridge } from '../../xen/openvswitch.ts';
import { fixBy, replace } from '../edits.ts';
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
      fixed: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'script=vif-openvswitch,bridge=br0.100:200\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    for (const vif of file.facts.vifs) {
      if (vifMode(file, vif, workspace)?.script !== 'vif-openvswitch') continue;
      const bridge = bridgeOf(file, vif, workspace);
      if (!bridge || !vif.bridge) continue;
      const fault = faultOf(bridge.value);
      if (!fault) continue;
      const { offset, end, value } = vif.bridge;
      yield {
        span: { offset, end },
        message: fault,
        fixes: () => {
          const better = meant(value);
          return better === value || faultOf(better)
            ? []
            : [fixBy(`Write ${better}`, replace(file, { offset, end }, better))];
        },
      };
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

/** Slips in the numbers: letters that look like digits, dots and blanks where a colon belongs. */
function meant(bridge: string): string {
  const [name = '', ...numbers] = bridge.split(/[.:]/);
  const plain = numbers
    .map((number) => number.trim().replaceAll(/[oO]/g, '0').replaceAll(/[lI]/g, '1'))
    .filter(Boolean);
  const vlan = bridge.charAt(name.length) === '.' ? plain.shift() : undefined;
  return [vlan === undefined ? name : `${name}.${vlan}`, ...plain].join(':');
}
