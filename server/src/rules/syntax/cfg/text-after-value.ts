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
  message: ({ text, problem }) => {
    if (problem.code === 'text-after-value') {
      if (text === ',') return 'no comma may stand behind a setting. Remove it.';
      return `the value ended before ${shown(text)}. Put each setting on a line of its own, or quotes around the whole text.`;
    }
    const comment = COMMENT.exec(text)?.[1];
    if (comment) return `${comment} begins no comment. Write #.`;
    const sign = SIGN.exec(text)?.[2];
    if (sign) return `${shown(text)} is no setting: = stands between key and value, not ${sign}.`;
    return `${shown(text)} does not belong here. A line is made of a key, = and a value.`;
  },
  fixes: ({ file, problem, text }) => {
    const comment = COMMENT.exec(text)?.[1];
    if (comment && problem.code !== 'text-after-value') {
      const span = { offset: problem.offset, end: problem.offset + comment.length };
      return comment === '/*' ? [] : [fixBy('Make it a comment', replace(file, span, '#'), { preferred: true })];
    }
    const sign = problem.code === 'text-after-value' ? null : SIGN.exec(text);
    if (sign?.[1] !== undefined && sign[2] !== undefined) {
      const offset = problem.offset + sign[1].length;
      const span = { offset, end: offset + sign[2].length };
      return [
        fixBy('Write =', replace(file, span, sign[2] === ':' && !sign[1].endsWith(' ') ? ' =' : '='), {
          preferred: true,
        }),
      ];
    }
    if (text === ',') return [fixBy('Remove the comma', replace(file, problem, ''), { preferred: true })];
    return /^[a-z][\w.]*[ \t]*\+?=(?!=)/.test(text)
      ? [
          fixBy(
            'Put ; between the settings',
            replace(file, { offset: beforeBlanks(file.text, problem.offset), end: problem.offset }, '; '),
          ),
        ]
      : [];
  },
});

/** Comment signs of other languages at the start of a line. */
const COMMENT = /^(\/\/+|\/\*|--+(?= )|%(?= ))/;

/** `memory : 512`, `memory := 512`, `memory -= 1` with the sign in the middle. */
const SIGN = /^([a-z][\w.]*[ \t]*)(:=|:|-=|=>|->)[ \t]*(?=["'[\d])/;
