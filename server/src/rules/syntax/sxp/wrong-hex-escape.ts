import { fixBy, replace } from '../../edits.ts';
import { defineRule } from '../../rule.ts';
import { problemsOf } from './problems.ts';

export default defineRule({
  code: 'wrong-hex-escape',
  area: 'syntax',
  severity: 'warning',
  title: 'A hexadecimal escape that xend reads wrongly',
  explanation:
    'xend counts the letters a to f of `\\xHH` as 0 to 5, so `\\x4A` gives `@` and not `J`. Write the character itself, or its octal code.',
  examples: [
    {
      bad: { 'xend-config.sxp': "(vncpasswd 'a\\x4Ab')\n" },
      good: { 'xend-config.sxp': "(vncpasswd 'a\\112b')\n" },
      fixed: { 'xend-config.sxp': "(vncpasswd 'a\\112b')\n" },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const problem of problemsOf(file, 'wrong-hex-escape')) {
      const span = { offset: problem.offset, end: problem.end };
      const octal = Number.parseInt(file.text.slice(problem.offset + 2, problem.end), 16)
        .toString(8)
        .padStart(3, '0');
      yield {
        span,
        message: `xend reads the letters in ${file.text.slice(problem.offset, problem.end)} as 0 to 5, so the value is another one than written. Use \\${octal}, or the character itself.`,
        fixes: () => [fixBy(`Write it as \\${octal}`, replace(file, span, `\\${octal}`), { preferred: true })],
      };
    }
  },
});
