import type { SxpFile } from '../../model/source-file.ts';
import { type SxpItem, type SxpList, textOf } from '../../syntax/sxp/tree.ts';
import { fixBy, insert, remove, replace } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { rowOf } from './options.ts';

/** Closes the outer form before the first inner one, and takes its own bracket away at the end, so that they stand side by side. */
function closedBefore(file: SxpFile, form: SxpList, inner: SxpItem): Fix[] {
  const at = form.items.indexOf(inner);
  const before = form.items[at - 1];
  const rest = form.items.slice(at);
  if (!before || before.kind === 'list' || !form.closed) return [];
  if (!rest.every((one) => one.kind === 'list' && one.closed)) return [];
  const edits = [insert(file, before.end, ')'), remove(file, { offset: form.end - 1, end: form.end })];
  return [{ title: 'Close the brackets of the one before', edits, preferred: true }];
}

export default defineRule({
  code: 'nested-setting',
  area: 'xend',
  severity: 'warning',
  title: 'A setting inside the brackets of another one',
  explanation:
    'xend looks only at forms that stand at top level. When a bracket is forgotten and one too many follows further down, the file is ' +
    'accepted, and the settings in between belong to the form that was left open: xend never sees them.',
  examples: [
    {
      bad: { 'xend-config.sxp': "(vnc-listen '127.0.0.1'\n(vncpasswd 'x')\n(keymap 'de'))\n" },
      good: { 'xend-config.sxp': "(vnc-listen '127.0.0.1')\n(vncpasswd 'x')\n(keymap 'de')\n" },
      fixed: { 'xend-config.sxp': "(vnc-listen '127.0.0.1')\n(vncpasswd 'x')\n(keymap 'de')\n" },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    if (!file.facts.xend) return;
    for (const form of file.tree.items) {
      if (form.kind !== 'list') continue;
      for (const inner of form.items) {
        const name = inner.kind === 'list' ? inner.items[0] : undefined;
        const text = textOf(name);
        if (!name || text === undefined || !rowOf.has(text)) continue;
        const doubled = form.items.length === 1 && form.closed && inner.kind === 'list';
        yield {
          span: { offset: inner.offset, end: name.end },
          message: doubled
            ? `${text} stands in one pair of brackets too many, so xend never sees it. Remove the outer brackets.`
            : `${text} stands inside the brackets of another setting, so xend never sees it. Close the brackets of the one before.`,
          related: [
            {
              uri: file.uri,
              span: { offset: form.offset, end: form.offset + 1 },
              message: 'It is inside of this form',
            },
          ],
          fixes: () =>
            doubled
              ? [
                  fixBy('Remove the outer brackets', replace(file, form, file.text.slice(inner.offset, inner.end)), {
                    preferred: true,
                  }),
                ]
              : closedBefore(file, form, inner),
        };
      }
    }
  },
});
