import { hostNetwork } from '../../model/host-network/network.ts';
import { parseOpenvswitchBridge } from '../../xen/openvswitch.ts';
import { fixBy, insert, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { bridgeOf, driverDomainOf, vifMode } from './vifs.ts';

const guest = (more: string): string => `name = "a"\nmemory = 512\nvif = [ 'bridge=ovsbr0${more}' ]\n`;
const CONF = 'vif.default.script="vif-bridge"\n';
const OPEN = 'auto ovsbr0\nallow-ovs ovsbr0\niface ovsbr0 inet dhcp\n    ovs_type OVSBridge\n    ovs_ports eth0\n';
const DOM0 = 'etc/network/interfaces';

export default defineRule({
  code: 'script-for-other-bridge',
  area: 'network',
  severity: 'warning',
  title: 'Bridge of a kind that the vif script cannot join',
  explanation:
    'vif-bridge joins bridges of the Linux kernel, vif-openvswitch those of Open vSwitch, and neither can do the work of the other: the script ends ' +
    'with an error and the guest is torn down again. Which kind a bridge is stands where it is made: `ovs_type OVSBridge` (ifupdown), `openvswitch:` (netplan), ' +
    '`TYPE=OVSBridge` (ifcfg), `type=ovs-bridge` (NetworkManager). Name the script in the vif (`script=`), or for all guests in xl.conf (`vif.default.script`).',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'etc/xen/a.cfg': guest(''), 'etc/xen/xl.conf': CONF, [DOM0]: OPEN },
      good: { 'etc/xen/a.cfg': guest(',script=vif-openvswitch'), 'etc/xen/xl.conf': CONF, [DOM0]: OPEN },
      fixed: { 'etc/xen/a.cfg': guest(',script=vif-openvswitch') },
    },
    {
      toolstack: 'xl',
      bad: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=xenbr0,script=vif-openvswitch\' ]\n',
        [DOM0]: 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports eth0\n',
      },
      good: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=xenbr0,script=vif-bridge\' ]\n',
        [DOM0]: 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports eth0\n',
      },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=xenbr0,script=vif-bridge\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const { devices } = hostNetwork(file, workspace);
    for (const vif of file.facts.vifs) {
      const wanted = bridgeOf(file, vif, workspace);
      if (!wanted || driverDomainOf(file, vif, workspace)) continue;
      const run = vifMode(file, vif, workspace);
      // An xl.conf that names no script leaves xl with its own default.
      const script =
        run?.script ?? (workspace.hostOf(file).xlConf && file.toolstack.toolstack === 'xl' ? 'vif-bridge' : '');
      const wantsOpen = script === 'vif-openvswitch';
      if (script !== 'vif-bridge' && !wantsOpen) continue;
      const name = wantsOpen ? parseOpenvswitchBridge(wanted.value)?.bridge : wanted.value;
      const bridge = name === undefined ? undefined : devices.get(name);
      if (bridge?.kind !== (wantsOpen ? 'bridge' : 'openvswitch')) continue;
      const right = wantsOpen ? 'vif-bridge' : 'vif-openvswitch';
      const own = vif.script;
      const { bridge: word } = vif;
      yield {
        span: word ? { offset: word.offset, end: word.end } : { offset: vif.offset, end: vif.end },
        message: `${bridge.name} is ${wantsOpen ? 'a bridge of the kernel' : 'an Open vSwitch bridge'}, which ${script} cannot join: the script fails and the guest is torn down again. Use script=${right}.`,
        related: [
          { uri: bridge.uri, span: bridge.span, message: `${bridge.name} is made here` },
          ...(run ? [{ ...run.place, message: `${script} is chosen here` }] : []),
        ],
        fixes: () => [
          fixBy(
            `Use script=${right}`,
            own
              ? replace(file, own, right)
              : insert(file, vif.end, `${vif.end > vif.offset ? ',' : ''}script=${right}`),
            { preferred: true },
          ),
        ],
      };
    }
  },
});
