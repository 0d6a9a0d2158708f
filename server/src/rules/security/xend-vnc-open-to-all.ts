import { usedOption, usedText } from '../../model/xend.ts';
import { textOf } from '../../syntax/sxp/tree.ts';
import { replace } from '../edits.ts';
import { defineRule } from '../rule.ts';

const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::', '*']);

export default defineRule({
  code: 'xend-vnc-open-to-all',
  area: 'security',
  severity: 'warning',
  title: 'VNC of all guests open on every address',
  explanation:
    '`vnc-listen` is where the VNC servers of all guests listen that say nothing else. On 0.0.0.0 every machine that reaches the host sees ' +
    'the screens and types on the keyboards of the guests, and without `vncpasswd` nothing asks who comes.',
  examples: [
    {
      bad: { 'xend-config.sxp': "(vnc-listen '0.0.0.0')\n" },
      good: { 'xend-config.sxp': "(vnc-listen '127.0.0.1')\n" },
      fixed: { 'xend-config.sxp': "(vnc-listen '127.0.0.1')\n" },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    const value = usedOption(file.facts, 'vnc-listen')?.value;
    const address = textOf(value);
    if (!file.facts.xend || !value || address === undefined || !EVERYWHERE.has(address)) return;
    if (usedText(file.facts, 'vncpasswd')) return;
    yield {
      span: { offset: value.offset, end: value.end },
      message:
        'Everybody who reaches this host can open the VNC displays of its guests without a password. Listen on 127.0.0.1, or set vncpasswd.',
      fixes: () => [
        {
          title: 'Listen on 127.0.0.1 only',
          edits: [replace(file, value, value.kind === 'string' ? "'127.0.0.1'" : '127.0.0.1')],
          preferred: true,
        },
      ],
    };
  },
});
