import { dom0Files } from '../../model/dom0-files.ts';
import { basename } from '../../model/paths.ts';
import type { CfgFile, InterfacesFile, SxpFile } from '../../model/source-file.ts';
import { scriptOf, usedOption } from '../../model/xend.ts';
import { fixBy, insert, replace } from '../edits.ts';
import { defineRule, type Finding } from '../rule.ts';
import { bridgeOf, vifMode } from './vifs.ts';

export default defineRule({
  code: 'unknown-bridge',
  area: 'network',
  severity: 'warning',
  title: 'Bridge that the host does not make',
  explanation:
    "xl never makes a bridge itself. A vif without `bridge=` goes to the default of xl.conf, else to xenbr0. When dom0's interfaces file " +
    'makes other bridges only, the hotplug script does not find the one it wants, and the guest is torn down again: "Hotplug scripts ' +
    'not working". Bridges made elsewhere cannot be seen here, so hosts whose interfaces file includes files that are not in the workspace, and hosts ' +
    'where xend starts network-bridge, are left alone; except where network-bridge is told which bridge to make (`bridge=`) and nothing ' +
    'else makes one.',
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
    const dom0 = host.interfaces;
    yield* besideNetworkBridge(file, host.xend, dom0);
    const { files, complete } = dom0Files(host, workspace);
    if (!complete || host.xend?.facts.options.some((option) => option.name === 'network-script' && option.used)) return;
    const bridges = files.flatMap((one) => one.facts.bridges.map((bridge) => ({ ...bridge, uri: one.uri })));
    const devices = new Set(files.flatMap((one) => one.facts.devices.map((device) => device.name.value)));
    const made = new Set(bridges.map((bridge) => bridge.value));
    const [first] = bridges;
    // Where all bridges are Open vSwitch's, an xl.conf that is not here may send vifs there.
    if (!first || !files.some((one) => one.facts.devices.some((device) => device.bridgePorts))) return;
    for (const vif of file.facts.vifs) {
      const mode = vifMode(file, vif, workspace)?.mode ?? 'bridge';
      const wanted = mode === 'bridge' ? bridgeOf(file, vif, workspace) : undefined;
      if (!wanted || made.has(wanted.value) || devices.has(wanted.value) || wanted.value.startsWith('virbr')) continue;
      const names = [...new Set(bridges.map((bridge) => bridge.value))];
      const own = vif.bridge;
      yield {
        span: own ? { offset: own.offset, end: own.end } : { offset: vif.offset, end: vif.end },
        message: own
          ? `dom0's interfaces file makes no bridge ${wanted.value}, it makes ${names.join(', ')}: the vif cannot be connected and the guest is torn down again. Name a bridge of this host.`
          : `Without bridge= this vif goes to ${wanted.value}, which dom0's interfaces file does not make (it makes ${names.join(', ')}): the guest is torn down again. Add bridge=.`,
        related: [{ uri: first.uri, span: first, message: `The host makes ${first.value} here` }],
        fixes: () =>
          names.map((name, index) =>
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

/** Whether the file takes in others, which may make more bridges. */
function readsMore(file: InterfacesFile): boolean {
  return file.tree.stanzas.some((stanza) => stanza.keyword.text.startsWith('source'));
}

/** Bridges that guests name where network-bridge is told to make another one, and nothing else of the host makes any. */
function* besideNetworkBridge(
  file: CfgFile,
  xend: SxpFile | undefined,
  dom0: InterfacesFile | undefined,
): Generator<Finding> {
  const option = xend && usedOption(xend.facts, 'network-script');
  const script = option && scriptOf(option);
  const word = script?.args.find((one) => /^bridge=./.test(one.text));
  if (!xend || !script || !word || basename(script.name.text) !== 'network-bridge') return;
  if (dom0 && (readsMore(dom0) || dom0.facts.bridges.length > 0)) return;
  const made = word.text.slice('bridge='.length);
  for (const { bridge, script: own } of file.facts.vifs) {
    if (!bridge || bridge.value === made || bridge.value.startsWith('virbr')) continue;
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
