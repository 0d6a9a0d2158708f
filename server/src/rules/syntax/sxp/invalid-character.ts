import { fixBy, replace } from '../../edits.ts';
import { defineRule } from '../../rule.ts';
import { problemsOf } from './problems.ts';

/** Blanks of other kinds that look like a space. */
const BLANKS: ReadonlyMap<number, string> = new Map([
  [0xa0, 'A no-break space'],
  [0x2007, 'A figure space'],
  [0x2009, 'A thin space'],
  [0x202f, 'A narrow no-break space'],
  [0x3000, 'An ideographic space'],
  [0x200b, 'A zero-width space'],
]);

export default defineRule({
  code: 'sxp-invalid-character',
  area: 'syntax',
  severity: 'error',
  title: 'A character that no value can begin with',
  explanation:
    'xend stops at a control character, a no-break space or any letter outside ASCII at the start of a value ("invalid character: code N") and does not start. Inside quotes and behind the first character of a word such characters are fine.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(vif-script \u00a0vif-bridge)\n' },
      good: { 'xend-config.sxp': '(vif-script  vif-bridge)\n' },
      fixed: { 'xend-config.sxp': '(vif-script  vif-bridge)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const problem of problemsOf(file, 'invalid-character')) {
      const span = { offset: problem.offset, end: problem.end };
      const sign = file.text.codePointAt(problem.offset) ?? 0;
      const blank = BLANKS.get(sign);
      const name =
        blank ??
        (sign > 0xa0 && (sign < 0xd800 || sign > 0xdfff)
          ? `"${String.fromCodePoint(sign)}"`
          : `A control character (code ${sign})`);
      yield {
        span,
        message: `${name} cannot stand at the start of a value: xend stops with "invalid character" and does not start. ${blank ? 'Use a plain space.' : 'Remove it, or quote the value.'}`,
        fixes: () => {
          if (blank)
            return [fixBy('Replace it by a plain space', replace(file, span, ' '), { preferred: true, safe: true })];
          return sign < 0xa0 ? [fixBy('Remove the character', replace(file, span, ''), { preferred: true })] : [];
        },
      };
    }
  },
});
