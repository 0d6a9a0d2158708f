import { defineRule } from '../../rule.ts';
import { hiddenMark, removeMark } from '../byte-order-mark.ts';
import { problemsOf } from './problems.ts';

const MESSAGE =
  'The file begins with an invisible byte order mark: xend stops with "invalid character: code 239" and does not start. Save it as UTF-8 without BOM.';

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
  *check(file, context) {
    if (problemsOf(file, 'byte-order-mark').length > 0)
      yield { span: { offset: 0, end: 1 }, message: MESSAGE, fixes: () => [removeMark(file)] };
    yield* hiddenMark(file, context, MESSAGE);
  },
});
