import { xlSpecs } from '../../xen/xl-specs/index.ts';
import { fixBy, insert, replace } from '../edits.ts';
import { placeIn } from '../entries.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';
import { deviceStrings } from './words.ts';

/** The parameters that give a touch screen its size. */
const SIZES = (xlSpecs.get('vkb') ?? []).filter((row) => row.reading?.sizesTouch).map((row) => row.name);

function count(value: string | undefined): number {
  return Number.parseInt(value ?? '0', /^\s*0[xX]/.test(value ?? '') ? 16 : 10) || 0;
}

export default defineRule({
  code: 'touch-without-size',
  area: 'devices',
  severity: 'error',
  title: 'Touch screen without a size',
  explanation:
    '`feature-multi-touch=1` makes a `vkb` a touch screen, and xl then wants to know its width, its height or how many fingers it tells apart. ' +
    'Without any of them it creates no guest.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvkb = [ "backend-type=linux,feature-multi-touch=1" ]\n' },
      good: {
        'a.cfg':
          'name = "a"\nkernel = "/boot/vmlinuz"\nvkb = [ "backend-type=linux,feature-multi-touch=1,multi-touch-width=1920,multi-touch-height=1080" ]\n',
      },
      fixed: {
        'a.cfg':
          'name = "a"\nkernel = "/boot/vmlinuz"\nvkb = [ "backend-type=linux,feature-multi-touch=1,multi-touch-width=1920,multi-touch-height=1080" ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }) {
    for (const { option, entry, words } of deviceStrings(file, settings.version)) {
      if (option !== 'vkb') continue;
      const last = new Map(words.map((word) => [word.key, word]));
      const touch = last.get('feature-multi-touch');
      if (!touch || count(touch.value) === 0 || SIZES.some((key) => count(last.get(key)?.value) !== 0)) continue;
      yield {
        span: placeIn(entry, touch.from, touch.to),
        severity: whereCertain(file, 'error'),
        message: `xl does not create a guest with a touch screen of no size. Add ${SIZES.join(', ')}.`,
        fixes: () => [
          fixBy(
            'Add a size of 1920x1080',
            insert(file, placeIn(entry, touch.from, touch.to).end, `,${SIZES[0]}=1920,${SIZES[1]}=1080`),
          ),
          fixBy('Make it no touch screen', replace(file, placeIn(entry, touch.valueFrom, touch.valueTo), '0')),
        ],
      };
    }
  },
});
