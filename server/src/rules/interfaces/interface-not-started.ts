import { dom0Files } from '../../model/dom0-files.ts';
import type { InterfacesFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, span } from './devices.ts';

const BRIDGE = 'iface xenbr0 inet static\n    address 192.0.2.1/24\n    bridge_ports none\n';

export default defineRule({
  code: 'interface-not-started',
  area: 'interfaces',
  severity: 'information',
  title: 'Interface that nothing brings up',
  explanation:
    '`iface` only describes an interface. At boot `ifup -a` brings up the names after `auto`, and udev those after `allow-hotplug` when their card ' +
    'appears; any other waits for somebody to type `ifup`. A bridge that is not brought up is missing when the first guest starts, which is a ' +
    'warning; a card with an address may be meant so, and is mentioned where the file starts others. The ports of a bridge need no `auto`.',
  examples: [
    {
      bad: { [DOM0_FILE]: BRIDGE },
      good: { [DOM0_FILE]: `auto xenbr0\n${BRIDGE}` },
      fixed: { [DOM0_FILE]: `auto xenbr0\n${BRIDGE}` },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file, { workspace }) {
    const files = filesOf(file, workspace);
    if (!files) return;
    const started = new Set(files.flatMap((one) => one.facts.started.map((name) => logicalName(name.value))));
    if ([...started].some((name) => name.startsWith('/'))) return;
    const ports = new Set(files.flatMap((one) => one.facts.devices.flatMap((device) => device.bridgePorts ?? []).map((port) => port.value))); // biome-ignore format: one set
    const seen = new Set<string>();
    for (const device of file.facts.devices) {
      const name = device.name.value;
      if (started.has(name) || ports.has(name) || seen.has(name) || isStartedOtherwise(name, files)) continue;
      seen.add(name);
      const bridge = file.facts.devices.some((one) => one.name.value === name && one.bridgePorts);
      // A file that starts nothing at all may be a piece of one.
      const whole =
        started.size > 0 &&
        device.family.startsWith('inet') &&
        (device.method === 'static' || device.method === 'dhcp');
      if (!bridge && !whole) continue;
      const { offset } = device.stanza;
      yield {
        span: span(device.name),
        ...(bridge ? { severity: 'warning' as const } : {}),
        message: `Nothing brings ${name} up at boot: ${bridge ? 'guests that start then find no such bridge' : 'it waits for an ifup by hand'}. Add auto ${name}.`,
        fixes: () => [
          {
            title: `Add auto ${name}`,
            edits: [{ uri: file.uri, span: { offset, end: offset }, newText: `auto ${name}\n` }],
            preferred: true,
          },
        ],
      };
    }
  },
});

/** `auto eth0=home` brings up the stanza `home`. */
const logicalName = (name: string): string => name.slice(name.indexOf('=') + 1);

/** All files in which an `auto` may stand; undefined where some are not in the workspace. */
function filesOf(file: InterfacesFile, workspace: Workspace): readonly InterfacesFile[] | undefined {
  const { files, complete } = dom0Files(workspace.hostOf(file), workspace);
  if (files.includes(file)) return complete ? files : undefined;
  return file.facts.complete ? [file] : undefined;
}

/** A stanza that others inherit from, that `mapping` chooses, or that a command brings up. */
function isStartedOtherwise(name: string, files: readonly InterfacesFile[]): boolean {
  return files.some(
    ({ tree, text }) =>
      tree.stanzas.some(
        (stanza) =>
          stanza.keyword.text === 'mapping' ||
          stanza.keyword.text === 'template' ||
          stanza.args.some((word, index) => word.text === name && stanza.args[index - 1]?.text === 'inherits') ||
          stanza.options.some((option) => /\bifup\b/.test(option.value) && option.value.includes(name)),
      ) ||
      /[${}<>@]/.test(name) ||
      text.includes('{%') ||
      text.includes('{{'),
  );
}
