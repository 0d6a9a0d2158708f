/** Line ends of Windows */
import { replace } from '../../edits.ts';
import { cfgSyntaxRule } from './problems.ts';

export default cfgSyntaxRule({
  code: 'crlf-line-ends',
  title: 'Line ends of Windows',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. The carriage return at the end of each line of a file that was edited on Windows is such a fault, and xl’s message shows nothing, for the character cannot be seen. xm does not mind.',
  examples: [
    {
      bad: { 'a.cfg': 'name = "a"\r\nmemory = 512\r\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
    },
  ],
  xl: ['crlf-line-ends'],
  xm: [],
  message: () => 'the lines end as on Windows (CR LF). Save the file with Unix line ends (LF).',
  fixes: ({ file }) => [
    {
      title: 'Change all line ends to LF',
      // The protocol knows no place between CR and LF: an edit has to take both.
      edits: [...file.text.matchAll(/\r\n/g)].map(({ index }) =>
        replace(file, { offset: index, end: index + 2 }, '\n'),
      ),
      preferred: true,
      safe: true,
      hidden: 'line-ends',
    },
  ],
});
