import { dom0Files } from '../../model/dom0-files.ts';
import { scriptOf, usedOption, type XendOption } from '../../model/xend.ts';
import { scriptName } from '../../xen/hotplug-scripts.ts';
import { fixBy, insert, lineBreakOf } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { switchScript } from './edits.ts';

/** Scripts that change nothing on the host; network-dummy is an idiom, and in some distributions a file. */
const IDLE = /^(?:network-dummy|dummy|true|:)$/;

export default defineRule({
  code: 'vif-bridge-without-bridge',
  area: 'xend',
  severity: 'warning',
  title: 'vif-bridge on a host where nothing makes a bridge',
  explanation:
    'vif-bridge puts the vif of a guest on a bridge that has to be there. `network-bridge` makes one, or the network files of the ' +
    'distribution do; `network-dummy` (or no `network-script`) leaves the host as it is. Where the interfaces file of dom0 is here and makes no ' +
    'bridge either, vif-bridge ends with "Could not find bridge", and no guest with a vif starts. Hosts whose interfaces file takes in files ' +
    'that are not in the workspace are left alone.',
  examples: [
    {
      bad: {
        'xend-config.sxp': '(network-script network-dummy)\n(vif-script vif-bridge)\n',
        'etc/network/interfaces': 'auto eth0\niface eth0 inet dhcp\n',
      },
      good: {
        'xend-config.sxp': '(network-script network-dummy)\n(vif-script vif-bridge)\n',
        'etc/network/interfaces': 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports eth0\n',
      },
      fixed: { 'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file, { workspace }) {
    const vif = file.facts.xend ? usedOption(file.facts, 'vif-script') : undefined;
    const network = usedOption(file.facts, 'network-script');
    if (!vif || !isScript(vif, /^vif-bridge$/) || (network && !isScript(network, IDLE))) return;
    const { files, complete } = dom0Files(workspace.hostOf(file), workspace);
    if (!complete || files.some((one) => one.facts.bridges.length > 0)) return;
    // A file with nothing but lo is not what brings this host up.
    const card = files
      .flatMap((one) => one.facts.devices.map((device) => ({ device, uri: one.uri })))
      .find(({ device }) => device.name.value !== 'lo' && device.method !== 'manual');
    if (!card) return;
    const place = network ?? vif;
    yield {
      span: { offset: place.offset, end: place.end },
      message:
        `vif-bridge needs a bridge, and nothing makes one on this host: ${network ? 'this network-script changes nothing' : 'there is no network-script'} and the interfaces file has none. ` +
        'Guests with a vif are torn down again ("Could not find bridge"). Make a bridge in the interfaces file, or use network-bridge.',
      related: [{ uri: card.uri, span: card.device.name, message: 'dom0’s own card, which is not in a bridge' }],
      fixes: () => [
        fixBy(
          'Use network-bridge',
          network
            ? switchScript(file, 'network-script', 'network-bridge')
            : insert(file, vif.offset, `(network-script network-bridge)${lineBreakOf(file)}`),
        ),
      ],
    };
  },
});

function isScript(option: XendOption, pattern: RegExp): boolean {
  const script = scriptOf(option);
  return script !== undefined && pattern.test(scriptName(script.name.text));
}
