import { fixBy, insert } from '../../edits.ts';
import { defineRule } from '../../rule.ts';
import { problemsOf } from './problems.ts';

export default defineRule({
  code: 'invalid-escape',
  area: 'syntax',
  severity: 'error',
  title: 'A backslash that stops xend',
  explanation:
    'Inside quotes `\\x` needs two hexadecimal digits and `\\ooo` must not exceed 377: anything else is an error inside the reader and xend does not start. A literal backslash is written `\\\\`.',
  examples: [
    {
      bad: { 'xend-config.sxp': "(vncpasswd 'a\\400b')\n" },
      good: { 'xend-config.sxp': "(vncpasswd 'a\\\\400b')\n" },
      fixed: { 'xend-config.sxp': "(vncpasswd 'a\\\\400b')\n" },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const problem of problemsOf(file, 'invalid-escape')) {
      const span = { offset: problem.offset, end: problem.end };
      yield {
        span,
        message: `xend cannot read ${file.text.slice(problem.offset, problem.end)} and does not start. Write \\\\ for a literal backslash.`,
        fixes: () => [fixBy('Double the backslash', insert(file, problem.offset, '\\'), { preferred: true })],
      };
    }
  },
});
