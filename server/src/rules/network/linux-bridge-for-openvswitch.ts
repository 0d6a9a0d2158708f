import { dom0Devices } from '../../model/dom0-files.ts';
import { parseOpenvswitchBridge } from '../../xen/openvswitch.ts';
import { fixBy, insert, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { vifMode, wordOfVif } from './vifs.ts';

export default defineRule({
  code: 'linux-bridge-for-openvswitch',
  area: 'network',
  severity: 'warning',
  title: 'Bridge of Linux with vif-openvswitch',
  explanation:
    'vif-openvswitch adds the vif with `ovs-vsctl add-port`, which knows the bridges of Open vSwitch only. A bridge that the interfaces file of dom0 ' +
    'makes with `bridge_ports`, or a card that is the port of such a bridge, is none of them: "no bridge named …", and the guest is torn ' +
    'down again.',
  examples: [
    {
      toolstack: 'xl',
      bad: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-openvswitch,bridge=xenbr0\' ]\n',
        'etc/network/interfaces': 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports eth0\n',
      },
      good: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-bridge,bridge=xenbr0\' ]\n',
        'etc/network/interfaces': 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports eth0\n',
      },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-bridge,bridge=xenbr0\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    for (const vif of file.facts.vifs) {
      const { bridge } = vif;
      const name = bridge && parseOpenvswitchBridge(bridge.value)?.bridge;
      const mode = name ? vifMode(file, vif, workspace) : undefined;
      if (!bridge || !name || mode?.mode !== 'openvswitch') continue;
      const made = dom0Devices(workspace.hostOf(file), workspace).find(
        ({ device }) =>
          device.bridgePorts?.some((port) => port.value === name) || (device.bridgePorts && device.name.value === name),
      );
      if (!made) continue;
      const isPort = made.device.name.value !== name;
      yield {
        span: { offset: bridge.offset, end: bridge.end },
        message: `${name} is ${isPort ? `a port of ${made.device.name.value}, a bridge of Linux,` : 'a bridge of Linux'} and no bridge of Open vSwitch: ${mode.script} does not find it and the guest is torn down again. Name a bridge of Open vSwitch, or use vif-bridge.`,
        related: [{ uri: made.file.uri, span: made.device.name, message: 'dom0 makes the bridge here' }],
        fixes: () => {
          const script = wordOfVif(vif, 'script');
          // A VLAN or trunks after the name are for Open vSwitch alone.
          if (isPort || bridge.value !== name) return [];
          return [
            fixBy(
              'Use vif-bridge',
              script ? replace(file, script, 'vif-bridge') : insert(file, vif.end, ',script=vif-bridge'),
            ),
          ];
        },
      };
    }
  },
});
