import { usedOption } from '../../model/xend.ts';
import { textOf } from '../../syntax/sxp/tree.ts';
import { xendFalseWords } from '../../xen/xend-options.ts';
import { replace } from '../edits.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'xm-without-server',
  area: 'xend',
  severity: 'warning',
  title: 'Server that xm talks to is switched off',
  explanation:
    'xm talks to xend through the XML-RPC server on a unix socket. With `xend-unix-xmlrpc-server no` every xm command ends with "Unable to ' +
    'connect to xend", unless xm was told to use the Xen-API instead.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(xend-unix-xmlrpc-server no)\n' },
      good: { 'xend-config.sxp': '(xend-unix-xmlrpc-server yes)\n' },
      fixed: { 'xend-config.sxp': '(xend-unix-xmlrpc-server yes)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    const value = usedOption(file.facts, 'xend-unix-xmlrpc-server')?.value;
    const word = textOf(value)?.toLowerCase();
    if (!file.facts.xend || !value || word === undefined || !xendFalseWords.includes(word)) return;
    yield {
      span: { offset: value.offset, end: value.end },
      message: 'xm cannot reach xend without this server, and every xm command fails. Switch it on.',
      fixes: () => [{ title: 'Switch it on', edits: [replace(file, value, 'yes')], preferred: true }],
    };
  },
});
