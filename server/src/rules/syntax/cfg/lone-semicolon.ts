/** Semicolon without a setting before it */
import { fixBy, remove, replace } from '../../edits.ts';
import { cfgSyntaxRule } from './problems.ts';

export default cfgSyntaxRule({
  code: 'lone-semicolon',
  title: 'Semicolon without a setting before it',
  explanation: 'xm runs the file as Python, where `;` stands between two settings and never alone. xl does not mind.',
  examples: [
    {
      toolstack: 'xm',
      bad: { 'a.cfg': 'name = "a"\n;memory = 512\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
      fixed: { 'a.cfg': 'name = "a"\n#memory = 512\n' },
    },
  ],
  xl: [],
  xm: ['lone-semicolon'],
  message: () => 'no setting stands before this semicolon. Remove it; a comment begins with #.',
  fixes: ({ file, problem }) => {
    // At the start of a line it was meant as a comment.
    const line = file.text.slice(file.text.lastIndexOf('\n', problem.offset - 1) + 1, problem.offset);
    return line.trim() === ''
      ? [fixBy('Make it a comment', replace(file, problem, '#'), { preferred: true })]
      : [fixBy('Remove the semicolon', remove(file, problem), { preferred: true })];
  },
});
