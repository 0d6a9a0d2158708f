/** Bracket that is never closed */

import { stringEnd } from '../../../syntax/cfg/lexer.ts';
import { fixBy, insert } from '../../edits.ts';
import { cfgSyntaxRule } from './problems.ts';

const CLOSERS: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' };

const SETTING = /^[ \t]*[A-Za-z_][\w.-]*[ \t]*\+?=(?!=)/;

/** Offset behind the last entry before the next setting; undefined when there is none, or brackets make it unclear. */
function lastEntry(text: string, open: number): number | undefined {
  let last: number | undefined;
  for (let at = open + 1; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '"' || letter === "'") {
      last = stringEnd(text, at);
      at = last - 1;
    } else if (letter === '#') {
      const next = text.indexOf('\n', at);
      if (next < 0) return last;
      at = next - 1;
    } else if ('[](){}'.includes(letter)) return undefined;
    else if (letter === '\n') {
      if (SETTING.test(text.slice(at + 1, at + 200))) return last;
    } else if (!/\s/.test(letter)) last = at + 1;
  }
  return last;
}

export default cfgSyntaxRule({
  code: 'unclosed-list',
  title: 'Bracket that is never closed',
  explanation:
    'Without the closing bracket all that follows belongs to the list. xl and xm complain about a later line, which is innocent; the whole file is refused.',
  examples: [
    {
      bad: { 'a.cfg': "vif = [ 'bridge=xenbr0'\nmemory = 512\n" },
      good: { 'a.cfg': "vif = [ 'bridge=xenbr0' ]\nmemory = 512\n" },
      fixed: { 'a.cfg': "vif = [ 'bridge=xenbr0' ]\nmemory = 512\n" },
    },
  ],
  xl: ['unclosed-list'],
  xm: ['unclosed-bracket'],
  message: ({ text }) => `this ${text} is never closed. Write ${CLOSERS[text] ?? ']'} behind the last entry.`,
  fixes: ({ file, problem, text }) => {
    const end = lastEntry(file.text, problem.offset);
    const closer = CLOSERS[text];
    if (end === undefined || closer === undefined) return [];
    const blank =
      /\s/.test(file.text.charAt(problem.end)) && !file.text.slice(problem.offset, end).includes('\n') ? ' ' : '';
    return [fixBy(`Add ${closer}`, insert(file, end, blank + closer), { preferred: true })];
  },
});
