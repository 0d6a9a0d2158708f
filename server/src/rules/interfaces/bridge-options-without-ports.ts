import { hookName, isForIfupdown2 } from '../../model/interfaces.ts';
import { interfacesOptions } from '../../xen/interfaces-options.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, span } from './devices.ts';

/** Options that the script of bridge-utils reads once there are ports. */
const OF_BRIDGE: ReadonlySet<string> = new Set(
  interfacesOptions.filter((row) => row.reader === 'bridge-utils').map((row) => hookName(row.name)),
);

const BRIDGE = 'auto xenbr0\niface xenbr0 inet manual\n    bridge_fd 0\n';

export default defineRule({
  code: 'bridge-options-without-ports',
  area: 'interfaces',
  severity: 'warning',
  title: 'Bridge options without bridge_ports',
  explanation:
    'The script of bridge-utils that ifup runs makes a bridge only where `bridge_ports` is set, and ends at once without it ' +
    '(/lib/bridge-utils/ifupdown.sh): the other `bridge_…` options have no effect, ifup fails on a device that is not there, and guests find no ' +
    'bridge. A bridge without a card is `bridge_ports none`.',
  examples: [
    {
      bad: { [DOM0_FILE]: BRIDGE },
      good: { [DOM0_FILE]: BRIDGE.replace('    bridge_fd', '    bridge_ports none\n    bridge_fd') },
      fixed: { [DOM0_FILE]: BRIDGE.replace('    bridge_fd', '    bridge_ports none\n    bridge_fd') },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    if (isForIfupdown2(file.facts)) return;
    const made = new Set(file.facts.bridges.map((bridge) => bridge.value));
    const others = new Set(
      file.facts.devices.filter((device) => device.bridgePorts).map((device) => device.name.value),
    );
    for (const device of file.facts.devices) {
      const name = device.name.value;
      // A command may make the bridge; where another stanza of the name makes it, the option stands in the wrong one.
      if (device.bridgePorts || (made.has(name) && !others.has(name)) || !file.facts.commandsKnown) continue;
      const option = device.stanza.options.find(
        (one) => one.words.length > 0 && OF_BRIDGE.has(hookName(one.name.text)),
      );
      if (!option) continue;
      if (others.has(name)) {
        yield {
          span: span(option.name),
          severity: 'information',
          message: `${option.name.text} has no effect in this stanza: the script of bridge-utils reads it beside bridge_ports only. Move it to the stanza of ${name} that has them.`,
        };
        continue;
      }
      const start = file.text.lastIndexOf('\n', option.offset - 1) + 1;
      const indent = /^[ \t]*/.exec(file.text.slice(start, option.offset))?.[0] ?? '';
      yield {
        span: span(option.name),
        message: `Without bridge_ports no bridge ${name} is made, and ${option.name.text} has no effect. Add bridge_ports with its cards, or bridge_ports none for a bridge without one.`,
        fixes: () => [
          {
            title: 'Add bridge_ports none',
            edits: [{ uri: file.uri, span: { offset: start, end: start }, newText: `${indent}bridge_ports none\n` }],
          },
        ],
      };
    }
  },
});
