import type { SxpFile } from '../../model/source-file.ts';
import type { XendOption } from '../../model/xend.ts';
import type { Span } from '../../syntax/span.ts';
import { textOf } from '../../syntax/sxp/tree.ts';
import { xendOptions } from '../../xen/xend-options.ts';
import { fixBy, lineStart, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { suggest } from '../suggest.ts';
import { commentFormOut } from './edits.ts';
import { rowOf } from './options.ts';

const NAMES = xendOptions.filter((row) => row.readAt !== 'never').map((row) => row.name);

export default defineRule({
  code: 'unknown-xend-option',
  area: 'xend',
  severity: 'warning',
  title: 'A setting that xend does not know',
  explanation:
    'xend never reports an unknown name: the setting is ignored and the default holds. Names are compared exactly: `-` and `_` are ' +
    'different, capitals count. Only `xsm_module_name` and `total_available_memory` are written with underscores.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(dom0_min_mem 512)\n(Network-Script network-bridge)\n' },
      good: { 'xend-config.sxp': '(dom0-min-mem 512)\n(network-script network-bridge)\n' },
      fixed: { 'xend-config.sxp': '(dom0-min-mem 512)\n(Network-Script network-bridge)\n' },
    },
    {
      bad: { 'xend-config.sxp': '(dom0-min-mem=512)\n' },
      good: { 'xend-config.sxp': '(dom0-min-mem 512)\n' },
      fixed: { 'xend-config.sxp': '(dom0-min-mem 512)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    if (!file.facts.xend) return;
    const certain = file.facts.options.some((option) => rowOf.has(option.name));
    for (const option of file.facts.options) {
      const row = rowOf.get(option.name);
      if (row && row.readAt !== 'never') continue;
      const split = splitName(option);
      if (split) {
        yield {
          span: split.span,
          message: `${split.invisible ? 'A no-break space stands here, which looks like a blank and is none: ' : ''}xend takes ${file.text.slice(split.span.offset, split.span.end)} for one unknown name and ignores it without a word. Write ${`${split.name} ${split.value}`.trimEnd()}.`,
          fixes: () => [
            fixBy(
              `Write ${`${split.name} ${split.value}`.trimEnd()}`,
              replace(file, split.span, `${split.name} ${split.value}`.trimEnd()),
              {
                preferred: true,
              },
            ),
          ],
        };
        continue;
      }
      const meant = row?.replacedBy ?? suggest(option.name, NAMES);
      // Without a single known name nothing says that this file is xend's.
      if (!meant && !certain) continue;
      yield {
        span: option.nameSpan,
        ...(meant ? {} : { severity: 'information' as const }),
        message: meant
          ? `xend does not know ${option.name} and ignores it without a word. Did you mean ${meant}?`
          : `xend does not know ${option.name} and ignores it; if another program reads this setting, all is well.`,
        fixes: () =>
          meant
            ? [{ title: `Rename it to ${meant}`, edits: [replace(file, option.nameSpan, meant)], preferred: true }]
            : startsItsLine(file, option)
              ? [fixBy(`Comment out ${option.name}`, commentFormOut(file, option.form))]
              : [],
      };
    }
  },
});

/** Whether nothing stands before the form on its line that it may belong to. */
function startsItsLine({ text }: SxpFile, { form }: XendOption): boolean {
  return text.slice(lineStart(text, form.offset), form.offset).trim() === '';
}

/** Signs that glue a value to its name: `=`, and blanks that are none to xend (no-break spaces and the like). */
const GLUED = /^([a-z][\w-]*)(?:=|[\u00a0\u2007\u2009\u200b\u202f\u3000]+)(.*)$/s;

/** A known name that another sign keeps xend from seeing: `(name=value)`, `(xend port 8000)`. */
function splitName(option: XendOption): { name: string; value: string; span: Span; invisible?: boolean } | undefined {
  const glued = GLUED.exec(option.name);
  if (glued?.[1] && rowOf.has(glued[1])) {
    const invisible = option.name.charAt(glued[1].length) !== '=';
    return { name: glued[1], value: glued[2] ?? '', span: option.nameSpan, invisible };
  }
  let name = option.name;
  for (const [index, item] of option.form.items.entries()) {
    const word = textOf(item);
    if (index === 0) continue;
    if (index > 3 || item.kind !== 'atom' || word === undefined) return undefined;
    name = `${name}-${word}`;
    if (rowOf.has(name)) {
      const value = textOf(option.form.items[index + 1]);
      return value === undefined
        ? undefined
        : { name, value: '', span: { offset: option.nameSpan.offset, end: item.end } };
    }
  }
  return undefined;
}
