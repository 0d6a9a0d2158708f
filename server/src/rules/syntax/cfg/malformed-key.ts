/** Key that cannot be one */
import { cfgSyntaxRule, shown } from './problems.ts';

export default cfgSyntaxRule({
  code: 'malformed-key',
  title: 'Key that cannot be one',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. A key begins with a small letter and goes on with small letters, digits, `_` and `.`.',
  examples: [
    {
      bad: { 'a.cfg': '1name = "a"\nmemory = 512\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
    },
  ],
  xl: ['malformed-key'],
  xm: ['malformed-key'],
  message: ({ text }) => `${shown(text)} cannot be a key. A key begins with a letter; then come letters, digits and _.`,
});
