import { parseOpenvswitchBridge } from '../../xen/openvswitch.ts';
import { fixBy, insert, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { vifMode } from './vifs.ts';

export default defineRule({
  code: 'vlan-without-openvswitch',
  area: 'network',
  severity: 'warning',
  title: 'Open vSwitch form of a bridge with another script',
  explanation:
    'Only vif-openvswitch takes `bridge=br0.100:200` apart into a bridge, its VLAN and its trunks. vif-bridge looks for a bridge of just that ' +
    'name, finds none, and the guest is torn down again.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'script=vif-bridge,bridge=br0.100:200\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'script=vif-openvswitch,bridge=br0.100:200\' ]\n' },
      fixed: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'script=vif-bridge,bridge=br0\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    for (const vif of file.facts.vifs) {
      const { bridge } = vif;
      // A dot alone may be the name of a VLAN device; colons are in no name of a device.
      if (!bridge || !parseOpenvswitchBridge(bridge.value)?.trunks.length) continue;
      const mode = vifMode(file, vif, workspace);
      if (mode?.script !== 'vif-bridge') continue;
      yield {
        span: { offset: bridge.offset, end: bridge.end },
        message:
          `vif-bridge looks for a bridge with the name ${bridge.value} and finds none: the guest is torn down again. ` +
          'VLANs behind the name are for vif-openvswitch: use script=vif-openvswitch, or name the bridge alone.',
        related: mode.place.uri === file.uri ? [] : [{ ...mode.place, message: 'vif-bridge is chosen here' }],
        fixes: () => {
          const alone = parseOpenvswitchBridge(bridge.value)?.bridge;
          const script = vif.spec.parts.some((part) => part.key?.text === 'script');
          return [
            ...(script || !/['"]/.test(file.text.charAt(vif.end))
              ? []
              : [fixBy('Use script=vif-openvswitch', insert(file, vif.end, ',script=vif-openvswitch'))]),
            ...(alone ? [fixBy(`Name the bridge ${alone} alone`, replace(file, bridge, alone))] : []),
          ];
        },
      };
    }
  },
});
