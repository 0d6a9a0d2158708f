/** True, False or None as a value */
import { fixBy, replace } from '../../edits.ts';
import { cfgSyntaxRule } from './problems.ts';

export default cfgSyntaxRule({
  code: 'python-constant',
  title: 'True, False or None as a value',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. The words of Python are none of xl’s; a switch is 1 or 0. (xm drops `True` and `False` without a word.)',
  examples: [
    {
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\nvnc = True\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\nvnc = 1\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\nvnc = 1\n' },
    },
  ],
  xl: ['python-constant'],
  xm: [],
  message: ({ text }) =>
    text === 'None'
      ? 'None is no value here. Remove the line to get the default.'
      : `${text} is no value here. Write ${text === 'True' ? 1 : 0}.`,
  fixes: ({ file, problem, text }) => {
    if (text === 'None') return [];
    const value = text === 'True' ? '1' : '0';
    return [fixBy(`Write ${value}`, replace(file, problem, value), { preferred: true, safe: true })];
  },
});
