import { xlSpecs } from '../../xen/xl-specs/index.ts';
import { fixBy, replace } from '../edits.ts';
import { placeIn } from '../entries.ts';
import { mebibytes } from '../keys/numbers.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule, type Finding } from '../rule.ts';
import { suggest } from '../suggest.ts';
import { leadingNumber, vnumaNodes } from './vnuma.ts';

const KEYS = (xlSpecs.get('vnuma') ?? []).filter((row) => row.place === 'key').map((row) => row.name);

/** What xl cannot count in a value; `false` where it counts something other than what is written. */
function countable(key: string, value: string): boolean | undefined {
  if (key === 'vcpus') return /^\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*$/.test(value.replaceAll(' ', ''));
  const numbers = key === 'vdistances' ? value.split(',').filter(Boolean) : [value];
  if (numbers.some((number) => leadingNumber(number) === undefined)) return undefined;
  return numbers.every((number) => /^\s*\+?\d+\s*$/.test(number));
}

export default defineRule({
  code: 'malformed-vnuma',
  area: 'cpu',
  severity: 'error',
  title: 'NUMA node of the guest that xl cannot read',
  explanation:
    'Each node in `vnuma` is a list of `pnode=`, `size=`, `vcpus=` and `vdistances=`, all decimal. xl creates no guest when an item has no ' +
    '`=` or no value, or a number is none; it passes over unknown words in silence, `vdistance=` included.',
  examples: [
    {
      toolstack: 'xl',
      bad: {
        'w.cfg': 'name = "w"\ntype = "hvm"\nvnuma = [ [ "pnode=0", "size=lots", "vcpus=0", "vdistances=10" ] ]\n',
      },
      good: {
        'w.cfg': 'name = "w"\ntype = "hvm"\nvnuma = [ [ "pnode=0", "size=512", "vcpus=0", "vdistances=10" ] ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file): Iterable<Finding> {
    for (const node of vnumaNodes(file)) {
      for (const { entry, key, value } of node) {
        const { span } = entry;
        if (key === undefined) {
          yield {
            span,
            severity: whereCertain(file, 'error'),
            message: `xl does not create the guest: "${entry.text.text.slice(0, 40)}" in vnuma is no key=value. Write one of ${KEYS.join('=, ')}=.`,
          };
        } else if (!KEYS.includes(key)) {
          const meant = suggest(key, KEYS);
          yield {
            span,
            severity: whereCertain(file, 'warning'),
            message: `vnuma has no ${key.slice(0, 40)}, and xl passes over it in silence. ${meant ? `Write ${meant}=.` : `It knows ${KEYS.join(', ')}.`}`,
            fixes: () => {
              const equals = entry.text.text.indexOf('=');
              return meant
                ? [fixBy(`Write ${meant}=`, replace(file, placeIn(entry, 0, equals), meant), { preferred: true })]
                : [];
            },
          };
        } else {
          const counted = countable(key, value);
          if (counted) continue;
          yield {
            span,
            severity: whereCertain(file, counted === undefined ? 'error' : 'warning'),
            message:
              counted === undefined
                ? `xl does not create the guest: it cannot count "${value.slice(0, 40)}" for ${key} of vnuma. Write decimal digits.`
                : `xl reads something else than "${value.slice(0, 40)}" for ${key} of vnuma, and says nothing. Write decimal digits only.`,
            fixes: () => {
              const number = key === 'size' ? mebibytes(value) : undefined;
              const from = entry.text.text.indexOf('=') + 1;
              return number === undefined
                ? []
                : [fixBy(`Write ${number}`, replace(file, placeIn(entry, from), String(number)), { preferred: true })];
            },
          };
        }
      }
    }
  },
});
