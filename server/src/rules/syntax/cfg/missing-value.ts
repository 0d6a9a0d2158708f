/** Key without a value */
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
    },
  ],
  xl: ['missing-value'],
  xm: ['missing-value'],
  message: ({ text, toolstack }) =>
    toolstack === 'xl'
      ? `${shown(text)} has no value on its line. Write one behind =, or remove the line.`
      : `nothing stands behind ${shown(text)}. Write a value, or remove the line.`,
});
