import { xlSpecRow } from '../../xen/xl-specs/index.ts';
import { fixBy, replace } from '../edits.ts';
import { type Entry, placeIn } from '../entries.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule, type Finding } from '../rule.ts';
import { type DeviceWord, deviceStrings, soundItems } from './words.ts';

/** Number keys of which xl reads as much as looks like a number (`strtoul`, `atoi`), and counts 0 where nothing does. */
function isCounted(option: string, key: string): boolean {
  const row = xlSpecRow(option, key);
  return row?.type === 'int' || row?.type === 'bool' || row?.type === 'number';
}

/** Counts that `parse_ulong` of xl reads (4.19), which ends creation at what is no number; a switch goes to `strtoul`. */
function isRefused(option: string, { key, value }: DeviceWord): boolean {
  if (xlSpecRow(option, key)?.type === 'bool') return false;
  const [, sign, digits] = /^\s*([+-]?)(0[xX][0-9a-fA-F]+|\d{1,40})/.exec(value) ?? [];
  if (digits === undefined) return true;
  return sign === '-' ? BigInt(digits) === 1n || BigInt(digits) >= LARGEST : BigInt(digits) >= LARGEST;
}

const LARGEST = 2n ** 64n - 1n;

const NO_NUMBER = 'counts it as 0';

function outcomeOf(value: string): string | undefined {
  const match = /^\s*([+-]?)(0[xX][0-9a-fA-F]+|\d+)(.*)$/s.exec(value);
  if (!match) return NO_NUMBER;
  const [, sign, digits = '', rest = ''] = match;
  if (sign === '-') return 'makes a huge number of it';
  if (rest.trim() !== '') return `reads ${digits} and drops the rest`;
  return Number(digits) >= 2 ** 32 ? 'cuts it off' : undefined;
}

/** The number that a word stands for; undefined where it is none that anybody knows. */
function meant(value: string): string | undefined {
  const word = value.trim().toLowerCase();
  if (/^(?:yes|on|true|enabled?|y)$/.test(word)) return '1';
  if (/^(?:no|off|false|disabled?|n|none)$/.test(word)) return '0';
  const digits = /^\+?(0x[0-9a-f]+|\d+)\D/.exec(word)?.[1];
  return digits !== undefined && Number(digits) < 2 ** 32 ? digits : undefined;
}

export default defineRule({
  code: 'device-number',
  area: 'devices',
  severity: 'warning',
  title: 'Text where a device needs a number',
  explanation:
    'Sizes, counts and switches in the strings of `vkb`, `vdispl`, `usbctrl`, `usbdev` and `vsnd` are numbers. xl says nothing about anything else: a word such as ' +
    '`yes` counts as 0, `10px` as 10, and `-1` becomes a number of ten digits.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nvkb = [ "backend-type=linux,feature-abs-pointer=yes" ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nvkb = [ "backend-type=linux,feature-abs-pointer=1" ]\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nvkb = [ "backend-type=linux,feature-abs-pointer=1" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }): Iterable<Finding> {
    for (const { option, entry, words, device } of deviceStrings(file, settings.version))
      for (const word of words) yield* finding(option, entry, word, device.countsStrictly);
    for (const { entry, words } of soundItems(file))
      for (const { word } of words) if (word) yield* finding('vsnd', entry, word);

    function* finding(option: string, entry: Entry, word: DeviceWord, isStrict = false): Iterable<Finding> {
      const outcome = isCounted(option, word.key) ? outcomeOf(word.value) : undefined;
      if (!outcome) return;
      const span = placeIn(entry, word.valueFrom, word.valueTo);
      const better = meant(word.value);
      const isFatal = isStrict && isRefused(option, word);
      yield {
        span,
        severity: whereCertain(file, isFatal ? 'error' : 'warning'),
        message: isFatal
          ? `${word.key} of ${option} is a number, and xl does not create the guest with "${word.value.slice(0, 40)}". Write digits only.`
          : `${word.key} of ${option} is a number, and xl ${outcome} silently. Write digits only.`,
        fixes: () =>
          better !== undefined && word.valueTo > word.valueFrom
            ? [fixBy(`Write ${better}`, replace(file, span, better))]
            : [],
      };
    }
  },
});
