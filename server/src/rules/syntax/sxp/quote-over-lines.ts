import type { SxpItem, SxpString } from '../../../syntax/sxp/tree.ts';
import { defineRule } from '../../rule.ts';

/** A line inside a quoted value that begins like a setting or a comment. */
const SWALLOWED = /\n[ \t]*(?:\([A-Za-z][\w-]*[\s)]|#)/;

export default defineRule({
  code: 'quote-over-lines',
  area: 'syntax',
  severity: 'warning',
  title: 'A quoted value that swallows settings',
  explanation:
    'A quoted value runs over line ends up to the next quote of the same kind. When a quote is forgotten and another one follows further ' +
    'down, xend reads all lines in between as one value, without a word: the settings in them do not exist.',
  examples: [
    {
      bad: {
        'xend-config.sxp': "(network-script 'network-bridge netdev=eth1)\n(vif-script vif-bridge)\n(keymap 'de)\n",
      },
      good: {
        'xend-config.sxp': "(network-script 'network-bridge netdev=eth1')\n(vif-script vif-bridge)\n(keymap 'de')\n",
      },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    if (!file.facts.xend) return;
    for (const string of strings(file.tree.items)) {
      const match = string.closed ? SWALLOWED.exec(file.text.slice(string.offset, string.end)) : null;
      if (!match) continue;
      const line = file.text.slice(string.offset, string.offset + match.index).trimEnd();
      yield {
        span: { offset: string.offset, end: string.offset + line.length },
        message:
          'The quote opened here is closed only some lines further down: the settings in between are part of this value and do not ' +
          'count. Close the quote on its own line.',
        related: [
          {
            uri: file.uri,
            span: { offset: string.end - 1, end: string.end },
            message: 'Here xend finds the closing quote',
          },
        ],
      };
    }
  },
});

function* strings(items: readonly SxpItem[]): Generator<SxpString> {
  const work = [...items].reverse();
  for (let item = work.pop(); item; item = work.pop()) {
    if (item.kind === 'string') yield item;
    else if (item.kind === 'list') for (let i = item.items.length - 1; i >= 0; i--) work.push(item.items[i] as SxpItem);
  }
}
