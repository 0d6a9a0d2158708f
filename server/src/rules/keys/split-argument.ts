import type { CfgFile } from '../../model/source-file.ts';
import { argumentLists } from '../../xen/xl-specs/arguments.ts';
import { fixBy, replace } from '../edits.ts';
import { type Entry, entriesOf } from '../entries.ts';
import { defineRule, type Fix } from '../rule.ts';

export default defineRule({
  code: 'split-argument',
  area: 'keys',
  severity: 'warning',
  title: 'Argument of QEMU that was cut at a comma',
  explanation:
    'Each text of `device_model_args` is one argument of QEMU. A value such as `socket,id=a,path=/run/a` that is cut at its commas becomes several ' +
    'arguments, and QEMU takes those that do not begin with `-` for disk images and stops.',
  examples: [
    {
      toolstack: 'xl',
      bad: {
        'w.cfg':
          'name = "w"\ntype = "hvm"\nmemory = 512\ndevice_model_args = [ "-chardev", "socket", "id=a", "path=/run/a" ]\n',
      },
      good: {
        'w.cfg':
          'name = "w"\ntype = "hvm"\nmemory = 512\ndevice_model_args = [ "-chardev", "socket,id=a,path=/run/a" ]\n',
      },
      fixed: {
        'w.cfg':
          'name = "w"\ntype = "hvm"\nmemory = 512\ndevice_model_args = [ "-chardev", "socket,id=a,path=/run/a" ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const option of argumentLists) {
      const entries = entriesOf(file, option);
      for (const [index, entry] of entries.entries()) {
        const before = entries[index - 1]?.text.text;
        // The first text behind an option is its value; a second key=value belongs to it.
        if (before === undefined || before.startsWith('-') || !/^[a-z][\w.-]*=/i.test(entry.text.text)) continue;
        yield {
          span: entry.span,
          message: `QEMU takes "${entry.text.text.slice(0, 40)}" on its own for the name of a disk image, and stops. Write it after the text before it, with a comma between them.`,
          fixes: () => joined(file, entries, index),
        };
        break;
      }
    }
  },
});

/** Joins the texts from one before `index` on with commas, as far as they are `key=value`; all must have the same quotes. */
function joined(file: CfgFile, entries: readonly Entry[], index: number): Fix[] {
  let last = index;
  while (/^[a-z][\w.-]*=/i.test(entries[last + 1]?.text.text ?? '')) last++;
  const parts = entries.slice(index - 1, last + 1);
  const quote = file.text.charAt(parts[0]?.span.offset ?? 0);
  const isQuoted = ({ span }: Entry): boolean =>
    file.text.charAt(span.offset) === quote && file.text.charAt(span.end - 1) === quote && span.end - span.offset > 2;
  if (!/["']/.test(quote) || !parts.every(isQuoted)) return [];
  const gaps = parts.slice(1).map(({ span }, at) => ({ offset: (parts[at]?.span.end ?? 0) - 1, end: span.offset + 1 }));
  const isPlain = gaps.every(({ offset, end }) => /^.\s*,\s*.$/s.test(file.text.slice(offset, end)));
  return isPlain
    ? [
        fixBy(
          'Join the texts',
          gaps.map((gap) => replace(file, gap, ',')),
          { preferred: true },
        ),
      ]
    : [];
}
