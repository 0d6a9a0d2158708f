import { hookOptionOf } from '../../model/interfaces.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, isPlaceholder, span } from './devices.ts';

const GOOD = 'auto xenbr0\niface xenbr0 inet dhcp\n    bridge_ports eth0 eth1\n';

export default defineRule({
  code: 'ports-with-commas',
  area: 'interfaces',
  severity: 'warning',
  title: 'Ports separated by commas',
  explanation:
    'The ports of a bridge are separated by blanks. With a comma the whole text is taken for the name of one card, which does not exist: the ' +
    'bridge comes up without any of them, and guests reach nobody outside.',
  examples: [
    {
      bad: { [DOM0_FILE]: GOOD.replace('eth0 eth1', 'eth0,eth1') },
      good: { [DOM0_FILE]: GOOD },
      fixed: { [DOM0_FILE]: GOOD },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    for (const device of file.facts.devices) {
      const ports = hookOptionOf(device, 'bridge_ports');
      const [first] = ports?.words ?? [];
      const last = ports?.words.at(-1);
      if (!ports || !first || !last || !ports.value.includes(',') || isPlaceholder(ports.value)) continue;
      // A pattern may hold a comma: regex eth{1,2}.
      if (ports.words.some((word) => word.text === 'regex' || word.text === 'noregex')) continue;
      const where = { offset: first.offset, end: last.end };
      yield {
        span: span(where),
        message: `Ports are separated by blanks: ${device.name.value} gets no port of the name ${ports.words.find((word) => word.text.includes(','))?.text ?? ''}, and its guests reach nobody outside. Write blanks.`,
        fixes: () => [
          fixBy(
            'Separate the ports by blanks',
            replace(
              file,
              where,
              ports.value
                .trim()
                .split(/[\s,]+/)
                .filter(Boolean)
                .join(' '),
            ),
            {
              preferred: true,
              safe: true,
            },
          ),
        ],
      };
    }
  },
});
