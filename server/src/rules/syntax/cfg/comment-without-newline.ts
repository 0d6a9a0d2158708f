/** Comment on the last line without a line end */
import { fixBy, insert } from '../../edits.ts';
import { cfgSyntaxRule } from './problems.ts';

export default cfgSyntaxRule({
  code: 'comment-without-newline',
  title: 'Comment on the last line without a line end',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. xl reads a comment together with the line end behind it; a comment on the very last line of the file that has none is refused. xm does not mind.',
  examples: [
    {
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\n# end' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\n# end\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\n# end\n' },
    },
  ],
  xl: ['comment-without-newline'],
  xm: [],
  message: () => 'the comment on the last line has no line end. Add an empty line at the end of the file.',
  fixes: ({ file }) => [fixBy('Add a line end', insert(file, file.text.length, '\n'), { preferred: true, safe: true })],
});
