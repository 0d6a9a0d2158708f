import type { Variable } from '../../model/evaluate.ts';
import type { CfgAssignment } from '../../syntax/cfg/tree.ts';
import { byName } from '../../xen/row.ts';
import { xmKeys } from '../../xen/xm-keys.ts';
import { commentOut, fixBy, insert } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { isForXl, type OptionFile, rowsFor, xlLanguages } from './settings-of.ts';

const xmRows = byName(xmKeys);

function isOption(file: OptionFile, name: string): boolean {
  return isForXl(file) ? rowsFor(file).has(name) : xmRows.has(name);
}

/** The assignments that a later `=` throws away, and the one that does it. */
function overwritten({ assignments }: Variable): { lost: CfgAssignment[]; winner: CfgAssignment } | undefined {
  const last = assignments.findLastIndex((assignment) => assignment.operator === '=');
  const winner = assignments[last];
  if (!winner || last === 0) return undefined;
  return { lost: assignments.slice(0, last), winner };
}

function valueText(file: OptionFile, { value }: CfgAssignment): string {
  return value ? file.text.slice(value.offset, value.end) : '';
}

/** One list of the entries of two, where the file has no more of them. */
function joined(file: OptionFile, { lost, winner }: { lost: CfgAssignment[]; winner: CfgAssignment }): Fix[] {
  const [only, ...more] = lost;
  const [one, other] = [only?.value, winner.value];
  if (!only || more.length > 0 || one?.kind !== 'list' || other?.kind !== 'list') return [];
  const [first, from, to] = [other.items[0], one.items[0], one.items.at(-1)];
  const inner = from && to && file.text.slice(from.offset, to.end);
  if (!one.closed || !other.closed || !inner || /[\n#]/.test(inner) || !first) return [];
  return [
    { title: 'Put both into one list', edits: [commentOut(file, only), insert(file, first.offset, `${inner}, `)] },
  ];
}

export default defineRule({
  code: 'repeated-option',
  area: 'keys',
  severity: 'warning',
  title: 'Option that is set again further down',
  explanation:
    'The last line wins, and neither xl nor xm says so. With two `vif = [ … ]` lines the guest has only the cards of the second; ' +
    'to have both, write them into one list.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'vif = [ "bridge=xenbr0" ]\nname = "a"\nkernel = "/boot/vmlinuz"\nvif = [ "bridge=xenbr1" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ "bridge=xenbr0", "bridge=xenbr1" ]\n' },
      fixed: {
        'a.cfg': '#vif = [ "bridge=xenbr0" ]\nname = "a"\nkernel = "/boot/vmlinuz"\nvif = [ "bridge=xenbr1" ]\n',
      },
    },
  ],
  languages: xlLanguages,
  *check(file) {
    if (!isForXl(file) && file.tree.python) return;
    for (const variable of file.facts.variables.values()) {
      if (!variable.unconditional || !isOption(file, variable.name)) continue;
      const found = overwritten(variable);
      if (!found) continue;
      const { winner } = found;
      for (const lost of found.lost) {
        const same = valueText(file, lost) === valueText(file, winner);
        const again = { uri: file.uri, span: { offset: winner.offset, end: winner.end }, message: 'This line counts' };
        yield {
          span: { offset: lost.offset, end: lost.end },
          severity: same ? 'information' : 'warning',
          message: same
            ? `${variable.name} is set to the same value again further down. Keep one of the two lines.`
            : `${variable.name} is set again further down, and only the last line counts: this value is lost. Keep one of them, or put both into one.`,
          related: [again],
          tag: 'unnecessary',
          fixes: () => [fixBy('Comment this line out', commentOut(file, lost), { safe: same }), ...joined(file, found)],
        };
      }
    }
  },
});
