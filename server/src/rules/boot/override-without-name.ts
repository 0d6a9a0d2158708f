import { fixBy, lineAfter, usualQuote } from '../edits.ts';
import { textOf } from '../entries.ts';
import { isRead, whereCertain, xlSettings } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'override-without-name',
  area: 'boot',
  severity: 'warning',
  title: 'Own file for a part that is not named',
  explanation:
    '`bios_path_override` needs `bios` beside it, and `device_model_override` needs `device_model_version`: xl prints a warning at each ' +
    'start otherwise, and takes the file for one of the default kind.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nbios_path_override = "/srv/OVMF.fd"\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nbios = "ovmf"\nbios_path_override = "/srv/OVMF.fd"\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nbios_path_override = "/srv/OVMF.fd"\nbios = "ovmf"\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const { name, nameSpan, value, row, assignment } of xlSettings(file)) {
      const needed = row.reading?.needs;
      if (!needed || !textOf(value) || !isRead(file, row)) continue;
      const other = file.facts.variables.get(needed.name);
      if (other && (other.value.kind === 'unknown' || textOf(other.value))) continue;
      yield {
        span: nameSpan,
        severity: whereCertain(file, 'warning'),
        message: `xl warns at each start that ${name} stands there without ${needed.name}. Add a line such as ${needed.name} = "${needed.word}".`,
        fixes: () => {
          const quote = usualQuote(file);
          const word = /ovmf/i.test(textOf(value)?.text ?? '') ? 'ovmf' : needed.word;
          const line = `${needed.name} = ${quote}${word}${quote}`;
          return other
            ? []
            : [fixBy(`Add ${needed.name} = "${word}"`, lineAfter(file, assignment, line), { preferred: true })];
        },
      };
    }
  },
});
