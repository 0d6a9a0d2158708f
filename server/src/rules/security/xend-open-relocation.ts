import { usedOption, usedText } from '../../model/xend.ts';
import { xendTrueWords } from '../../xen/xend-options.ts';
import { replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { matchesEverybody } from '../xend/regex.ts';

export default defineRule({
  code: 'open-relocation-server',
  area: 'security',
  severity: 'warning',
  title: 'Every host may move a guest to this one',
  explanation:
    'The relocation server has no login. `xend-relocation-hosts-allow` is its only check: left out, empty, or with a doubled, leading or ' +
    'trailing blank (each gives an empty pattern) it lets everybody in, and without `xend-relocation-address` it listens on all ' +
    'addresses. Name the hosts with anchored patterns, bind it to one address, or turn it off.',
  examples: [
    {
      bad: { 'xend-config.sxp': "(xend-relocation-server yes)\n(xend-relocation-hosts-allow '')\n" },
      good: {
        'xend-config.sxp': "(xend-relocation-server yes)\n(xend-relocation-hosts-allow '^192\\\\.0\\\\.2\\\\.10$')\n",
      },
      fixed: { 'xend-config.sxp': "(xend-relocation-server no)\n(xend-relocation-hosts-allow '')\n" },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    const { facts } = file;
    if (!facts.xend) return;
    const server = ['xend-relocation-server', 'xend-relocation-ssl-server'].find((name) =>
      xendTrueWords.includes((usedText(facts, name) ?? '').toLowerCase()),
    );
    const on = server === undefined ? undefined : usedOption(facts, server);
    const address = usedText(facts, 'xend-relocation-address') ?? '';
    if (!on?.value || /^(?:localhost|127\.[0-9.]+)$/.test(address)) return;
    const hosts = usedOption(facts, 'xend-relocation-hosts-allow');
    if (hosts?.value?.kind === 'list') return;
    const list = hosts?.value?.value ?? '';
    const empty = list.split(' ').some(matchesEverybody);
    if (!empty) return;
    const place = hosts ?? on;
    const value = on.value;
    const why =
      list.trim() === ''
        ? 'no list of allowed hosts'
        : 'a pattern that everybody matches (a doubled blank makes an empty one)';
    yield {
      span: { offset: place.offset, end: place.end },
      message:
        `Every host that reaches this one may push a guest onto it: there is no login and ${why}` +
        `${address === '' ? ', and the server listens on all addresses' : ''}. Name the hosts in xend-relocation-hosts-allow, or turn the server off.`,
      fixes: () => [{ title: `Turn ${on.name} off`, edits: [replace(file, value, 'no')] }],
    };
  },
});
