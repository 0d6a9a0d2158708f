/** Key without a value */
import { fixBy, lineEnd, lineStart, linesOut } from '../../edits.ts';
import { cfgSyntaxRule, shown } from './problems.ts';

export default cfgSyntaxRule({
  code: 'missing-value',
  title: 'Key without a value',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. A value must stand behind `=`, on the same line. Python, which reads the files of xm, wants one too.',
  examples: [
    {
      bad: { 'a.cfg': 'name = \nmemory = 512\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
      fixed: { 'a.cfg': '#name = \nmemory = 512\n' },
    },
  ],
  xl: ['missing-value'],
  xm: ['missing-value'],
  message: ({ text, toolstack }) =>
    toolstack === 'xl'
      ? `${shown(text)} has no value on its line. Write one after =, or comment the line out.`
      : `nothing stands after ${shown(text)}. Write a value, or comment the line out.`,
  fixes: ({ file, problem }) => {
    const line = file.text.slice(lineStart(file.text, problem.offset), lineEnd(file.text, problem.offset));
    // A line with several settings would lose the others.
    return line.includes(';') ? [] : [fixBy('Comment the line out', linesOut(file, problem))];
  },
});
