/** Colon missing behind if, for, def, … */
import { fixBy, insert } from '../../edits.ts';
import { cfgSyntaxRule } from './problems.ts';

export default cfgSyntaxRule({
  code: 'missing-colon',
  title: 'Colon missing behind if, for, def, …',
  explanation:
    'xm runs the file as Python, where the line of an `if`, `else`, `for`, `while`, `def` or `try` ends in a colon.',
  examples: [
    {
      toolstack: 'xm',
      bad: { 'a.cfg': 'if 1\n    name = "a"\nmemory = 512\n' },
      good: { 'a.cfg': 'if 1:\n    name = "a"\nmemory = 512\n' },
      fixed: { 'a.cfg': 'if 1:\n    name = "a"\nmemory = 512\n' },
    },
  ],
  xl: [],
  xm: ['missing-colon'],
  message: () => 'a colon is missing at the end of this line.',
  fixes: ({ file, problem }) => [fixBy('Add the colon', insert(file, problem.end, ':'), { preferred: true })],
});
