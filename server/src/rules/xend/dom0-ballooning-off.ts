import { usedOption } from '../../model/xend.ts';
import { textOf } from '../../syntax/sxp/tree.ts';
import { insert } from '../edits.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'dom0-ballooning-off',
  area: 'xend',
  severity: 'information',
  title: 'A minimum of 0 keeps dom0 from giving memory away',
  explanation:
    '`dom0-min-mem` 0 does not mean "as little as possible": it turns ballooning of dom0 off (from 3.3 on it makes ' +
    '`enable-dom0-ballooning` default to no). The next guest fails with "Not enough free memory and dom0_min_mem is 0" when memory is ' +
    'short. Say so with `(enable-dom0-ballooning no)`, or set a minimum in MiB.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(dom0-min-mem 0)\n' },
      good: { 'xend-config.sxp': '(dom0-min-mem 0)\n(enable-dom0-ballooning no)\n' },
      fixed: { 'xend-config.sxp': '(dom0-min-mem 0)\n(enable-dom0-ballooning no)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    const option = usedOption(file.facts, 'dom0-min-mem');
    const text = textOf(option?.value);
    if (!file.facts.xend || !option || text === undefined || !/^\s*[+-]?0+\s*$/.test(text)) return;
    if (textOf(usedOption(file.facts, 'enable-dom0-ballooning')?.value) !== undefined) return;
    const lineBreak = file.text.includes('\r\n') ? '\r\n' : '\n';
    yield {
      span: { offset: option.offset, end: option.end },
      message:
        '0 turns dom0 ballooning off: dom0 keeps its memory, and the next guest fails to start when memory is short. Set a minimum in ' +
        'MiB, or write (enable-dom0-ballooning no) if that is what you want.',
      fixes: () => [
        {
          title: 'Say so: add (enable-dom0-ballooning no)',
          edits: [insert(file, option.end, `${lineBreak}(enable-dom0-ballooning no)`)],
        },
      ],
    };
  },
});
