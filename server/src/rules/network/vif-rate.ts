import { plainText } from '../../syntax/span.ts';
import { parseRate } from '../../syntax/spec/rate.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { vifParts } from './vif-strings.ts';

export default defineRule({
  code: 'vif-rate',
  area: 'network',
  severity: 'error',
  title: 'rate= of a vif that cannot be read',
  explanation:
    'A limit is a number, an optional G, M or K, `b` for bits or `B` for bytes, and `/s`: `10Mb/s`. An interval may follow: ' +
    '`10Mb/s@20ms`. xl refuses the guest when the rate is anything else. xend takes no notice and sets no limit at all.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'bridge=xenbr0,rate=10Mb\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'bridge=xenbr0,rate=10Mb/s\' ]\n' },
      fixed: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'bridge=xenbr0,rate=10Mb/s\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const isXm = file.toolstack.toolstack === 'xm';
    for (const { part } of vifParts(file)) {
      const { value } = part;
      if (part.key?.text !== 'rate' || parseRate(plainText(value.text, value.offset)).problems.length === 0) continue;
      const repaired = repair(value.text);
      yield {
        span: { offset: value.offset, end: Math.max(value.end, part.end) },
        ...(isXm ? { severity: 'warning' as const } : {}),
        message: isXm
          ? `xend cannot read the rate "${value.text}" and sets no limit. Write it as in 10Mb/s (bits) or 10MB/s (bytes).`
          : `xl cannot read the rate "${value.text}" and refuses the guest. Write it as in 10Mb/s (bits) or 10MB/s (bytes).`,
        fixes: () =>
          repaired ? [fixBy(`Change to ${repaired}`, replace(file, value, repaired), { preferred: true })] : [],
      };
    }
  },
});

/** The rate with the missing `/s` put in, where that makes it readable. */
function repair(text: string): string | undefined {
  const match = /^(\d+[GMK]?[bB])(?:ps)?(@.*)?$/.exec(text.trim());
  const repaired = match && `${match[1]}/s${match[2] ?? ''}`;
  return repaired && parseRate(plainText(repaired, 0)).problems.length === 0 ? repaired : undefined;
}
