/** Adding a list to a text, or a text to a list */
import { cfgSyntaxRule } from './problems.ts';

export default cfgSyntaxRule({
  code: 'list-added-to-text',
  title: 'Adding a list to a text, or a text to a list',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. `+=` joins two texts or two lists, never one with the other.',
  examples: [
    {
      bad: { 'a.cfg': 'vif = [ "bridge=xenbr0" ]\nvif += "bridge=xenbr1"\n' },
      good: { 'a.cfg': 'vif = [ "bridge=xenbr0" ]\nvif += [ "bridge=xenbr1" ]\n' },
    },
  ],
  xl: ['adding-list-and-text'],
  xm: [],
  message: ({ text, problem }) =>
    problem.detail === 'list'
      ? `${text} is a list; only a list in [ ] can be added to it.`
      : `${text} is no list; a list cannot be added to it.`,
});
