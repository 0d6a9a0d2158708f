import type { Span } from '../../syntax/span.ts';
import { fixBy, replace } from '../edits.ts';
import { placeIn, textOf } from '../entries.ts';
import { whereCertain, xlSettings } from '../keys/settings-of.ts';
import { defineRule, type Finding } from '../rule.ts';
import { deviceStrings } from './words.ts';

const UUID = /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

/** The same digits in the form that xl reads; undefined where they are not 32. */
function dashed(text: string): string | undefined {
  const digits = text.replaceAll(/[\s{}-]/g, '');
  if (!/^[0-9a-fA-F]{32}$/.test(digits)) return undefined;
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  );
}

export default defineRule({
  code: 'malformed-uuid',
  area: 'devices',
  severity: 'error',
  title: 'UUID in another form than xl reads',
  explanation:
    'A UUID is written as 8, 4, 4, 4 and 12 hexadecimal digits with dashes between them, without braces and blanks. xl creates no guest with ' +
    'anything else. Leave `uuid` out and xl makes a new one at each start.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nuuid = "6ba7b8109dad11d180b400c04fd430c8"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nuuid = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nuuid = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }): Iterable<Finding> {
    for (const { name, value } of xlSettings(file)) {
      const text = textOf(value);
      if (name !== 'uuid' || !text || UUID.test(text.text)) continue;
      yield finding(value.span, text.text, value.kind === 'string' ? '"' : '');
    }
    for (const { option, entry, words } of deviceStrings(file, settings.version)) {
      if (option !== 'vtpm') continue;
      for (const { key, value, valueFrom, valueTo } of words)
        if (key === 'uuid' && !UUID.test(value)) yield finding(placeIn(entry, valueFrom, valueTo), value, '');
    }

    function finding(span: Span, text: string, quote: string): Finding {
      const better = dashed(text);
      return {
        span,
        severity: whereCertain(file, 'error'),
        message: `xl cannot read "${text.slice(0, 50)}" as a UUID and does not create the guest. Write it as 6ba7b810-9dad-11d1-80b4-00c04fd430c8, with dashes and nothing around it.`,
        fixes: () =>
          better && better !== text
            ? [
                fixBy('Put the dashes in', replace(file, span, `${quote}${better}${quote}`), {
                  preferred: true,
                  safe: true,
                }),
              ]
            : [],
      };
    }
  },
});
