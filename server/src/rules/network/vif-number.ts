import { pieces } from '../../syntax/spec/key-values.ts';
import { isReadBy } from '../../xen/releases.ts';
import { byName } from '../../xen/row.ts';
import { xlVifKeys } from '../../xen/xl-vif-keys.ts';
import { leadingNumber } from '../cpu/vnuma.ts';
import { wordAt } from '../devices/words.ts';
import { fixBy, replace } from '../edits.ts';
import { entriesOf, placeIn } from '../entries.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

const VIF_ROWS = byName(xlVifKeys);

export default defineRule({
  code: 'vif-number',
  area: 'network',
  severity: 'error',
  title: 'devid or mtu of a vif that is no number',
  explanation:
    '`devid` and `mtu` are decimal numbers. xl creates no guest where no digit stands behind the `=`; of `0x10` it reads the 0 and of ' +
    '`1500x` the 1500, without a word.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ "bridge=xenbr0,mtu=auto" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ "bridge=xenbr0,mtu=9000" ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ "bridge=xenbr0,mtu=9000B" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ "bridge=xenbr0,mtu=9000" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ "bridge=xenbr0,mtu=9000" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }) {
    for (const entry of entriesOf(file, 'vif')) {
      const { text } = entry.text;
      for (const { from, to } of pieces(text, ',')) {
        const word = wordAt(text, from, to, false);
        const row = word && VIF_ROWS.get(word.key);
        // A key that is newer than the host is passed over with its value.
        if (!word || !row?.reading?.endsWithoutDigits || !isReadBy(row, settings.version)) continue;
        const number = leadingNumber(word.value);
        if (number !== undefined && number < 2 ** 31 && /^\s*\+?\d+\s*$/.test(word.value)) continue;
        const fits = number !== undefined && number < 2 ** 31;
        yield {
          span: placeIn(entry, word.valueFrom, word.valueTo),
          severity: whereCertain(file, number === undefined ? 'error' : 'warning'),
          message:
            number === undefined
              ? `xl does not create the guest: "${word.value.slice(0, 30)}" is no number for ${word.key}. Write decimal digits.`
              : `xl ${fits ? `reads ${number} for` : 'cuts off'} ${word.key} here, without a word. Write decimal digits only.`,
          fixes: () => {
            const digits = /^\s*\+?(\d+)/.exec(word.value)?.[1];
            return fits && digits !== undefined
              ? [
                  fixBy(`Write ${digits}`, replace(file, placeIn(entry, word.valueFrom, word.valueTo), digits), {
                    preferred: true,
                  }),
                ]
              : [];
          },
        };
      }
    }
  },
});
