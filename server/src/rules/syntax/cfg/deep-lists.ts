/** Lists nested too deep */
import { cfgSyntaxRule } from './problems.ts';

export default cfgSyntaxRule({
  code: 'deep-lists',
  title: 'Lists nested too deep',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. Lists in lists are read up to about 5,000 levels; beyond, xl answers "memory exhausted".',
  examples: [
    {
      bad: { 'a.cfg': `a = ${'['.repeat(5000)}${']'.repeat(5000)}\n` },
      good: { 'a.cfg': 'a = [ ]\n' },
    },
  ],
  xl: ['lists-too-deep'],
  xm: [],
  message: () => 'lists are nested too deep for it here.',
});
