/** NUL character in a text */
import { fixBy, remove } from '../../edits.ts';
import { cfgSyntaxRule } from './problems.ts';

export default cfgSyntaxRule({
  code: 'nul-in-text',
  title: 'NUL character in a text',
  explanation:
    'A NUL character inside a text makes xl crash (an assertion fails in libxlutil). Such files come from a damaged disk or a wrong encoding.',
  examples: [
    {
      bad: { 'a.cfg': 'name = "a\0"\nmemory = 512\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
    },
  ],
  xl: ['nul-in-text'],
  xm: [],
  message: () => 'a NUL character stands in this text, and xl crashes on it. Remove it.',
  fixes: ({ file, problem }) => [fixBy('Remove the character', remove(file, problem), { preferred: true })],
});
