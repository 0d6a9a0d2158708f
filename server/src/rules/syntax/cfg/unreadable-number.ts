/** Number that xl cannot read */
import { fixBy, replace } from '../../edits.ts';
import { rowsFor } from '../../keys/settings-of.ts';
import { cfgSyntaxRule, keyBefore, quoted, shown } from './problems.ts';

export default cfgSyntaxRule({
  code: 'unreadable-number',
  title: 'Number that xl cannot read',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. A bare number has only digits (or `0x` with small letters): no sign, no point, no `_`, no capital hex digits. In quotes, whole numbers with a sign or capital hex digits are read.',
  examples: [
    {
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\nlocaltime = -1\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\nlocaltime = "-1"\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\nlocaltime = "-1"\n' },
    },
  ],
  xl: ['bare-number'],
  xm: [],
  message: ({ text }) =>
    `${shown(text)} is no number without quotes: it must be whole, without sign or point. Write ${quoted(text) ?? 'it in quotes'} if that is what you mean.`,
  fixes: ({ file, problem, text }) => {
    const whole = /^\+?(\d+)(?:\.0*)?$/.exec(text)?.[1];
    if (whole) return [fixBy(`Write ${whole}`, replace(file, problem, whole), { preferred: true })];
    const value = quoted(text);
    const type = rowsFor(file).get(keyBefore(file, problem.offset) ?? '')?.type;
    if (text.startsWith('-') && (type === 'int' || type === 'number')) return [];
    return value === undefined ? [] : [fixBy(`Write ${value}`, replace(file, problem, value))];
  },
});
