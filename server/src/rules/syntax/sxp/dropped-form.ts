import { insert } from '../../edits.ts';
import { defineRule } from '../../rule.ts';
import { missingBrackets, problemsOf } from './problems.ts';

export default defineRule({
  code: 'dropped-form',
  area: 'syntax',
  severity: 'warning',
  title: 'A last form that is never closed',
  explanation:
    'When a file ends right behind a word or inside a comment, without a line break, xend drops a form that is still open and says nothing: the setting does not count. As soon as an editor adds the final line break the same file keeps xend from starting.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(vif-script vif-bridge)\n(xend-port 8000' },
      good: { 'xend-config.sxp': '(vif-script vif-bridge)\n(xend-port 8000)' },
      fixed: { 'xend-config.sxp': '(vif-script vif-bridge)\n(xend-port 8000)' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const problem of problemsOf(file, 'dropped-form')) {
      const span = { offset: problem.offset, end: problem.end };
      const place = problem.related ?? problem;
      yield {
        span,
        message:
          'This bracket is never closed: xend drops the setting without a word, and with a line break at the end of the file it ' +
          `would not start at all. Put ${missingBrackets(problem)} behind it.`,
        fixes: () => [
          {
            title: 'Close the bracket',
            edits: [insert(file, place.end, missingBrackets(problem))],
            preferred: true,
          },
        ],
      };
    }
  },
});
