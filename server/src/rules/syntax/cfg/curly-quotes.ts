/** Typographic quotes */

import { pythonProblems } from '../../../syntax/cfg/python-dialect.ts';
import { xlProblems } from '../../../syntax/cfg/xl-dialect.ts';
import { replace } from '../../edits.ts';
import { cfgSyntaxRule } from './problems.ts';

function isQuote(letter: string | undefined): boolean {
  return letter !== undefined && '"\'\u201c\u201d\u2018\u2019\u201e\u201a\u00ab\u00bb'.includes(letter);
}

export default cfgSyntaxRule({
  code: 'curly-quotes',
  title: 'Typographic quotes',
  explanation:
    'Word processors and web pages turn `"` into “ and ”. Neither xl nor xm knows them as quotes; both refuse the whole file.',
  examples: [
    {
      bad: { 'a.cfg': 'name = “a”\nmemory = 512\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
    },
  ],
  xl: ['typographic-quotes'],
  xm: ['typographic-quotes'],
  message: () => 'these are typographic quotes. Write " instead.',
  fixes: ({ file, toolstack }) => {
    const spans = (toolstack === 'xl' ? xlProblems(file.tree) : pythonProblems(file.tree)).filter(
      (one) => one.code === 'typographic-quotes',
    );
    const edits = spans.flatMap(({ offset, end }) => {
      const text = file.text.slice(offset, end);
      const inner = text.slice(1, -1);
      if (text.length < 2 || !isQuote(text.at(-1)) || inner.includes('"') || inner.includes('\\')) return [];
      return [replace(file, { offset, end }, `"${inner}"`)];
    });
    return edits.length === 0 ? [] : [{ title: 'Write straight quotes in the whole file', edits, preferred: true }];
  },
});
