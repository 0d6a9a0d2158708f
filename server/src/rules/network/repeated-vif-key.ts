import type { SpecPart } from '../../syntax/spec/tree.ts';
import { fixBy, remove, replace, withComma } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { vifKeys } from './vif-strings.ts';

export default defineRule({
  code: 'repeated-vif-key',
  area: 'network',
  severity: 'warning',
  title: 'Option given twice in one vif',
  explanation:
    'One entry of `vif` is one card: a second `bridge=` or `mac=` replaces the first one without a word. Two cards are two entries, each in ' +
    "quotes of its own: `vif = [ 'bridge=xenbr0', 'bridge=xenbr1' ]`. Several addresses of one card stand in one `ip=`, separated by blanks.",
  examples: [
    {
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'bridge=xenbr0,bridge=xenbr1\' ]\n' },
      good: { 'vm01.cfg': "name = \"vm01\"\nmemory = 512\nvif = [ 'bridge=xenbr0', 'bridge=xenbr1' ]\n" },
      fixed: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'bridge=xenbr1\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const known = vifKeys(file);
    for (const vif of file.facts.vifs) {
      const last = new Map<string, SpecPart>();
      for (const part of vif.spec.parts) if (part.key) last.set(part.key.text, part);
      for (const part of vif.spec.parts) {
        const winner = part.key && last.get(part.key.text);
        if (!part.key || !winner || winner === part || !known.has(part.key.text)) continue;
        yield {
          span: { offset: part.offset, end: part.end },
          message:
            `${part.key.text}= stands twice in this vif and only the last one counts: ${part.value.text} is lost without a word. ` +
            (part.key.text === 'ip'
              ? 'Write all addresses into one ip=, separated by blanks.'
              : 'Keep one, or give the second card an entry of its own.'),
          related: [{ uri: file.uri, span: { offset: winner.offset, end: winner.end }, message: 'This one counts' }],
          tag: 'unnecessary',
          fixes: () => {
            if (part.key?.text === 'ip')
              return [
                {
                  title: 'Write both into one ip=',
                  edits: [
                    replace(file, winner.value, `${part.value.text} ${winner.value.text}`),
                    remove(file, withComma(vif.spec.parts, part)),
                  ],
                  preferred: true,
                },
              ];
            return [part, winner].map((one) =>
              fixBy(`Remove ${file.text.slice(one.offset, one.end)}`, remove(file, withComma(vif.spec.parts, one))),
            );
          },
        };
      }
    }
  },
});
