import type { SxpFile } from '../../model/source-file.ts';
import type { SxpItem } from '../../syntax/sxp/tree.ts';
import { replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { rowOf } from './options.ts';

export default defineRule({
  code: 'bare-word-setting',
  area: 'xend',
  severity: 'warning',
  title: 'A setting without brackets',
  explanation:
    'Words outside brackets are read and never looked at: the setting does not exist for xend and its default holds. It happens when the ' +
    'brackets get lost together with the `#`, or when a line is written as in a domU file (`name = value`).',
  examples: [
    {
      bad: { 'xend-config.sxp': 'network-script network-nat\n(vif-script vif-nat)\n' },
      good: { 'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n' },
      fixed: { 'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n' },
    },
    {
      bad: { 'xend-config.sxp': '[network-script network-nat]\n(vif-script vif-nat)\n' },
      good: { 'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n' },
      fixed: { 'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n' },
    },
    {
      bad: { 'xend-config.sxp': "vif-script = 'vif-nat'\n(network-script network-nat)\n" },
      good: { 'xend-config.sxp': "(vif-script 'vif-nat')\n(network-script network-nat)\n" },
      fixed: { 'xend-config.sxp': "(vif-script 'vif-nat')\n(network-script network-nat)\n" },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    if (!file.facts.xend) return;
    for (const words of bareLines(file)) {
      const [first] = words;
      const last = words.at(-1);
      if (!first || !last || first.kind !== 'atom' || !/^[[{<]?[A-Za-z]/.test(first.value)) continue;
      const span = { offset: first.offset, end: last.end };
      const form = asForm(file.text.slice(span.offset, span.end));
      const name = /^\(([\w-]+)/.exec(form)?.[1] ?? '';
      // A bracket with nothing open on this line has its own finding and its own repair.
      const broken = /^[ \t]*\)/.test(file.text.slice(last.end, last.end + 100));
      if (!rowOf.has(name) || broken) continue;
      const other = /^[[{<]/.exec(first.value)?.[0];
      yield {
        span,
        message: other
          ? `Settings stand in round brackets: xend never looks at what stands in ${other}, and ${name} keeps its default. Write ${form}.`
          : `This is not a setting without brackets: xend never looks at it, and ${name} keeps its default. Write ${form}.`,
        fixes: () => [{ title: `Write ${form}`, edits: [replace(file, span, form)], preferred: true }],
      };
    }
  },
});

/** The words of each line that holds nothing but words. */
function* bareLines(file: SxpFile): Generator<SxpItem[]> {
  let line: SxpItem[] = [];
  for (const item of file.tree.items) {
    const previous = line.at(-1);
    if (previous && file.text.slice(previous.end, item.offset).includes('\n')) {
      if (line.every((word) => word.kind !== 'list')) yield line;
      line = [];
    }
    line.push(item);
  }
  if (line.length > 0 && line.every((word) => word.kind !== 'list')) yield line;
}

/** `name = value`, `name value` or `[name value]` as a form; values of several words are quoted. */
function asForm(text: string): string {
  const bare = text.replace(/^[[{<][ \t]*/, '').replace(/[ \t]*[\]}>]$/, '');
  const match = /^([A-Za-z][\w-]*)[ \t]*[=:]?[ \t]*(.*)$/s.exec(bare);
  const name = match?.[1] ?? text;
  const value = (match?.[2] ?? '').trim();
  const quoted = /[\s]/.test(value) && !/['"\\]/.test(value) ? `'${value}'` : value;
  return value === '' ? `(${name})` : `(${name} ${quoted})`;
}
