/** Number with a unit */
import { xlKeys } from '../../../xen/xl-keys.ts';
import { xmKeys } from '../../../xen/xm-keys.ts';
import { fixBy, replace } from '../../edits.ts';
import { cfgSyntaxRule, keyBefore, type Lack, shown } from './problems.ts';

/** Options that count in MiB. */
const MEMORY_KEYS = new Set([...xlKeys, ...xmKeys].filter((row) => row.form === 'MiB').map((row) => row.name));

const MIB: Readonly<Record<string, number>> = { k: 1 / 1024, m: 1, g: 1024, t: 1024 * 1024 };

/** The amount in MiB, for a key that counts in them; undefined where it is no whole number. */
function inMib(file: Lack['file'], span: Lack['problem'], text: string): number | undefined {
  if (!MEMORY_KEYS.has(keyBefore(file, span.offset) ?? '')) return undefined;
  const match = /^([0-9]+(?:\.[0-9]+)?)[ \t]?([kmgt])/i.exec(text);
  const amount = Number(match?.[1]) * (MIB[match?.[2]?.toLowerCase() ?? ''] ?? Number.NaN);
  return Number.isSafeInteger(amount) ? amount : undefined;
}

export default cfgSyntaxRule({
  code: 'number-with-unit',
  title: 'Number with a unit',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. Numbers have no unit. Memory is given in MiB: 4 GiB are 4096.',
  examples: [
    {
      bad: { 'a.cfg': 'name = "a"\nmemory = 4G\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 4096\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 4096\n' },
    },
  ],
  xl: ['number-with-unit'],
  xm: ['number-with-unit'],
  message: ({ file, problem, text }) => {
    const amount = inMib(file, problem, text);
    return amount === undefined
      ? `a number has no unit. Write the number alone, or ${shown(text)} in quotes where text is wanted.`
      : `numbers have no unit; memory is counted in MiB. Write ${amount}.`;
  },
  fixes: ({ file, problem, text }) => {
    const amount = inMib(file, problem, text);
    return amount === undefined
      ? []
      : [fixBy(`Write ${amount}`, replace(file, problem, String(amount)), { preferred: true })];
  },
});
