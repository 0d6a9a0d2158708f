/** List in round brackets */
import { fixBy, replace } from '../../edits.ts';
import { cfgSyntaxRule } from './problems.ts';

export default cfgSyntaxRule({
  code: 'list-in-round-brackets',
  title: 'List in round brackets',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. Lists are written with `[ ]`. (xm drops a tuple without a word: the guest would have no disks.)',
  examples: [
    {
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = (\'bridge=xenbr0\',)\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [\'bridge=xenbr0\']\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [\'bridge=xenbr0\']\n' },
    },
  ],
  xl: ['round-brackets'],
  xm: [],
  message: () => 'lists are written with [ ], not with ( ).',
  fixes: ({ file, problem, text }) => {
    if (problem.detail === 'open' || /[()]/.test(text.slice(1, -1).replace(/"[^"]*"|'[^']*'/g, ''))) return [];
    const inner = text.slice(1, -1).replace(/,[ \t]*$/, '');
    return [fixBy('Write [ ]', replace(file, problem, `[${inner}]`), { preferred: true })];
  },
});
