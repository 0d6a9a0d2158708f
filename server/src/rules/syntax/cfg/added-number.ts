/** += with a number, which xl keeps as text that is no number any more. */
import type { CfgAssignment } from '../../../syntax/cfg/tree.ts';
import { assignedName } from '../../../syntax/cfg/tree.ts';
import { replace } from '../../edits.ts';
import { isCertain, rowsFor } from '../../keys/settings-of.ts';
import { defineRule, type Fix } from '../../rule.ts';
import { type AnyCfgFile, readerOf } from './problems.ts';

export default defineRule({
  code: 'added-number',
  area: 'syntax',
  severity: 'warning',
  title: 'Number added with +=',
  explanation:
    'xl does not calculate: `+=` joins texts and lists. A number that something was added to is no number any more, xl warns ' +
    '"can\'t use += with numbers" and takes the default: with `memory` the guest gets 32 MiB. Write the sum.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\nmemory += 256\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 768\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 768\n' },
    },
  ],
  languages: ['xen-cfg', 'xl-conf', 'xl-cpupool'],
  *check(file: AnyCfgFile) {
    if (readerOf(file) !== 'xl') return;
    for (const { name, value, assignments } of file.facts.variables.values()) {
      const last = assignments.at(-1);
      if (last?.operator !== '+=' || !last.value) continue;
      if (value.kind !== 'number' && !(value.kind === 'string' && isNumeric(file, name))) continue;
      yield {
        span: { offset: last.offset, end: last.end },
        ...(rowsFor(file).get(name)?.reading?.endsWithoutNumber && isCertain(file) && { severity: 'error' as const }),
        message: `xl cannot add numbers: both values of ${name} are lost and its default is used. Write the sum.`,
        fixes: () => sumFix(file, assignments),
      };
    }
  },
});

const NUMERIC: ReadonlySet<string> = new Set(['int', 'number', 'bool', 'defbool']);

/** Options that xl counts: it refuses to count a text that was put together by `+=`, too. */
function isNumeric(file: AnyCfgFile, name: string): boolean {
  return NUMERIC.has(rowsFor(file).get(name)?.type ?? '');
}

/** Replaces `a = 1` and the `a += 2` behind it by their sum, when there are just these two. */
function sumFix(file: AnyCfgFile, assignments: readonly CfgAssignment[]): readonly Fix[] {
  const [first, second] = assignments;
  if (assignments.length !== 2 || !first?.value || !second?.value || first.operator !== '=') return [];
  if (first.value.kind !== 'number' || second.value.kind !== 'number') return [];
  const numbers = [first.value, second.value].map((one) => file.text.slice(one.offset, one.end));
  if (numbers.some((one) => !/^(?:0|[1-9][0-9]{0,14})$/.test(one))) return [];
  const sum = String(Number(numbers[0]) + Number(numbers[1]));
  const start = file.text.lastIndexOf('\n', second.offset - 1) + 1;
  const next = file.text.indexOf('\n', second.end);
  const end = next < 0 ? file.text.length : next + 1;
  const alone = file.text.slice(start, end).trim() === file.text.slice(second.offset, second.end).trim();
  if (!alone) return [];
  const name = assignedName(file.tree, first) ?? '';
  return [
    {
      title: `Write ${name} = ${sum}`,
      edits: [replace(file, first.value, sum), replace(file, { offset: start, end }, '')],
      preferred: true,
    },
  ];
}
