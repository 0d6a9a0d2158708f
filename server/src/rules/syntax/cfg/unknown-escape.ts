/** Backslash that xl does not understand */
import { fixBy, insert } from '../../edits.ts';
import { cfgSyntaxRule, shown } from './problems.ts';

export default cfgSyntaxRule({
  code: 'unknown-escape',
  title: 'Backslash that xl does not understand',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. Behind a backslash in a text it knows `n t r a b f v \\\\ " \'`. Any other letter is refused; `\\x41` never works. To have a backslash in the text, write two.',
  examples: [
    {
      bad: { 'a.cfg': 'name = "a"\nextra = "C:\\dir"\n' },
      good: { 'a.cfg': 'name = "a"\nextra = "C:\\\\dir"\n' },
      fixed: { 'a.cfg': 'name = "a"\nextra = "C:\\\\dir"\n' },
    },
  ],
  xl: ['unknown-escape'],
  xm: [],
  message: ({ text }) => `it does not understand ${shown(text)}. Write two backslashes to get one.`,
  fixes: ({ file, problem }) => [
    fixBy('Write two backslashes', insert(file, problem.offset, '\\'), { preferred: true }),
  ],
});
