import { hookName } from '../../model/interfaces.ts';
import { interfacesOptions } from '../../xen/interfaces-options.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { suggest } from '../suggest.ts';
import { DOM0_FILE } from './devices.ts';

const FIRST = 'auto eth0\niface eth0 inet static\n    ';

const KNOWN = new Set(interfacesOptions.map((row) => hookName(row.name)));
/** Options whose loss is felt at once: a slip in one of these is surely a slip. */
const VITAL = interfacesOptions.filter((row) => row.vital).map((row) => row.name);

export default defineRule({
  code: 'interface-option-typo',
  area: 'interfaces',
  severity: 'warning',
  title: 'Misspelt option of an interface',
  explanation:
    'ifupdown accepts every option and hands it to hook scripts, so a misspelt one is not refused: it is just not there. This rule speaks up ' +
    'only for a name that is one or two slips from an option, as a warning where the stanza lacks that one; other unknown options are left alone.',
  examples: [
    {
      bad: { [DOM0_FILE]: `${FIRST}adress 192.0.2.2/24\n` },
      good: { [DOM0_FILE]: `${FIRST}address 192.0.2.2/24\n` },
      fixed: { [DOM0_FILE]: `${FIRST}address 192.0.2.2/24\n` },
    },
    {
      bad: { [DOM0_FILE]: 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_port eth0\n' },
      good: { [DOM0_FILE]: 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports eth0\n' },
      fixed: { 'etc/network/interfaces': 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports eth0\n' },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    for (const { stanza, name: device } of file.facts.devices) {
      const present = new Set(stanza.options.map((option) => hookName(option.name.text)));
      for (const { name } of stanza.options) {
        if (name.text.length < 5 || /[0-9?]$/.test(name.text) || KNOWN.has(hookName(name.text))) continue;
        const meant = suggest(name.text, VITAL);
        if (!meant) continue;
        if (present.has(hookName(meant))) {
          yield {
            span: { offset: name.offset, end: name.end },
            severity: 'information',
            message: `Nothing reads an option ${name.text}, and ${meant} is set already. Remove the line unless a script of yours reads it.`,
          };
          continue;
        }
        yield {
          span: { offset: name.offset, end: name.end },
          message: `Nothing reads an option ${name.text}: ${device.value} comes up without ${meant}. Write ${meant}.`,
          fixes: () => [fixBy(`Change to ${meant}`, replace(file, name, meant), { preferred: true })],
        };
      }
    }
  },
});
