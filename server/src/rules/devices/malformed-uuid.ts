import { newUuid } from '../../model/random.ts';
import type { Span } from '../../syntax/span.ts';
import { fixBy, replace, writeString } from '../edits.ts';
import { placeIn, textOf } from '../entries.ts';
import { whereCertain, xlSettings } from '../keys/settings-of.ts';
import { defineRule, type Finding, type TextEdit } from '../rule.ts';
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

/** What keeps a text from being a UUID. */
function faultOf(text: string): string {
  const odd = /[^0-9a-fA-F\s{}-]/.exec(text)?.[0];
  if (odd) return `"${odd}" is not a hexadecimal digit`;
  const digits = text.replaceAll(/[\s{}-]/g, '').length;
  if (digits !== 32) return `it has ${digits} digits`;
  return 'the dashes are not where they belong, or something stands around it';
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
      yield finding(value.span, text.text, (uuid) => writeString(file, value.span, uuid));
    }
    for (const { option, entry, words } of deviceStrings(file, settings.version)) {
      if (option !== 'vtpm') continue;
      for (const { key, value, valueFrom, valueTo } of words)
        if (key === 'uuid' && !UUID.test(value)) {
          const span = placeIn(entry, valueFrom, valueTo);
          yield finding(span, value, (uuid) => (value === '' ? [] : replace(file, span, uuid)));
        }
    }

    function finding(span: Span, text: string, write: (uuid: string) => TextEdit | TextEdit[]): Finding {
      const better = dashed(text);
      return {
        span,
        severity: whereCertain(file, 'error'),
        message: `xl cannot read "${text.slice(0, 50)}" as a UUID and does not create the guest: ${faultOf(text)}. Write 32 hexadecimal digits as 8-4-4-4-12, with nothing around them.`,
        fixes: () => [
          ...(better && better !== text
            ? [fixBy('Put the dashes in', write(better), { preferred: true, safe: true })]
            : []),
          fixBy('Write a new UUID', write(newUuid())),
        ],
      };
    }
  },
});
