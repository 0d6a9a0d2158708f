import type { SxpFile } from '../../../model/source-file.ts';
import type { SxpProblem } from '../../../syntax/sxp/problems.ts';
import { insert, remove, replace } from '../../edits.ts';
import type { Fix } from '../../rule.ts';
import { defineRule } from '../../rule.ts';
import { missingBrackets, problemsOf, refuses } from './problems.ts';

export default defineRule({
  code: 'bracket-in-comment',
  area: 'syntax',
  severity: 'error',
  title: 'The closing bracket stands in the comment',
  explanation:
    '`#` begins a comment anywhere outside quotes, also in the middle of a word or of a form, and takes the rest of the line with it. A `)` behind it does not close the form: xend reads on and stops with "unexpected EOF". Put the bracket in front of the `#`, or quote the value if the `#` belongs to it.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(network-script network-bridge # the default)\n(vif-script vif-bridge)\n' },
      good: { 'xend-config.sxp': '(network-script network-bridge) # the default\n(vif-script vif-bridge)\n' },
      fixed: { 'xend-config.sxp': '(network-script network-bridge) # the default\n(vif-script vif-bridge)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const problem of problemsOf(file, 'bracket-in-comment')) {
      const span = { offset: problem.offset, end: problem.end };
      const place = problem.related ?? problem;
      yield {
        span,
        message: `This bracket is part of the comment, the setting before it stays open, and ${refuses(file)}. Put the bracket in front of the #.`,
        related: [{ uri: file.uri, span: place, message: 'The bracket belongs here' }],
        fixes: () => bracketFixes(file, problem, place.offset),
      };
    }
  },
});

function bracketFixes(file: SxpFile, problem: SxpProblem, place: number): Fix[] {
  const { text } = file;
  const brackets = missingBrackets(problem);
  // Only brackets at the very end of the comment are moved; others may belong to its sentence.
  let from = problem.end;
  while (from > problem.end - brackets.length && text[from - 1] === ')') from--;
  const atEnd = /^[ \t]*(?:\r?\n|$)/.test(text.slice(problem.end, problem.end + 200));
  const move: Fix = {
    title: 'Move the bracket in front of the comment',
    edits: [insert(file, place, brackets), ...(atEnd ? [remove(file, { offset: from, end: problem.end })] : [])],
  };
  if (text[place] !== '#') return [{ ...move, preferred: true }];
  // `abc#def)`: the sign is glued to a word, so it was meant as a part of it.
  let start = place;
  while (start > 0 && /[^\s('"]/.test(text[start - 1] ?? ' ')) start--;
  const value = text.slice(start, from);
  const end = text.slice(from, problem.end);
  if (/['"\\\s]/.test(value)) return [move];
  return [
    {
      title: `Quote the value: '${value}'`,
      edits: [replace(file, { offset: start, end: problem.end }, `'${value}'${end}`)],
      preferred: true,
    },
    move,
  ];
}
