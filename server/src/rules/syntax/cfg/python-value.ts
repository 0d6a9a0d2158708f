/** Value that only Python can work out */
import { cfgSyntaxRule, shown } from './problems.ts';

export default cfgSyntaxRule({
  code: 'python-value',
  title: 'Value that only Python can work out',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. It does not join texts, calculate, format or call functions; only xm, which runs the file as Python, does. Write the result out.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "web" + "1"\nmemory = 512\n' },
      good: { 'a.cfg': 'name = "web1"\nmemory = 512\n' },
    },
  ],
  xl: ['python-value'],
  xm: [],
  message: ({ text, problem }) =>
    problem.detail === 'strings'
      ? 'it does not join texts that stand next to each other. Write one text, or a list with commas.'
      : `it cannot work out ${shown(text)}, which is Python. Write the result.`,
});
