import { usedOption } from '../../model/xend.ts';
import { textOf } from '../../syntax/sxp/tree.ts';
import { xendTrueWords } from '../../xen/xend-options.ts';
import { insert, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'open-xend-http',
  area: 'security',
  severity: 'warning',
  title: 'xend’s HTTP server open to the network',
  explanation:
    'The old HTTP server has no login, and without `xend-address`, or with an empty one, it listens on every interface (port 8000): ' +
    'everybody who reaches it rules the host. Bind it to localhost, or leave it off; xm does not need it.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(xend-http-server yes)\n' },
      good: { 'xend-config.sxp': '(xend-http-server yes)\n(xend-address localhost)\n' },
      fixed: { 'xend-config.sxp': '(xend-http-server yes)\n(xend-address localhost)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    const server = file.facts.xend ? usedOption(file.facts, 'xend-http-server') : undefined;
    if (!server || !xendTrueWords.includes((textOf(server.value) ?? '').toLowerCase())) return;
    const address = usedOption(file.facts, 'xend-address');
    const value = address?.value;
    if (value && textOf(value) !== '') return;
    const lineBreak = file.text.includes('\r\n') ? '\r\n' : '\n';
    yield {
      span: { offset: server.offset, end: server.end },
      message: `The HTTP server has no login, and ${address ? 'an empty xend-address' : 'without xend-address it'} listens on every interface: everybody who reaches it rules this host. Set (xend-address localhost).`,
      fixes: () => [
        {
          title: address ? 'Bind it to localhost' : 'Add (xend-address localhost)',
          edits: [
            value
              ? replace(file, value, 'localhost')
              : address
                ? replace(file, address.form, '(xend-address localhost)')
                : insert(file, server.end, `${lineBreak}(xend-address localhost)`),
          ],
          preferred: true,
        },
      ],
    };
  },
});
