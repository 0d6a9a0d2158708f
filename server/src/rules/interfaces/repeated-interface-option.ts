import { isForIfupdown2 } from '../../model/interfaces.ts';
import type { InterfacesFile } from '../../model/source-file.ts';
import type { InterfacesOption, InterfacesStanza } from '../../syntax/interfaces/tree.ts';
import { interfacesOptions } from '../../xen/interfaces-options.ts';
import { fixBy, lineBefore, linesOut } from '../edits.ts';
import { defineRule, type TextEdit } from '../rule.ts';
import { DOM0_FILE, span } from './devices.ts';

const FIRST = 'auto eth0\niface eth0 inet static\n    address 192.0.2.2/24\n    ';

/** Options that hold one value for `ip`; of others, hook scripts may read several lines. */
const SINGLE: ReadonlySet<string> = new Set(interfacesOptions.filter((row) => row.single).map((row) => row.name));

export default defineRule({
  code: 'repeated-interface-option',
  area: 'interfaces',
  severity: 'warning',
  title: 'Option given twice in one stanza',
  explanation:
    'ifupdown joins the values of an option that stands twice in a stanza. For `address`, `netmask` or `gateway` that makes a command with ' +
    'two addresses where one belongs: it is refused, and the interface does not come up. A second address has a stanza of its own.',
  examples: [
    {
      bad: { [DOM0_FILE]: `${FIRST}address 192.0.2.3/24\n` },
      good: {
        [DOM0_FILE]:
          'auto eth0\niface eth0 inet static\n    address 192.0.2.2/24\niface eth0 inet static\n    address 192.0.2.3/24\n',
      },
      fixed: {
        [DOM0_FILE]:
          'auto eth0\niface eth0 inet static\n    address 192.0.2.2/24\niface eth0 inet static\n    address 192.0.2.3/24\n',
      },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    if (isForIfupdown2(file.facts)) return;
    for (const { stanza, name } of file.facts.devices) {
      const seen = new Map<string, InterfacesOption>();
      for (const option of stanza.options) {
        if (!SINGLE.has(option.name.text)) continue;
        const first = seen.get(option.name.text);
        if (first) {
          yield {
            span: span(option),
            message: `${option.name.text} stands twice for ${name.value}: ifup takes both for one value, and either the command fails or the second has no effect. Keep one; a second address has an iface stanza of its own.`,
            related: [{ uri: file.uri, span: span(first), message: `${option.name.text} the first time` }],
            fixes: () => [
              ...(startsStanza(stanza, option)
                ? [fixBy('Give the second address a stanza of its own', ownStanza(file, stanza, option))]
                : []),
              fixBy(`Comment out ${option.name.text} ${option.value}`, linesOut(file, option)),
              fixBy(`Comment out ${first.name.text} ${first.value}`, linesOut(file, first)),
            ],
          };
        } else seen.set(option.name.text, option);
      }
    }
  },
});

/** Options that may stand below the second address, as they belong to it. */
const OF_ADDRESS: ReadonlySet<string> = new Set(
  interfacesOptions.filter((row) => row.ofAddress).map((row) => row.name),
);

/** Whether a new stanza may begin at a second address: what stands below it belongs to this address alone. */
function startsStanza(stanza: InterfacesStanza, option: InterfacesOption): boolean {
  if (option.name.text !== 'address') return false;
  const at = stanza.options.indexOf(option);
  const below = stanza.options.slice(at + 1);
  const haveMasks = [stanza.options.slice(0, at), [option, ...below]].every((part) =>
    part.some(({ name, value }) => name.text === 'netmask' || (name.text === 'address' && value.includes('/'))),
  );
  return haveMasks && below.every(({ name }) => OF_ADDRESS.has(name.text));
}

/** The iface line once more, above the second address. */
function ownStanza(file: InterfacesFile, { keyword, args }: InterfacesStanza, option: InterfacesOption): TextEdit {
  const start = file.text.lastIndexOf('\n', option.offset - 1) + 1;
  const line = [keyword, ...args].map((word) => word.text).join(' ');
  return lineBefore(file, { offset: start, end: start }, line);
}
