import { usedOption, usedText } from '../../model/xend.ts';
import { textOf } from '../../syntax/sxp/tree.ts';
import { xendFalseWords } from '../../xen/xend-options.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { commentFormOut } from './edits.ts';

export default defineRule({
  code: 'memory-pool-without-ballooning',
  area: 'xend',
  severity: 'information',
  title: 'Memory kept for 32-bit guests without ballooning',
  explanation:
    '`total_available_memory` keeps memory low enough for 32-bit PV guests while dom0 shrinks. With ballooning of dom0 off (`enable-dom0-ballooning ' +
    'no`, or `dom0-min-mem 0`) nothing reads it.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(enable-dom0-ballooning no)\n(total_available_memory 4)\n' },
      good: { 'xend-config.sxp': '(enable-dom0-ballooning yes)\n(total_available_memory 4)\n' },
      fixed: { 'xend-config.sxp': '(enable-dom0-ballooning no)\n#(total_available_memory 4)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    const { facts } = file;
    const option = usedOption(facts, 'total_available_memory');
    const word = usedText(facts, 'enable-dom0-ballooning')?.toLowerCase();
    const off = word === undefined ? usedText(facts, 'dom0-min-mem') === '0' : xendFalseWords.includes(word);
    if (!facts.xend || !option || !off || !/^0*[1-9][0-9]*$/.test(textOf(option.value) ?? '')) return;
    yield {
      span: { offset: option.offset, end: option.end },
      message:
        'Nothing reads this while dom0 does not give memory away. Remove it, or switch enable-dom0-ballooning on.',
      tag: 'unnecessary',
      fixes: () => {
        const ballooning = usedOption(facts, 'enable-dom0-ballooning')?.value;
        return [
          fixBy('Comment out total_available_memory', commentFormOut(file, option.form)),
          ...(ballooning ? [fixBy('Switch enable-dom0-ballooning on', replace(file, ballooning, 'yes'))] : []),
        ];
      },
    };
  },
});
