/** Text behind a value, or text that fits nowhere */
import { fixBy, replace } from '../../edits.ts';
import { cfgSyntaxRule, shown } from './problems.ts';

function beforeBlanks(text: string, offset: number): number {
  let at = offset;
  while (text.charCodeAt(at - 1) === 32 || text.charCodeAt(at - 1) === 9) at--;
  return at;
}

export default cfgSyntaxRule({
  code: 'text-after-value',
  title: 'Text behind a value, or text that fits nowhere',
  explanation:
    'A line holds one setting: `key = value`. Several on a line need `;` between them. Both xl and xm refuse the whole file.',
  examples: [
    {
      bad: { 'a.cfg': 'name = "a" memory = 512\n' },
      good: { 'a.cfg': 'name = "a"; memory = 512\n' },
      fixed: { 'a.cfg': 'name = "a"; memory = 512\n' },
    },
  ],
  xl: ['text-after-value', 'unexpected-text'],
  xm: ['unexpected-text'],
  message: ({ text, problem }) =>
    problem.code === 'text-after-value'
      ? `the value ended before ${shown(text)}. Put each setting on a line of its own, or quotes around the whole text.`
      : `${shown(text)} does not belong here. A line is made of a key, = and a value.`,
  fixes: ({ file, problem, text }) =>
    /^[a-z][\w.]*[ \t]*\+?=(?!=)/.test(text)
      ? [
          fixBy(
            'Put ; between the settings',
            replace(file, { offset: beforeBlanks(file.text, problem.offset), end: problem.offset }, '; '),
          ),
        ]
      : [],
});
