import { fixBy, replace } from '../../edits.ts';
import { defineRule } from '../../rule.ts';
import { problemsOf } from './problems.ts';

export default defineRule({
  code: 'sxp-typographic-quote',
  area: 'syntax',
  severity: 'error',
  title: 'A typographic quote',
  explanation:
    'Quotes from a web page or a word processor are not quotes for xend: it stops with "invalid character: code 226" and does not start. Only `\'` and `"` delimit a value.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(network-script ‘network-bridge netdev=eth1’)\n' },
      good: { 'xend-config.sxp': "(network-script 'network-bridge netdev=eth1')\n" },
      fixed: { 'xend-config.sxp': "(network-script 'network-bridge netdev=eth1')\n" },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const problem of problemsOf(file, 'typographic-quote')) {
      const span = { offset: problem.offset, end: problem.end };
      const written = file.text.slice(problem.offset, problem.end);
      const inner = written.slice(1, -1);
      const quote = inner.includes("'") ? '"' : "'";
      yield {
        span,
        message: `${written[0]} is a typographic quote: xend stops with "invalid character" and does not start. Use ' or " instead.`,
        fixes: () =>
          written.length < 2 || inner.includes(quote)
            ? [fixBy("Replace it by '", replace(file, { offset: problem.offset, end: problem.offset + 1 }, "'"))]
            : [
                fixBy(`Use ${quote} as quotes`, replace(file, span, `${quote}${inner}${quote}`), {
                  preferred: true,
                  safe: true,
                }),
              ],
      };
    }
  },
});
