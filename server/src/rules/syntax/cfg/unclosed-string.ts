/** Text whose closing quote is missing */
import { fixBy, insert, remove, replace } from '../../edits.ts';
import { cfgSyntaxRule } from './problems.ts';

export default cfgSyntaxRule({
  code: 'unclosed-string',
  title: 'Text whose closing quote is missing',
  explanation:
    'A text must end on the line where it begins. xl has no way to go on on the next line, not even with a backslash. Both xl and xm refuse the whole file.',
  examples: [
    {
      bad: { 'a.cfg': 'extra = "root=/dev/xvda1\n ro quiet"\nmemory = 512\n' },
      good: { 'a.cfg': 'extra = "root=/dev/xvda1 ro quiet"\nmemory = 512\n' },
      fixed: { 'a.cfg': 'extra = "root=/dev/xvda1 ro quiet"\nmemory = 512\n' },
    },
  ],
  xl: ['unclosed-string'],
  xm: ['unclosed-string'],
  message: ({ problem }) =>
    problem.related
      ? 'a text cannot run over the line end. Write it on one line.'
      : `the closing ${problem.detail} of this text is missing.`,
  fixes: ({ file, problem, text }) => {
    const { related } = problem;
    if (related) {
      const start = file.text.charAt(related.offset - 2) === '\r' ? related.offset - 2 : related.offset - 1;
      const slash = file.text.charAt(start - 1) === '\\' ? 1 : 0;
      return [
        fixBy('Join the two lines', remove(file, { offset: start - slash, end: related.offset }), { preferred: true }),
      ];
    }
    const end = problem.offset + text.trimEnd().length;
    // Closed with another sign than it was opened with.
    if (/^(["'])[^"'\]#]*(?!\1)["'\u2018-\u201f`´]$/.test(text.trimEnd()) && problem.detail?.length === 1) {
      return [
        fixBy(`Close it with ${problem.detail}`, replace(file, { offset: end - 1, end }, problem.detail), {
          preferred: true,
        }),
      ];
    }
    if (/[#\]\\]|,[ \t]*$/.test(text) || text.length === 1 || problem.detail?.length !== 1) return [];
    return [fixBy(`Add ${problem.detail}`, insert(file, end, problem.detail))];
  },
});
