import type { XendFacts } from '../../model/xend.ts';
import { usedOption, usedText } from '../../model/xend.ts';
import { textOf } from '../../syntax/sxp/tree.ts';
import { xendOptions, xendTrueWords } from '../../xen/xend-options.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';

function isOn(facts: XendFacts, name: string): boolean {
  return xendTrueWords.includes((usedText(facts, name) ?? '').toLowerCase());
}

export default defineRule({
  code: 'tls-without-key',
  area: 'xend',
  severity: 'error',
  title: 'TLS without its key or its certificate',
  explanation:
    'TLS needs a key and a certificate. With `xend-relocation-ssl-server` on and one of them missing xend does not start; the XML-RPC server ' +
    'over TCP goes on in plain text when only one of its two files is named.',
  examples: [
    {
      bad: {
        'xend-config.sxp': "(xend-relocation-ssl-server yes)\n(xend-relocation-hosts-allow '^10[.]0[.]0[.]2$')\n",
      },
      good: {
        'xend-config.sxp':
          "(xend-relocation-ssl-server yes)\n(xend-relocation-hosts-allow '^10[.]0[.]0[.]2$')\n(xend-relocation-server-ssl-key-file xmlrpc.key)\n(xend-relocation-server-ssl-cert-file xmlrpc.crt)\n",
      },
      fixed: {
        'xend-config.sxp': "(xend-relocation-ssl-server no)\n(xend-relocation-hosts-allow '^10[.]0[.]0[.]2$')\n",
      },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    const { facts } = file;
    if (!facts.xend) return;
    for (const { name: server, tls } of xendOptions) {
      if (!tls) continue;
      const { key, cert, refused } = tls;
      const option = usedOption(facts, server);
      if (!option || !isOn(facts, server) || textOf(option.value) === undefined) continue;
      const missing = [key, cert].filter((name) => !usedText(facts, name));
      // Without both, the XML-RPC server is meant to be plain.
      if (missing.length === 0 || (!refused && missing.length === 2)) continue;
      yield {
        span: { offset: option.offset, end: option.end },
        severity: refused ? 'error' : 'warning',
        message: refused
          ? `xend does not start: TLS needs ${missing.join(' and ')}. Name the file, or switch ${server} off.`
          : `The server speaks plain text, as ${missing.join()} is missing for TLS. Name the file.`,
        fixes: () =>
          refused && option.value ? [fixBy(`Switch ${server} off`, replace(file, option.value, 'no'))] : [],
      };
    }
  },
});
