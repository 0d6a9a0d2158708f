import { byName } from '../../xen/row.ts';
import { xmKeys } from '../../xen/xm-keys.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { finalSettings } from './settings-of.ts';

const ROWS = byName(xmKeys);

const KINDS: Readonly<Record<string, string>> = {
  tuple: 'a list in round brackets',
  dict: 'a dictionary',
  set: 'a set',
  long: 'a long number',
  unicode: 'a unicode text',
};

export default defineRule({
  code: 'xm-value-type',
  area: 'keys',
  severity: 'warning',
  title: 'Value of a kind that xm drops or takes apart',
  explanation:
    'After the file ran, xm takes over only texts, whole numbers, fractions and lists in square brackets. `True`, a list in round brackets or ' +
    'a dictionary is dropped without a word, and the default holds. A list of devices that is written as one text is taken apart letter by ' +
    'letter: "m should be a pair, separated by an equals sign".',
  examples: [
    {
      toolstack: 'xm',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = "bridge=xenbr0"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ "bridge=xenbr0" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ "bridge=xenbr0" ]\n' },
    },
    {
      toolstack: 'xm',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nlocaltime = True\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nlocaltime = 1\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nlocaltime = 1\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (file.toolstack.toolstack !== 'xm' || !file.toolstack.certain) return;
    for (const { name, value, assignment } of finalSettings(file)) {
      const row = ROWS.get(name);
      const written = assignment.value;
      if (!row || !written || assignment.operator !== '=') continue;
      const span = { offset: written.offset, end: written.end };
      const text = file.text.slice(span.offset, span.end);
      // `name = disk = x` gives both the same value: another one would be wrong for the other name.
      const shared = assignment.chained.length > 0;
      if (value.kind === 'string' && row.entryBegins && value.text.text !== '') {
        yield {
          span,
          severity: 'error',
          message: `xm takes the text for ${name} apart letter by letter and refuses it: the guest does not start. Put [ ] around it.`,
          fixes: () =>
            shared
              ? []
              : [
                  fixBy(
                    'Make it a list',
                    replace(file, span, `[ ${written.kind === 'group' ? text.slice(1, -1).trim() : text} ]`),
                    {
                      preferred: true,
                      safe: true,
                    },
                  ),
                ],
        };
      } else if (value.kind === 'other') {
        const kind = KINDS[value.type];
        // False where 0 is the default, and None, come out as they were meant.
        const isTrue = value.type === 'bool' && text === 'True';
        if (!isTrue && !(value.type === 'bool' && row.default === '1') && !kind) continue;
        const meant = kind === undefined ? (isTrue ? '1' : '0') : undefined;
        const square =
          value.type === 'tuple' && text.startsWith('(') && text.endsWith(')')
            ? `[${text.slice(1, -1).replace(/,(\s*)$/, '$1')}]`
            : undefined;
        const better = meant ?? square;
        yield {
          span,
          message: `xm drops ${kind ?? text} without a word: ${name} counts as not set.${better === undefined ? '' : ` Write ${better.length < 40 ? better : '[ ]'}.`}`,
          fixes: () =>
            better === undefined || shared
              ? []
              : [
                  fixBy(`Write ${better.length < 40 ? better : '[ ]'}`, replace(file, span, better), {
                    preferred: true,
                  }),
                ],
        };
      }
    }
  },
});
