import type { Span } from '../../syntax/span.ts';
import { isReadBy } from '../../xen/releases.ts';
import type { ValueGrammar } from '../../xen/row.ts';
import { fixBy, replace, usualQuote } from '../edits.ts';
import { entriesIn, textOf } from '../entries.ts';
import { defineRule } from '../rule.ts';
import { isRead, whereCertain, xlSettings } from './settings-of.ts';

/** Whether a range such as 4-0 falls. */
const falls = (text: string): boolean => {
  const range = /^\s*(\d+)-(\d+)/.exec(text);
  return range !== null && Number(range[1]) > Number(range[2]);
};

const isWrong = (text: string, { pattern, rising }: ValueGrammar): boolean =>
  !pattern.test(text) || (rising === true && falls(text));

/** What a text was meant to be: one of the ways in which such texts go wrong, where its correction has the right form. */
function meant(text: string, grammar: ValueGrammar): string | undefined {
  const plain = text.trim();
  const number = /^\d{1,6}$/.test(plain) ? Number(plain) : undefined;
  const range = /^(\d+)-(\d+)$/.exec(plain);
  return [
    plain,
    plain.toLowerCase(),
    `type=${plain}`,
    range ? `${range[2]}-${range[1]}` : plain,
    // Vectors of SVE have whole multiples of 128 bits.
    number === undefined ? plain : String(Math.ceil(number / 128) * 128),
  ].find((one) => !isWrong(one, grammar));
}

export default defineRule({
  code: 'malformed-value',
  area: 'keys',
  severity: 'error',
  title: 'Value that does not have the form of its option',
  explanation:
    'Some options take a text of a certain form: `sve` a vector length, each text of `smbios` a name, `=` and a value, each of `llc_colors` a ' +
    'number or a range that rises. xl creates no guest with another text, or passes over it without a word, as with `arm_sci = "scmi_smc"`, which ' +
    'lacks `type=`.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/Image"\nmemory = 512\nsve = "100"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/Image"\nmemory = 512\nsve = "128"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/Image"\nmemory = 512\nsve = "128"\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nsmbios = [ "bios_vendor=" ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nsmbios = [ "bios_vendor=Example" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }) {
    for (const { name, row, value } of xlSettings(file)) {
      const { grammar } = row;
      if (!grammar || !isRead(file, row) || !isReadBy(row, settings.version)) continue;
      const isList = row.type === 'list-of-string';
      const texts: { readonly text: string; readonly span: Span }[] = isList
        ? entriesIn(value).map((entry) => ({ text: entry.text.text, span: entry.span }))
        : [];
      const single = isList && !grammar.listOnly ? undefined : textOf(value)?.text;
      if (single !== undefined) texts.push({ text: single, span: value.span });
      for (const { text, span } of texts) {
        if (!isWrong(text, grammar) && !(isList && value.kind !== 'list')) continue;
        const severity = grammar.unproved || grammar.wrong === 'lost' ? 'warning' : 'error';
        const outcome =
          grammar.wrong === 'refused'
            ? `xl does not create the guest with "${text.slice(0, 40)}" for ${name}`
            : `xl passes over "${text.slice(0, 40)}" for ${name}, or does not create the guest`;
        const unlisted = isList && value.kind !== 'list';
        const better = isWrong(text, grammar) ? meant(text, grammar) : text;
        yield {
          span: { ...span },
          severity: whereCertain(file, severity),
          message: `${outcome}. Write ${unlisted ? `a list of texts, each ${grammar.form}` : grammar.form}.`,
          fixes: () => {
            if (better === undefined || /["'\\\n]/.test(better)) return [];
            const quote = usualQuote(file);
            const written = unlisted ? `[ ${quote}${better}${quote} ]` : `${quote}${better}${quote}`;
            return [fixBy(`Write ${written}`, replace(file, span, written))];
          },
        };
      }
    }
  },
});
