import { insert } from '../../edits.ts';
import { defineRule } from '../../rule.ts';
import { missingBrackets, problemsOf, refuses } from './problems.ts';

export default defineRule({
  code: 'unclosed-form',
  area: 'syntax',
  severity: 'error',
  title: 'A bracket that is never closed',
  explanation:
    'xend reads everything behind an open bracket into the same form and gives up at the end of the file with "unexpected EOF" and no line number; the daemon does not start. The form that was left open is marked: close it before the next one begins.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(network-script network-bridge\n(vif-script vif-bridge)\n' },
      good: { 'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n' },
      fixed: { 'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const problem of problemsOf(file, 'unclosed-form')) {
      const span = { offset: problem.offset, end: problem.end };
      const place = problem.related ?? problem;
      yield {
        span,
        message: `This bracket is never closed, so ${refuses(file)}. Put ${named(missingBrackets(problem))} at the end of the setting.`,
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

/** Closing brackets as a message can show them. */
function named(brackets: string): string {
  return brackets.length > 8 ? `${brackets.length} closing brackets` : brackets;
}
