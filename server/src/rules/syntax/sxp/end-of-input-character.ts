import { fixBy, remove } from '../../edits.ts';
import { defineRule } from '../../rule.ts';
import { problemsOf } from './problems.ts';

export default defineRule({
  code: 'end-of-input-character',
  area: 'syntax',
  severity: 'warning',
  title: 'A Ctrl-D that ends the file early',
  explanation:
    'A Ctrl-D character (code 4) between two forms ends the file for xend, silently: nothing behind it is read.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(vif-script vif-bridge)\n\u0004(xend-port 8000)\n' },
      good: { 'xend-config.sxp': '(vif-script vif-bridge)\n(xend-port 8000)\n' },
      fixed: { 'xend-config.sxp': '(vif-script vif-bridge)\n(xend-port 8000)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const problem of problemsOf(file, 'end-of-input-character')) {
      const span = { offset: problem.offset, end: problem.end };
      yield {
        span,
        message:
          'A Ctrl-D character stands here: xend stops reading without a word, and no setting behind it counts. Remove it.',
        fixes: () => [fixBy('Remove the character', remove(file, span), { preferred: true })],
      };
    }
  },
});
