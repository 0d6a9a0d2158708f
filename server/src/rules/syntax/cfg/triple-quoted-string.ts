/** Text in triple quotes */
import { fixBy, replace } from '../../edits.ts';
import { cfgSyntaxRule, quoted, shown } from './problems.ts';

export default cfgSyntaxRule({
  code: 'triple-quoted-string',
  title: 'Text in triple quotes',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. It takes `"""` for an empty text and another one behind it.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = """a"""\nmemory = 512\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
    },
  ],
  xl: ['triple-quotes'],
  xm: [],
  message: () => 'it does not know triple quotes. Write the text on one line, in single or double quotes.',
  fixes: ({ file, problem, text }) => {
    const mark = text.slice(0, 3);
    const inner = text.endsWith(mark) && text.length >= 6 ? text.slice(3, -3) : '';
    const value = inner === '' || /^['"]|['"]$/.test(inner) ? undefined : quoted(inner);
    return value === undefined
      ? []
      : [fixBy(`Write ${shown(value)}`, replace(file, problem, value), { preferred: true })];
  },
});
