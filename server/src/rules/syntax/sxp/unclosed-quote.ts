import { fixBy, insert } from '../../edits.ts';
import { defineRule } from '../../rule.ts';
import { problemsOf, refuses } from './problems.ts';

export default defineRule({
  code: 'unclosed-quote',
  area: 'syntax',
  severity: 'error',
  title: 'A quote that is never closed',
  explanation:
    'A quoted value runs over line ends up to the next quote of the same kind. When there is none, xend stops with "unexpected EOF" and does not start; when there is one further down, everything up to it is swallowed. Close the quote behind the value.',
  examples: [
    {
      bad: {
        'xend-config.sxp':
          "(xend-relocation-hosts-allow '^host1\\\\.example\\\\.org$)\n(network-script network-bridge)\n",
      },
      good: {
        'xend-config.sxp':
          "(xend-relocation-hosts-allow '^host1\\\\.example\\\\.org$')\n(network-script network-bridge)\n",
      },
      fixed: {
        'xend-config.sxp':
          "(xend-relocation-hosts-allow '^host1\\\\.example\\\\.org$')\n(network-script network-bridge)\n",
      },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const problem of problemsOf(file, 'unclosed-string')) {
      const span = { offset: problem.offset, end: problem.end };
      const quote = file.text[problem.offset] ?? "'";
      yield {
        span,
        message: `The quote opened here is never closed: what follows is swallowed, and ${refuses(file)}. Close it with ${quote} behind the value.`,
        fixes: () => [fixBy(`Close the quote with ${quote}`, insert(file, problem.end, quote), { preferred: true })],
      };
    }
  },
});
