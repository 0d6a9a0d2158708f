import { hostNetwork } from '../../model/host-network/network.ts';
import { deviceNameProblem } from '../../xen/device-names.ts';
import { parseOpenvswitchBridge } from '../../xen/openvswitch.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { PLACEHOLDER } from './placeholder-in-vif.ts';
import { vifMode } from './vifs.ts';

export default defineRule({
  code: 'malformed-bridge-name',
  area: 'network',
  severity: 'warning',
  title: 'bridge= that no bridge can be called',
  explanation:
    'A bridge is a network device, and its name has at most 15 bytes, no blank and no slash; `lo` is never one. The hotplug script does not find ' +
    'such a bridge, and the guest is torn down again. With vif-openvswitch this holds for what stands before the VLAN and the trunks.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-bridge,bridge=xen br0\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-bridge,bridge=xenbr0\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-bridge,bridge=xenbr0\' ]\n' },
    },
    {
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=production-web-bridge\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=prod-web\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    for (const vif of file.facts.vifs) {
      const { bridge } = vif;
      // Blanks around a name have a finding of their own, and a colon may mean Open vSwitch.
      if (!bridge?.value || bridge.value !== bridge.value.trim() || /[:${}<>@%*]/.test(bridge.value)) continue;
      if (PLACEHOLDER.test(bridge.value)) continue;
      const mode = vifMode(file, vif, workspace);
      if (mode && mode.mode !== 'bridge' && mode.mode !== 'openvswitch') continue;
      const name = mode?.mode === 'openvswitch' ? parseOpenvswitchBridge(bridge.value)?.bridge : bridge.value;
      if (name === undefined) continue;
      const problem = name === 'lo' ? 'is the loopback device and never a bridge' : deviceNameProblem(name);
      if (!problem) continue;
      yield {
        span: { offset: bridge.offset, end: bridge.end },
        message: `"${name}" ${problem}: the vif cannot be connected and the guest is torn down again. Name a bridge of the host.`,
        fixes: () => {
          const plain = bridge.value.replaceAll(/[\s/]+/g, '');
          const made = hostNetwork(file, workspace).bridges.map((one) => one.name);
          return [...new Set([...(deviceNameProblem(plain) || plain === 'lo' ? [] : [plain]), ...made])]
            .slice(0, 8)
            .map((one) => fixBy(`Write bridge=${one}`, replace(file, bridge, one)));
        },
      };
    }
  },
});
