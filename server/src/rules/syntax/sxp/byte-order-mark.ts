import { fixBy, remove } from '../../edits.ts';
import { defineRule } from '../../rule.ts';
import { problemsOf } from './problems.ts';

export default defineRule({
  code: 'sxp-byte-order-mark',
  area: 'syntax',
  severity: 'error',
  title: 'A byte order mark at the start of the file',
  explanation:
    'Some editors, mostly on Windows, put an invisible mark in front of a UTF-8 file. xend stops at it with "invalid character: code 239" and does not start. Remove it, or save the file as UTF-8 without BOM.',
  examples: [
    {
      bad: { 'xend-config.sxp': '\ufeff(network-script network-bridge)\n' },
      good: { 'xend-config.sxp': '(network-script network-bridge)\n' },
      fixed: { 'xend-config.sxp': '(network-script network-bridge)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const problem of problemsOf(file, 'byte-order-mark')) {
      const span = { offset: problem.offset, end: problem.end };
      yield {
        span,
        message:
          'An invisible byte order mark stands here: xend stops with "invalid character: code 239" and does not start. Remove it.',
        fixes: () => [fixBy('Remove the byte order mark', remove(file, span), { preferred: true, safe: true })],
      };
    }
  },
});
