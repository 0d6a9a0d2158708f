import { replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { CONSEQUENCE, usedOptions } from './options.ts';

export default defineRule({
  code: 'list-as-xend-value',
  area: 'xend',
  severity: 'error',
  title: 'A value in brackets of its own',
  explanation:
    'A value in brackets is a list, and an option that expects text, a number or yes or no fails when it is read: ' +
    '`(xend-port (8000))` ends in "expected int", `(network-script (network-bridge))` in a Python traceback. Only `xen-api-server` and ' +
    '`pscsi-device-mask` take lists.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(network-script (network-bridge))\n' },
      good: { 'xend-config.sxp': '(network-script network-bridge)\n' },
      fixed: { 'xend-config.sxp': '(network-script network-bridge)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const { option, row } of usedOptions(file)) {
      const { value } = option;
      if (row.type === 'list' || value?.kind !== 'list') continue;
      const inner = value.items.length === 1 ? value.items[0] : undefined;
      const text = inner && inner.kind !== 'list' ? file.text.slice(inner.offset, inner.end) : undefined;
      yield {
        span: { offset: value.offset, end: value.end },
        message: `The value of ${option.name} stands in brackets of its own, which makes it a list: ${CONSEQUENCE[row.readAt]}. Write it without them.`,
        fixes: () =>
          text ? [{ title: 'Remove the inner brackets', edits: [replace(file, value, text)], preferred: true }] : [],
      };
    }
  },
});
