import type { SxpItem } from '../../syntax/sxp/tree.ts';
import { replace } from '../edits.ts';
import { defineRule } from '../rule.ts';

/** Comment signs of other languages that xend takes for words. */
const SIGN = /^(?:;+|\/\/+|--+|%+|\/\*+)/;

export default defineRule({
  code: 'semicolon-comment',
  area: 'xend',
  severity: 'warning',
  title: 'A comment sign that is none',
  explanation:
    'Only `#` begins a comment. A `;` or `//` is a word that xend ignores, and the setting behind it is **active**; as the first form of ' +
    'a name wins, it may even be the one that counts.',
  examples: [
    {
      bad: { 'xend-config.sxp': '; (network-script network-nat)\n(network-script network-bridge)\n' },
      good: { 'xend-config.sxp': '# (network-script network-nat)\n(network-script network-bridge)\n' },
      fixed: { 'xend-config.sxp': '# (network-script network-nat)\n(network-script network-bridge)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    let lineEnd = -1;
    for (const [index, item] of file.tree.items.entries()) {
      if (item.kind !== 'atom' || item.offset < lineEnd || !SIGN.test(item.value)) continue;
      const sign = SIGN.exec(item.value)?.[0] ?? ';';
      const next = file.text.indexOf('\n', item.offset);
      lineEnd = next < 0 ? file.text.length : next;
      const active = formOnLine(file.tree.items, index + 1, lineEnd);
      const first = file.text.slice(file.text.lastIndexOf('\n', item.offset - 1) + 1, item.offset).trim() === '';
      if (!active && !first) continue;
      yield {
        span: { offset: item.offset, end: item.offset + sign.length },
        message: active
          ? `${sign} does not begin a comment here: the setting behind it is active. Use #.`
          : `${sign} does not begin a comment here: xend reads the words behind it, and a bracket or a quote among them would count. Use #.`,
        fixes: () => [
          {
            title: `Replace ${sign} by #`,
            edits: [replace(file, { offset: item.offset, end: item.offset + sign.length }, '#')],
            preferred: true,
          },
        ],
      };
    }
  },
});

function formOnLine(items: readonly SxpItem[], from: number, lineEnd: number): boolean {
  for (let i = from; i < items.length; i++) {
    const item = items[i];
    if (!item || item.offset >= lineEnd) return false;
    if (item.kind === 'list') return true;
  }
  return false;
}
