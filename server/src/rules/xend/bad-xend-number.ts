import type { SxpFile } from '../../model/source-file.ts';
import type { Span } from '../../syntax/span.ts';
import type { Row } from '../../xen/row.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { CONSEQUENCE, usedOptions } from './options.ts';

/** What Python's int() takes: blanks around, a sign, decimal digits. */
const INTEGER = /^\s*[+-]?[0-9]+\s*$/;

export default defineRule({
  code: 'bad-xend-number',
  area: 'xend',
  severity: 'error',
  title: 'A value that is not a whole number',
  explanation:
    'xend wants plain decimal digits here: no unit (`512M`), no hexadecimal (`0x1f90`), no fraction. Anything else ends in "invalid xend ' +
    'config NAME: expected int" when the option is read. xend does not check the range: a port above 65535 fails only when it is opened.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(dom0-min-mem 196M)\n' },
      good: { 'xend-config.sxp': '(dom0-min-mem 196)\n' },
      fixed: { 'xend-config.sxp': '(dom0-min-mem 196)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    for (const { option, row } of usedOptions(file)) {
      const { value } = option;
      if ((row.type !== 'int' && row.type !== 'port') || !value || value.kind === 'list') continue;
      const span = { offset: value.offset, end: value.end };
      if (!INTEGER.test(value.value)) {
        const digits = repaired(value.value);
        yield {
          span,
          message: `${option.name} must be a whole number in plain digits: with this value ${CONSEQUENCE[row.readAt]}.`,
          fixes: () =>
            digits
              ? [{ title: `Set it to ${digits}`, edits: [replace(file, value, digits)], preferred: true }]
              : setToDefault(file, value, row),
        };
      } else if (row.type === 'port' && (Number(value.value) < 1 || Number(value.value) > 65535)) {
        yield {
          span,
          severity: 'warning',
          message: `${value.value.trim()} is no port: use one from 1 to 65535, or the server cannot listen.`,
          fixes: () => setToDefault(file, value, row),
        };
      }
    }
  },
});

/** The number that xend takes where none is given. */
function setToDefault(file: SxpFile, value: Span, { default: usual }: Row): Fix[] {
  return usual !== undefined && INTEGER.test(usual)
    ? [fixBy(`Set it to the default ${usual}`, replace(file, value, usual))]
    : [];
}

/** The number that was surely meant: a hexadecimal one, or MiB written behind it where the option counts MiB. */
function repaired(text: string): string | undefined {
  const word = text.trim();
  if (/^0x[0-9a-f]{1,8}$/i.test(word)) return String(Number(word));
  return /^([0-9]+)(?:\.0+|L|\s*Mi?B?|\/tcp)$/i.exec(word)?.[1];
}
