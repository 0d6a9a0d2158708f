/** Byte order mark before the first line */
import type { Rule } from '../../rule.ts';
import { hiddenMark, removeMark } from '../byte-order-mark.ts';
import { type AnyCfgFile, cfgSyntaxRule, outcomeOf, readerOf } from './problems.ts';

const MESSAGE = 'it begins with an invisible byte order mark. Save it as UTF-8 without BOM.';

const visible = cfgSyntaxRule({
  code: 'byte-order-mark-in-cfg',
  title: 'Byte order mark before the first line',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. The invisible mark that some editors of Windows put at the start of a UTF-8 file is such a fault.',
  examples: [
    {
      bad: { 'a.cfg': '\ufeffname = "a"\nmemory = 512\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
    },
  ],
  xl: ['byte-order-mark'],
  xm: [],
  message: () => MESSAGE,
  fixes: ({ file }) => [removeMark(file)],
});

const rule: Rule = {
  ...visible,
  *check(file, context) {
    yield* visible.check(file, context);
    const cfg = file as AnyCfgFile;
    if (readerOf(cfg) === 'xl') yield* hiddenMark(file, context, `${outcomeOf(cfg, 'xl')}: ${MESSAGE}`);
  },
};

export default rule;
