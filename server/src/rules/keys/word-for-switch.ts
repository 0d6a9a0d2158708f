import { wordsOfForm } from '../../xen/values/forms.ts';
import { fixBy, replace, writeNumber } from '../edits.ts';
import { textOf } from '../entries.ts';
import { defineRule } from '../rule.ts';
import { xlNumber } from './numbers.ts';
import { whereCertain, xlLanguages, xlSettings } from './settings-of.ts';

const ON: ReadonlySet<string> = new Set(['yes', 'y', 'true', 'on', 'enable', 'enabled']);
const OFF: ReadonlySet<string> = new Set(['no', 'n', 'false', 'off', 'disable', 'disabled']);

/** The form of a switch that takes a list of groups, too. */
const GROUP = 'viridian-group';
const GROUPS: ReadonlySet<string> = new Set(wordsOfForm(GROUP).map((group) => group.word));

/** What was meant, as xl reads it; a Hyper-V group that stands alone belongs into a list. */
function meant(text: string, takesGroups: boolean): string | undefined {
  const word = text.trim().toLowerCase();
  if (ON.has(word)) return '1';
  if (OFF.has(word)) return '0';
  return takesGroups && GROUPS.has(word) ? `[ "${word}" ]` : undefined;
}

export default defineRule({
  code: 'word-for-switch',
  area: 'keys',
  severity: 'warning',
  title: 'Word where xl wants 0 or 1',
  explanation:
    'xl knows switches only as numbers. It drops a word such as `"yes"` or `"off"` with a warning, and the default holds: ' +
    '`acpi = "off"` leaves ACPI on.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nacpi = "off"\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nacpi = 0\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nacpi = "0"\n' },
    },
  ],
  languages: xlLanguages,
  *check(file) {
    for (const { row, value, assignment } of xlSettings(file)) {
      const takesGroups = row.form === GROUP;
      const isSwitch = row.type === 'bool' || row.type === 'defbool' || takesGroups;
      const text = textOf(value)?.text;
      if (!isSwitch || row.status === 'removed' || text === undefined || assignment.operator !== '=') continue;
      if (xlNumber(text) !== undefined) continue;
      const better = meant(text, takesGroups);
      const advice = takesGroups ? 'Write 1, 0 or a list of groups' : 'Write 1 or 0';
      const outcome = row.default === undefined ? 'the line has no effect' : `the default holds (${row.default})`;
      yield {
        span: value.span,
        severity: whereCertain(file, 'warning'),
        message: `xl does not know "${text.slice(0, 40)}" as on or off for ${row.name}: ${outcome}. ${advice}.`,
        fixes: () =>
          better === undefined
            ? []
            : [
                fixBy(
                  `Write ${better}`,
                  /^\d$/.test(better) ? writeNumber(file, value.span, better) : replace(file, value.span, better),
                  { preferred: true, safe: true },
                ),
              ],
      };
    }
  },
});
