import { type HostNetwork, hostNetwork, isMadeByDaemon } from '../../model/host-network/network.ts';
import { basename } from '../../model/paths.ts';
import type { CfgFile, SxpFile } from '../../model/source-file.ts';
import { scriptOf, usedOption } from '../../model/xend.ts';
import { deviceNameProblem } from '../../xen/device-names.ts';
import { fixBy, insert, replace } from '../edits.ts';
import { defineRule, type Finding } from '../rule.ts';
import { suggest } from '../suggest.ts';
import { bridgeOf, driverDomainOf, vifMode } from './vifs.ts';

const NETPLAN =
  'network:\n  ethernets:\n    eno1: {}\n  bridges:\n    xenbr0:\n      interfaces: [eno1]\n      dhcp4: true\n';

export default defineRule({
  code: 'unknown-bridge',
  area: 'network',
  severity: 'warning',
  title: 'Bridge that the host does not make',
  explanation:
    "xl never makes a bridge itself. A vif without `bridge=` goes to the default of xl.conf, else to xenbr0. When the host's files " +
    '(ifupdown, netplan, systemd-networkd, NetworkManager, ifcfg) make other bridges only, the hotplug script does not find the one it ' +
    'wants, and the guest is torn down again: "Hotplug scripts not working". Hosts with a file that cannot be read here, such as a script, and hosts ' +
    'where xend starts network-bridge, are left alone; except where network-bridge is told which bridge to make (`bridge=`) and nothing ' +
    'else makes one. A vif with `backend=` joins a bridge of its driver domain, which is left alone too.',
  examples: [
    {
      toolstack: 'xl',
      bad: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=xenbr0\' ]\n',
        'etc/network/interfaces': 'auto br0\niface br0 inet dhcp\n    bridge_ports eth0\n',
      },
      good: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=br0\' ]\n',
        'etc/network/interfaces': 'auto br0\niface br0 inet dhcp\n    bridge_ports eth0\n',
      },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=br0\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=xenbr0\' ]\n',
        'etc/network/interfaces': 'source /etc/network/interfaces.d/*\n',
        'etc/network/interfaces.d/br0': 'auto br0\niface br0 inet dhcp\n    bridge_ports eth0\n',
      },
      good: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=xenbr0\' ]\n',
        'etc/network/interfaces': 'source /etc/network/interfaces.d/*\n',
        'etc/network/interfaces.d/xenbr0': 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports eth0\n',
      },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=br0\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=xenbr1\' ]\n',
        'etc/netplan/01-host.yaml': NETPLAN,
      },
      good: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=xenbr0\' ]\n',
        'etc/netplan/01-host.yaml': NETPLAN,
      },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=xenbr0\' ]\n' },
    },
    {
      bad: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=xenbr0\' ]\n',
        'xend-config.sxp': "(network-script 'network-bridge bridge=xenbr1')\n(vif-script vif-bridge)\n",
      },
      good: {
        'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=xenbr1\' ]\n',
        'xend-config.sxp': "(network-script 'network-bridge bridge=xenbr1')\n(vif-script vif-bridge)\n",
      },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=xenbr1\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const host = workspace.hostOf(file);
    const network = hostNetwork(file, workspace);
    yield* besideNetworkBridge(file, host.xend, network);
    if (!network.complete || host.xend?.facts.options.some((option) => option.name === 'network-script' && option.used))
      return;
    const { bridges, devices } = network;
    const [first] = bridges;
    // Where all bridges are Open vSwitch's, an xl.conf that is not here may send vifs there.
    if (!first || !bridges.some((one) => one.kind === 'bridge')) return;
    for (const vif of file.facts.vifs) {
      const mode = vifMode(file, vif, workspace)?.mode ?? 'bridge';
      const wanted = mode === 'bridge' ? bridgeOf(file, vif, workspace) : undefined;
      if (!wanted || devices.has(wanted.value) || isMadeByDaemon(wanted.value)) continue;
      if (deviceNameProblem(wanted.value)) continue;
      if (driverDomainOf(file, vif, workspace)) continue;
      const near = suggest(wanted.value, devices.keys());
      const names = bridges.map((one) => one.name).sort((a, b) => Number(b === near) - Number(a === near));
      const own = vif.bridge;
      yield {
        span: own ? { offset: own.offset, end: own.end } : { offset: vif.offset, end: vif.end },
        message: own
          ? `No file of this host makes a bridge ${wanted.value} (it has ${listed(names)}): the vif cannot be connected and the guest is torn down again. Name a bridge of this host.`
          : `Without bridge= this vif goes to ${wanted.value}, which no file of this host makes (it has ${listed(names)}): the guest is torn down again. Add bridge=.`,
        related: [{ uri: first.uri, span: first.span, message: `The host makes ${first.name} here` }],
        fixes: () =>
          names.slice(0, MOST_OFFERED).map((name, index) =>
            own
              ? fixBy(`Use the bridge ${name}`, replace(file, own, name), { preferred: index === 0 })
              : fixBy(`Add bridge=${name}`, insert(file, vif.end, `${vif.end > vif.offset ? ',' : ''}bridge=${name}`), {
                  preferred: index === 0,
                }),
          ),
      };
    }
  },
});

/** More bridges than a person would choose from in a menu are not offered. */
const MOST_OFFERED = 8;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_OFFERED).join(', ');
  return names.length > MOST_OFFERED ? `${shown} and ${names.length - MOST_OFFERED} more` : shown;
}

/** Bridges that guests name where network-bridge is told to make another one, and nothing else of the host makes any. */
function* besideNetworkBridge(file: CfgFile, xend: SxpFile | undefined, network: HostNetwork): Generator<Finding> {
  const option = xend && usedOption(xend.facts, 'network-script');
  const script = option && scriptOf(option);
  const word = script?.args.find((one) => /^bridge=./.test(one.text));
  if (!xend || !script || !word || basename(script.name.text) !== 'network-bridge') return;
  if (network.bridges.length > 0 || (network.devices.size > 0 && !network.complete)) return;
  const made = word.text.slice('bridge='.length);
  for (const { bridge, script: own } of file.facts.vifs) {
    if (!bridge || bridge.value === made || isMadeByDaemon(bridge.value)) continue;
    // vif-bridge takes the bridge ethN where xenbrN is missing; a script of its own may do anything.
    if (bridge.value.replace(/^xenbr/, 'eth') === made || (own && basename(own.value) !== 'vif-bridge')) continue;
    yield {
      span: { offset: bridge.offset, end: bridge.end },
      message: `network-bridge makes the bridge ${made} on this host, and no file makes ${bridge.value}: the vif cannot be connected and the guest is torn down again. Name a bridge of this host.`,
      related: [
        { uri: xend.uri, span: { offset: word.offset, end: word.end }, message: `The host makes ${made} here` },
      ],
      fixes: () => [fixBy(`Use the bridge ${made}`, replace(file, bridge, made), { preferred: true })],
    };
  }
}
