import { parseAddressAndPrefix } from '../../xen/addresses.ts';
import { xlVifKeys } from '../../xen/xl-vif-keys.ts';
import { fixBy, replace } from '../edits.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';
import { suggest } from '../suggest.ts';
import { vifKeys, vifParts } from './vif-strings.ts';

/** Words that xl reads without a value (`parse_nic_config` in xl_parse.c, since 4.17). */
const FLAGS = new Set(xlVifKeys.filter((row) => row.type === 'flag').map((row) => row.name));

/** What other tools call the same thing. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  xlVifKeys.flatMap((row) => (row.reading?.aliases ?? []).map((alias) => [alias, row.name] as const)),
);

export default defineRule({
  code: 'unknown-vif-key',
  area: 'network',
  severity: 'warning',
  title: 'Unknown key in a vif',
  explanation:
    'xl prints "unrecognized argument" for a word in a vif that it does not know, drops it and starts the guest: the card comes up ' +
    'with a default instead. xm stops. Keys are compared letter by letter; several addresses in `ip=` are separated by blanks, ' +
    'because a comma begins the next option.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'brigde=xenbr1\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'bridge=xenbr1\' ]\n' },
      fixed: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'bridge=xenbr1\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=10.0.0.2,10.0.0.3,bridge=xenbr0\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=10.0.0.2 10.0.0.3,bridge=xenbr0\' ]\n' },
      fixed: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=10.0.0.2 10.0.0.3,bridge=xenbr0\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  inTemplates: true,
  *check(file) {
    const known = vifKeys(file);
    const isXm = file.toolstack.toolstack === 'xm';
    const outcome = isXm ? 'xm stops there and the guest is not created' : 'xl drops it and the card gets a default';
    for (const { vif, part } of vifParts(file)) {
      const word = part.key ?? part.value;
      if (part.key?.text === 'netdev' && !isXm) {
        const { key } = part;
        yield {
          span: { offset: key.offset, end: key.end },
          severity: whereCertain(file, 'warning'),
          message: 'xl says at each start that netdev is the old name of gatewaydev. Write gatewaydev.',
          tag: 'deprecated',
          fixes: () => [fixBy('Write gatewaydev', replace(file, key, 'gatewaydev'), { preferred: true })],
        };
        continue;
      }
      if (part.key?.text === 'accel' && !isXm) {
        yield {
          span: { offset: part.offset, end: part.end },
          message: 'xl says at each start that it does not support accel, and goes on without. Remove it.',
        };
        continue;
      }
      if (part.key ? known.has(word.text) && !(FLAGS.has(word.text) && !isXm) : FLAGS.has(word.text) && !isXm) continue;
      // Blanks around "=" are what vif-blanks says; the key itself is known.
      if (part.key && word.text !== word.text.trimEnd() && known.has(word.text.trimEnd())) continue;
      const before = vif.spec.parts[vif.spec.parts.indexOf(part) - 1];
      if (!part.key && before?.key?.text === 'ip' && parseAddressAndPrefix(word.text.trim())) {
        const comma = { offset: before.end, end: part.offset };
        yield {
          span: { offset: part.offset, end: part.end },
          message: `A comma begins a new option, so ${word.text} is not an address of this vif: ${outcome}. Separate addresses by blanks.`,
          fixes: () => [
            fixBy('Separate the addresses by a blank', replace(file, comma, ' '), { preferred: true, safe: true }),
          ],
        };
        continue;
      }
      const meant = ALIASES.get(word.text.toLowerCase()) ?? suggest(word.text, known.keys());
      const isFlag = part.key !== undefined && FLAGS.has(word.text);
      yield {
        span: { offset: word.offset, end: word.end },
        ...(isXm && file.toolstack.certain ? { severity: 'error' as const } : {}),
        message: isFlag
          ? `${word.text} is written without a value: ${outcome}. Write ${word.text} alone.`
          : `A vif has no key "${word.text}"${part.key ? '' : ' (and no = follows)'}: ${outcome}.${meant ? ` Did you mean ${meant}?` : ''}`,
        fixes: () => {
          if (isFlag) return [fixBy(`Write ${word.text} alone`, replace(file, part, word.text), { preferred: true })];
          return meant && part.key
            ? [fixBy(`Change to ${meant}`, replace(file, word, meant), { preferred: true })]
            : [];
        },
      };
    }
  },
});
