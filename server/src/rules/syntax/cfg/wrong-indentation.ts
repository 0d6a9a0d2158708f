/** Indentation that Python refuses */
import { fixBy, remove, replace } from '../../edits.ts';
import { cfgSyntaxRule } from './problems.ts';

export default cfgSyntaxRule({
  code: 'wrong-indentation',
  title: 'Indentation that Python refuses',
  explanation:
    'xm runs the file as Python, where blanks at the start of a line have a meaning: what belongs to an `if` is indented, what does not begins in the first column.',
  examples: [
    {
      toolstack: 'xm',
      bad: { 'a.cfg': 'if 1:\nname = "a"\nmemory = 512\n' },
      good: { 'a.cfg': 'if 1:\n    name = "a"\nmemory = 512\n' },
      fixed: { 'a.cfg': 'if 1:\n    name = "a"\nmemory = 512\n' },
    },
  ],
  xl: [],
  xm: ['missing-indentation', 'unexpected-indentation', 'uneven-indentation'],
  message: ({ problem }) =>
    problem.code === 'missing-indentation'
      ? problem.related
        ? 'the line above ends in a colon, so this one must be indented.'
        : 'this line ends in a colon, but no indented line follows it.'
      : problem.code === 'uneven-indentation'
        ? 'this line is indented like none of the lines before it. Line it up with the block that it belongs to.'
        : 'this line is indented without a reason. Remove the blanks before it.',
  fixes: ({ file, problem }) => {
    const start = file.text.lastIndexOf('\n', problem.offset - 1) + 1;
    const blanks = { offset: start, end: problem.offset };
    if (problem.code === 'unexpected-indentation' && blanks.end > blanks.offset)
      return [fixBy('Remove the blanks', remove(file, blanks))];
    if (problem.code !== 'missing-indentation' || !problem.related) return [];
    const head = file.text.lastIndexOf('\n', problem.related.offset - 1) + 1;
    const indent = /^[ \t]*/.exec(file.text.slice(head, problem.related.offset))?.[0] ?? '';
    return [fixBy('Indent the line', replace(file, blanks, `${indent}    `), { preferred: true })];
  },
});
