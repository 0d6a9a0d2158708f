import { parseRdm } from '../../syntax/spec/pci.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { isXl } from './devices.ts';

const POLICIES: ReadonlySet<string> = new Set(['strict', 'relaxed']);

export default defineRule({
  code: 'rdm-dropped',
  area: 'pci',
  severity: 'warning',
  title: 'rdm that xl drops',
  explanation:
    'Since Xen 4.15 xl drops the whole `rdm` when it holds a valid `policy=`, without a message, and it drops one with an unknown ' +
    'strategy or option. Only `strategy=host` is of use; relaxed is the policy anyway, and a device has its own `rdm_policy`.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nrdm = "strategy=host,policy=relaxed"\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nrdm = "strategy=host"\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nrdm = "strategy=host"\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const value = isXl(file) ? file.facts.variables.get('rdm')?.value : undefined;
    if (value?.kind !== 'string') return;
    const tree = parseRdm(value.text);
    const [problem] = tree.problems;
    for (const { key, value: word } of tree.parts) {
      if (!tree.accepted || key?.text !== 'policy' || POLICIES.has(word.text)) continue;
      yield {
        span: { offset: word.offset, end: word.end },
        message: `xl does not know the policy "${word.text.slice(0, 30)}" and creates the guest with any. Write rdm = "strategy=host" alone.`,
        fixes: () => [fixBy('Change to strategy=host', replace(file, tree, 'strategy=host'))],
      };
    }
    if (tree.accepted || !problem) return;
    const policy = tree.problems.some((one) => one.code === 'rdm-policy-drops-all');
    const host = tree.parts.some((part) => part.key?.text === 'strategy' && part.value.text === 'host');
    yield {
      span: { offset: problem.offset, end: problem.end },
      message: policy
        ? 'xl drops the whole rdm value because of its policy, and no reserved memory is set aside. Write rdm = "strategy=host".'
        : 'xl cannot read this rdm value and drops it; the guest is created without. Write rdm = "strategy=host".',
      fixes: () =>
        host ? [fixBy('Change to strategy=host', replace(file, tree, 'strategy=host'), { preferred: true })] : [],
    };
  },
});
