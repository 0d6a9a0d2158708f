import { usedOption, usedText } from '../../model/xend.ts';
import { xendTrueWords } from '../../xen/xend-options.ts';
import { replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { plainHost } from '../xend/regex.ts';

export default defineRule({
  code: 'loose-host-pattern',
  area: 'security',
  severity: 'warning',
  title: 'An allowed host that matches more than itself',
  explanation:
    'The entries of `xend-relocation-hosts-allow` are regular expressions, matched from the start of the other host’s name or address and ' +
    'open at the end; a dot stands for any character. `192.0.2.1` therefore lets 192.0.2.10 to 192.0.2.199 in as well. Write ' +
    '`^192\\\\.0\\\\.2\\\\.1$`, with every backslash doubled.',
  examples: [
    {
      bad: { 'xend-config.sxp': "(xend-relocation-server yes)\n(xend-relocation-hosts-allow '192.0.2.1')\n" },
      good: {
        'xend-config.sxp': "(xend-relocation-server yes)\n(xend-relocation-hosts-allow '^192\\\\.0\\\\.2\\\\.1$')\n",
      },
      fixed: {
        'xend-config.sxp': "(xend-relocation-server yes)\n(xend-relocation-hosts-allow '^192\\\\.0\\\\.2\\\\.1$')\n",
      },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    const { facts } = file;
    if (!facts.xend || file.tree.problems.some((problem) => problem.code === 'lost-escape')) return;
    const on = ['xend-relocation-server', 'xend-relocation-ssl-server'].some((name) =>
      xendTrueWords.includes((usedText(facts, name) ?? '').toLowerCase()),
    );
    const value = usedOption(facts, 'xend-relocation-hosts-allow')?.value;
    if (!on || !value || value.kind === 'list') return;
    const patterns = value.value.split(' ');
    const loose = patterns.filter(isLoose);
    const [first] = loose;
    if (first === undefined) return;
    const strict = patterns.map((pattern) => (isLoose(pattern) ? strictOf(pattern) : pattern));
    const written = `'${strict.join(' ').replaceAll('\\', '\\\\')}'`;
    yield {
      span: { offset: value.offset, end: value.end },
      message: `${first} is a pattern that is matched from the start only, so it also lets in ${alsoMatched(first)}. Write ${strictOf(first).replaceAll('\\', '\\\\')}.`,
      fixes: () =>
        strict.join('').includes("'")
          ? []
          : [
              {
                title: `Match exactly these hosts: ${written}`,
                edits: [replace(file, value, written)],
                preferred: true,
              },
            ],
    };
  },
});

/** A plain host that is not closed by `$` and is also the start of another one. */
function isLoose(pattern: string): boolean {
  const host = plainHost(pattern);
  if (host === undefined || pattern.endsWith('$')) return false;
  // Fewer than four numbers are meant as the start of an address; more digits make no other address.
  return /^[0-9.]+$/.test(host) ? /^(?:[0-9]+\.){3}(?:[1-9]|1[0-9]|2[0-5])$/.test(host) : /[A-Za-z]/.test(host);
}

const strictOf = (pattern: string): string => `^${(plainHost(pattern) ?? pattern).replaceAll('.', '\\.')}$`;

function alsoMatched(pattern: string): string {
  const host = plainHost(pattern) ?? pattern;
  return /^[0-9.]+$/.test(host) ? `${host}0 to ${host}99 and the like` : `${host}.attacker.example`;
}
