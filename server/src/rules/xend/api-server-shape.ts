import { usedOption } from '../../model/xend.ts';
import { textOf } from '../../syntax/sxp/tree.ts';
import { replace } from '../edits.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'api-server-shape',
  area: 'xend',
  severity: 'warning',
  title: 'xen-api-server that is no list of listeners',
  explanation:
    'Each listener of `xen-api-server` is a list of its own, and all of them stand in one list: `(xen-api-server ((9363 pam) (unix none)))`. ' +
    'Where a bracket pair is missing xend takes single letters for listeners, and the Xen-API does not come up as it was meant.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(xen-api-server (unix none))\n' },
      good: { 'xend-config.sxp': '(xen-api-server ((unix none)))\n' },
      fixed: { 'xend-config.sxp': '(xen-api-server ((unix none)))\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    const value = usedOption(file.facts, 'xen-api-server')?.value;
    if (!file.facts.xend || !value) return;
    const text = file.text.slice(value.offset, value.end);
    const bare = value.kind === 'list' ? value.items.find((item) => item.kind !== 'list') : value;
    if (!bare || (value.kind !== 'list' && !textOf(value))) return;
    const all = value.kind !== 'list' || value.items.every((item) => item.kind !== 'list');
    yield {
      span: { offset: bare.offset, end: bare.end },
      message:
        'xend wants a list of lists here, and takes single letters for listeners otherwise. Write ((unix none)), with both bracket pairs.',
      fixes: () =>
        all
          ? [
              {
                title: 'Put brackets around it',
                edits: [replace(file, value, value.kind === 'list' ? `(${text})` : `((${text}))`)],
                preferred: true,
              },
            ]
          : [],
    };
  },
});
