import { scriptOf } from '../../model/xend.ts';
import { textOf } from '../../syntax/sxp/tree.ts';
import { fixBy, remove, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { usedOptions } from './options.ts';

export default defineRule({
  code: 'unquoted-script-arguments',
  area: 'xend',
  severity: 'warning',
  title: 'More than one value where xend reads only the first',
  explanation:
    'xend takes the first value behind the name and drops the rest without a word: `(network-script network-bridge netdev=eth1)` runs ' +
    'network-bridge without any argument. A script and its arguments, or a list of patterns, must stand in one pair of quotes.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(network-script network-bridge netdev=eth1)\n(vif-script vif-bridge)\n' },
      good: { 'xend-config.sxp': "(network-script 'network-bridge netdev=eth1')\n(vif-script vif-bridge)\n" },
      fixed: { 'xend-config.sxp': "(network-script 'network-bridge netdev=eth1')\n(vif-script vif-bridge)\n" },
    },
    {
      bad: { 'xend-config.sxp': '(vif-script = vif-bridge)\n' },
      good: { 'xend-config.sxp': '(vif-script vif-bridge)\n' },
      fixed: { 'xend-config.sxp': '(vif-script vif-bridge)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const { option, row } of usedOptions(file)) {
      const { value, form } = option;
      if (!value || value.kind === 'list') continue;
      const rest = form.items.slice(form.items.indexOf(value) + 1);
      const [first, last] = [rest[0], rest.at(-1)];
      const words = rest.map(textOf);
      // A setting that was swallowed is another mistake.
      if (!first || !last || words.some((word) => word === undefined)) continue;
      // So is a quote that was left open and took in the settings below.
      if (/\n[ \t]*\(/.test(value.value)) continue;
      if (value.kind === 'atom' && /^[=:]$/.test(value.value)) {
        const sign = { offset: value.offset, end: first.offset };
        yield {
          span: { offset: value.offset, end: value.end },
          message: `xend takes ${value.value} for the value of ${option.name} and drops what follows. Write name and value without a sign between them.`,
          fixes: () => [fixBy(`Remove ${value.value}`, remove(file, sign), { preferred: true, safe: true })],
        };
        continue;
      }
      const used = scriptOf(option)?.name.text ?? value.value;
      const whole = [value.value, ...words].join(' ').replace(/^`(.*)`$/, '$1');
      const listed = row.type === 'script' || row.type === 'regex-list';
      yield {
        span: { offset: first.offset, end: last.end },
        message:
          `xend reads only the first value, ${used}; ${words.join(' ')} is dropped without a word. ` +
          (listed ? 'Put the whole value in quotes.' : 'Remove it, or put it in a comment.'),
        fixes: () =>
          listed && !/['\\]/.test(whole)
            ? [
                {
                  title: `Quote the whole value: '${whole}'`,
                  edits: [replace(file, { offset: value.offset, end: last.end }, `'${whole}'`)],
                  preferred: true,
                },
              ]
            : [],
      };
    }
  },
});
