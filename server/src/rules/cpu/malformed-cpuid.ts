import { pieces } from '../../syntax/spec/key-values.ts';
import { isReadBy } from '../../xen/releases.ts';
import { xlSpecs } from '../../xen/xl-specs/index.ts';
import { fixBy, replace } from '../edits.ts';
import { type Entry, entriesIn, placeIn, textOf } from '../entries.ts';
import { whereCertain, xlSettings } from '../keys/settings-of.ts';
import { defineRule, type Finding } from '../rule.ts';
import { suggest } from '../suggest.ts';

const LEAF = /^\s*[+-]?(?:0[xX][0-9a-fA-F]+|\d+)(?:,\s*[+-]?(?:0[xX][0-9a-fA-F]+|\d+))?:/;

/** What xl says of one entry of the list form (`libxl_cpuid_parse_config_xend`). */
function registerFault(text: string): string | undefined {
  const leaf = LEAF.exec(text)?.[0];
  if (leaf === undefined) return 'does not begin with a leaf number and a colon';
  let rest = text.slice(leaf.length);
  while (rest !== '') {
    if (!/^e[abcd]x=/.test(rest)) return 'has something other than eax=, ebx=, ecx= or edx= behind the colon';
    const end = /[,:]/.exec(rest)?.index ?? rest.length;
    const bits = rest.slice(4, end);
    if (bits.length !== 32) return `has ${bits.length} bits where 32 are needed`;
    if (!/^[01xks]{32}$/.test(bits)) return 'has bits other than 0, 1, x, k and s';
    rest = rest.slice(end + 1);
  }
  return undefined;
}

export default defineRule({
  code: 'malformed-cpuid',
  area: 'cpu',
  severity: 'warning',
  title: 'CPUID policy that xl does not take',
  explanation:
    'The short form of `cpuid` begins with `host` and goes on with features, as in `"host,tm=0,sse3=x"`, in lower case and without blanks; the list form ' +
    'gives bits of registers, as in `[ "0x1:ecx=xxx…" ]` with 32 bits each. xl prints a message and creates the guest without ' +
    'what it cannot read, so that it sees features which were meant to be hidden.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\ncpuid = "tm=0"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\ncpuid = "host,tm=0"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\ncpuid = "host,tm=0"\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\ncpuid = "host,avx_512=0"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\ncpuid = "host,avx512f=0"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\ncpuid = "host,avx512f=0"\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }): Iterable<Finding> {
    const severity = whereCertain(file, 'warning');
    const features = (xlSpecs.get('cpuid') ?? []).filter(
      (row) => row.place === 'key' && isReadBy(row, settings.version),
    );
    const names = new Set(features.map((row) => row.name));
    for (const { name, value } of xlSettings(file)) {
      if (name !== 'cpuid') continue;
      const text = textOf(value);
      if (text) yield* words({ index: 0, text, span: value.span });
      for (const entry of entriesIn(value)) {
        const fault = registerFault(entry.text.text);
        if (!fault) continue;
        yield {
          span: placeIn(entry),
          severity,
          message: `xl drops this entry of cpuid, as it ${fault}. Write LEAF:REGISTER=BITS with 32 bits.`,
        };
      }
    }

    function* words(entry: Entry): Iterable<Finding> {
      const { text } = entry.text;
      const [first, ...rest] = [...pieces(text, ',')].filter(({ from, to }) => from < to);
      if (!first) return;
      if (text.slice(first.from, first.to) !== 'host') {
        const start = placeIn(entry, first.from, first.to);
        yield {
          span: start,
          severity,
          message: 'xl drops all of cpuid, as its first word is not host. Begin with host and a comma.',
          fixes: () =>
            /^[a-z0-9_]+=/.test(text)
              ? [
                  fixBy('Begin with host', replace(file, { offset: start.offset, end: start.offset }, 'host,'), {
                    preferred: true,
                    safe: true,
                  }),
                ]
              : [],
        };
        return;
      }
      for (const { from, to } of rest) {
        const word = text.slice(from, to);
        const equals = word.indexOf('=');
        const key = equals < 0 ? word : word.slice(0, equals);
        const known = equals >= 0 && names.has(key);
        if (known && /^(?:[01xks]|\s*[+-]?\d)/.test(word.slice(equals + 1))) continue;
        const meant = known || equals < 0 ? undefined : suggest(key.trim(), names);
        const reason = known
          ? `has no value that xl takes`
          : equals < 0
            ? 'has no = sign'
            : 'is no feature that xl knows';
        const span = placeIn(entry, from, known ? to : from + key.length);
        yield {
          span,
          severity,
          message: `xl drops "${word.slice(0, 40)}" from cpuid, as it ${reason}. ${known || equals < 0 ? `Write ${key.trim()}=0, 1, x, k or s.` : meant ? `Write ${meant}.` : 'Names are in lower case, without blanks.'}`,
          fixes: () =>
            meant
              ? [fixBy(`Write ${meant}`, replace(file, span, meant), { preferred: true })]
              : names.has(key.trim())
                ? ['1', '0'].map((bit) =>
                    fixBy(
                      `Write ${key.trim()}=${bit}`,
                      replace(file, placeIn(entry, from, to), `${key.trim()}=${bit}`),
                    ),
                  )
                : [],
        };
      }
    }
  },
});
