import type { CfgFile } from '../../model/source-file.ts';
import type { SyntaxProblem } from '../../syntax/span.ts';
import { fixBy, remove } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { vifKeys } from './vif-strings.ts';

export default defineRule({
  code: 'vif-blanks',
  area: 'network',
  severity: 'warning',
  title: 'Blanks inside a vif',
  explanation:
    'xl compares the beginning of each option with `key=` letter by letter. A blank before the `=` makes the key unknown and the ' +
    'option is dropped; a blank behind the `=` or before the next comma becomes part of the value, so that the bridge is called ' +
    '`xenbr0 ` with a blank at its end, which no host has. Blanks behind a comma are fine. xm strips them all.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'bridge = xenbr1\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01, bridge=xenbr1\' ]\n' },
      fixed: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'bridge=xenbr1\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'bridge=xenbr1 ,model=e1000\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'bridge=xenbr1,model=e1000\' ]\n' },
      fixed: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'bridge=xenbr1,model=e1000\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const vif of file.facts.vifs) {
      for (const problem of vif.spec.problems) {
        const message = messageFor(file, problem);
        if (!message) continue;
        yield {
          span: { offset: problem.offset, end: problem.end },
          message,
          fixes: () => repairs(file, problem),
        };
      }
    }
  },
});

function messageFor(file: CfgFile, problem: SyntaxProblem): string | undefined {
  const key = problem.detail ?? '';
  if (problem.code === 'blanks-around-equals') {
    const before = /[ \t]/.test(file.text[problem.offset] ?? '');
    if (before && !vifKeys(file).has(key)) return undefined;
    // The scripts split ip= at blanks, so one more does no harm.
    if (!before && key === 'ip') return undefined;
    return before
      ? `The blank before = makes "${key} " an unknown key: xl drops the option and the card gets a default. Remove the blanks.`
      : `The blank behind = becomes part of the value of ${key}. Remove it.`;
  }
  if (problem.code === 'blanks-before-comma' && key !== 'ip') {
    return `The blank becomes part of the value of ${key}, which then names something that does not exist. Remove it.`;
  }
  return undefined;
}

function repairs(file: CfgFile, problem: SyntaxProblem): ReturnType<typeof fixBy>[] {
  const text = file.text.slice(problem.offset, problem.end);
  const equals = text.indexOf('=');
  if (equals < 0) return [fixBy('Remove the blank', remove(file, problem), { preferred: true, safe: true })];
  const edits = [
    { offset: problem.offset, end: problem.offset + equals },
    { offset: problem.offset + equals + 1, end: problem.end },
  ].filter((span) => span.end > span.offset);
  return [{ title: 'Remove the blanks', edits: edits.map((span) => remove(file, span)), preferred: true, safe: true }];
}
