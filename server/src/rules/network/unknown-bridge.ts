import type { InterfacesFile } from '../../model/source-file.ts';
import { fixBy, insert, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { bridgeOf, vifMode } from './vifs.ts';

export default defineRule({
  code: 'unknown-bridge',
  area: 'network',
  severity: 'warning',
  title: 'Bridge that the host does not make',
  explanation:
    "xl never makes a bridge itself. A vif without `bridge=` goes to the default of xl.conf, else to xenbr0. When dom0's interfaces file " +
    'makes other bridges only, the hotplug script does not find the one it wants, and the guest is torn down again: "Hotplug scripts ' +
    'not working". Bridges made elsewhere cannot be seen here, so hosts whose interfaces file includes other files, and hosts ' +
    'where xend starts network-bridge, are left alone.',
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
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const host = workspace.hostOf(file);
    const dom0 = host.interfaces;
    if (
      !dom0 ||
      readsMore(dom0) ||
      host.xend?.facts.options.some((option) => option.name === 'network-script' && option.used)
    )
      return;
    const bridges = dom0.facts.devices
      .filter((device) => device.bridgePorts !== undefined)
      .map((device) => device.name);
    const [first] = bridges;
    if (!first) return;
    for (const vif of file.facts.vifs) {
      const mode = vifMode(file, vif, workspace)?.mode ?? 'bridge';
      const wanted = mode === 'bridge' ? bridgeOf(file, vif, workspace) : undefined;
      if (
        !wanted ||
        dom0.facts.devices.some((device) => device.name.value === wanted.value) ||
        wanted.value.startsWith('virbr')
      )
        continue;
      const names = [...new Set(bridges.map((bridge) => bridge.value))];
      const own = vif.bridge;
      yield {
        span: own ? { offset: own.offset, end: own.end } : { offset: vif.offset, end: vif.end },
        message: own
          ? `dom0's interfaces file makes no bridge ${wanted.value}, it makes ${names.join(', ')}: the vif cannot be connected and the guest is torn down again. Name a bridge of this host.`
          : `Without bridge= this vif goes to ${wanted.value}, which dom0's interfaces file does not make (it makes ${names.join(', ')}): the guest is torn down again. Add bridge=.`,
        related: [{ uri: dom0.uri, span: first, message: `The host makes ${first.value} here` }],
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
