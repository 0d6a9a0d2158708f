import { xendFalseWords, xendOptions } from '../../xen/xend-options.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { usedOptions } from './options.ts';

/** Options that xend reads as text and only tests for being non-empty. Source: XendOptions.py `get_vnc_tls`. */
const NON_EMPTY: ReadonlySet<string> = new Set(xendOptions.filter((row) => row.anyTextIsYes).map((row) => row.name));

export default defineRule({
  code: 'no-that-means-yes',
  area: 'xend',
  severity: 'warning',
  title: 'A no that xend takes for a yes',
  explanation:
    '`vnc-tls` and `vnc-x509-verify` are not read as yes or no: any text that is not empty switches them on, `0` and `no` as well. VNC then ' +
    'asks for TLS, and viewers without certificates cannot connect. Leave the setting out, or comment it out, to switch it off.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(vnc-tls no)\n' },
      good: { 'xend-config.sxp': "(vnc-tls '')\n" },
      fixed: { 'xend-config.sxp': "(vnc-tls '')\n" },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const { option } of usedOptions(file)) {
      const { value } = option;
      if (!NON_EMPTY.has(option.name) || !value || value.kind === 'list') continue;
      if (!xendFalseWords.includes(value.value.toLowerCase())) continue;
      yield {
        span: { offset: value.offset, end: value.end },
        message: `xend switches ${option.name} on for every text, "${value.value}" as well. Leave the setting out to switch it off.`,
        fixes: () => [fixBy('Make it empty, which is off', replace(file, value, "''"), { preferred: true })],
      };
    }
  },
});
