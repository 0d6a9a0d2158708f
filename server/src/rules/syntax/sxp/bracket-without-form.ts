import { fixBy, insert, remove } from '../../edits.ts';
import { defineRule } from '../../rule.ts';
import { problemsOf, refuses } from './problems.ts';

export default defineRule({
  code: 'bracket-without-form',
  area: 'syntax',
  severity: 'error',
  title: 'A closing bracket with nothing open',
  explanation:
    'xend stops at a `)` that closes nothing with "syntax error: )" and no line number, and the daemon does not start. Either the bracket is one too many, or the opening one at the start of the line was lost.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(network-script network-bridge))\n(vif-script vif-bridge)\n' },
      good: { 'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n' },
      fixed: { 'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const problem of problemsOf(file, 'stray-bracket')) {
      const span = { offset: problem.offset, end: problem.end };
      const start = problem.related;
      const drop = fixBy('Remove the bracket', remove(file, span), { preferred: !start });
      yield {
        span,
        message: start
          ? `There is no opening bracket for this one, so ${refuses(file)}. Put ( at the start of the line.`
          : `There is no opening bracket for this one, so ${refuses(file)}. Remove it, or add the bracket that is missing before it.`,
        ...(start ? { related: [{ uri: file.uri, span: start, message: 'The opening bracket is missing here' }] } : {}),
        fixes: () =>
          start
            ? [
                fixBy('Open the bracket at the start of the line', insert(file, start.offset, '('), {
                  preferred: true,
                }),
                drop,
              ]
            : [drop],
      };
    }
  },
});
