/** Key with capital letters */
import { fixBy, replace } from '../../edits.ts';
import { cfgSyntaxRule } from './problems.ts';

export default cfgSyntaxRule({
  code: 'upper-case-key',
  title: 'Key with capital letters',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. Keys are made of small letters, digits, `_` and `.`; a capital letter is refused.',
  examples: [
    {
      bad: { 'a.cfg': 'Name = "a"\nmemory = 512\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
    },
  ],
  xl: ['upper-case-key'],
  xm: [],
  message: ({ text }) => `keys have no capital letters. Write ${text.toLowerCase().replace(/^_+/, '')}.`,
  fixes: ({ file, problem, text }) => {
    const key = text.toLowerCase().replace(/^_+/, '');
    return /^[a-z]/.test(key) ? [fixBy(`Write ${key}`, replace(file, problem, key), { preferred: true })] : [];
  },
});
