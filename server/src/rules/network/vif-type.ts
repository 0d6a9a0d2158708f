import { fixBy, replace } from '../edits.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';
import { vifParts } from './vif-strings.ts';

export default defineRule({
  code: 'vif-type',
  area: 'network',
  severity: 'warning',
  title: 'type= of a vif that this guest cannot have',
  explanation:
    '`type=ioemu` adds an emulated card, which only an HVM guest has: for a PV or PVH guest xl refuses to create it. xl knows the words ' +
    "ioemu and vif; xm's `netfront` it drops with a message, and an HVM guest then has the emulated card all the same.",
  examples: [
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': 'name = "vm01"\ntype = "pv"\nmemory = 512\nvif = [ \'type=ioemu,bridge=xenbr0\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\ntype = "pv"\nmemory = 512\nvif = [ \'bridge=xenbr0\' ]\n' },
      fixed: { 'vm01.cfg': 'name = "vm01"\ntype = "pv"\nmemory = 512\nvif = [ \'type=vif,bridge=xenbr0\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nmemory = 512\nvif = [ \'type=netfront,bridge=xenbr0\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nmemory = 512\nvif = [ \'type=vif,bridge=xenbr0\' ]\n' },
      fixed: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nmemory = 512\nvif = [ \'type=vif,bridge=xenbr0\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (file.toolstack.toolstack !== 'xl' || !(file.toolstack.certain || file.facts.variables.has('type'))) return;
    for (const { part } of vifParts(file)) {
      if (part.key?.text !== 'type') continue;
      const { value } = part;
      const span = { offset: value.offset, end: value.end };
      const { kind } = file.facts;
      if (value.text === 'ioemu' && (kind === 'pv' || kind === 'pvh')) {
        yield {
          span,
          severity: whereCertain(file, 'error'),
          message: `A ${kind.toUpperCase()} guest has no emulated card: xl refuses to create it. Remove type=ioemu, or make it an HVM guest.`,
          fixes: () => [fixBy('Use type=vif', replace(file, value, 'vif'), { preferred: true })],
        };
      } else if (value.text !== 'ioemu' && value.text !== 'vif') {
        const word = kind !== 'pv' && kind !== 'pvh' && /emu/i.test(value.text) ? 'ioemu' : 'vif';
        yield {
          span,
          message: `xl knows the types ioemu and vif; "${value.text}" is dropped with a message and the guest gets the default. Use type=${word} for a card ${word === 'vif' ? 'without' : 'with'} emulation.`,
          fixes: () => [fixBy(`Use type=${word}`, replace(file, value, word), { preferred: true })],
        };
      }
    }
  },
});
