import { usedOption } from '../../../model/xend.ts';
import type { SxpProblem } from '../../../syntax/sxp/problems.ts';
import type { SxpItem, SxpString } from '../../../syntax/sxp/tree.ts';
import { insert } from '../../edits.ts';
import { defineRule } from '../../rule.ts';
import { regexFault } from '../../xend/regex.ts';
import { problemsOf } from './problems.ts';

export default defineRule({
  code: 'lost-escape',
  area: 'syntax',
  severity: 'warning',
  title: 'A single backslash loses the character behind it',
  explanation:
    'Inside quotes xend knows only a few escapes (`\\n`, `\\t`, `\\\\` …). Before any other character it keeps the backslash and **drops ' +
    'the character**: `\\.` becomes a lone backslash. In a list of allowed hosts this makes another pattern, or one that stops xend at ' +
    'its start. Write every backslash of a pattern twice: `\\\\.`.',
  examples: [
    {
      bad: { 'xend-config.sxp': "(xend-relocation-hosts-allow '^192\\.0\\.2\\.10$')\n" },
      good: { 'xend-config.sxp': "(xend-relocation-hosts-allow '^192\\\\.0\\\\.2\\\\.10$')\n" },
      fixed: { 'xend-config.sxp': "(xend-relocation-hosts-allow '^192\\\\.0\\\\.2\\\\.10$')\n" },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    const lost = problemsOf(file, 'lost-escape');
    if (lost.length === 0) return;
    const hosts = usedOption(file.facts, 'xend-relocation-hosts-allow')?.value;
    for (const item of stringsWith(file.tree.items, lost)) {
      const own = item.problems;
      const first = own[0];
      if (!first) continue;
      const dies = item.string === hosts && regexFault(item.string.value) !== undefined;
      yield {
        span: { offset: first.offset, end: first.end },
        ...(dies ? { severity: 'error' as const } : {}),
        message:
          `A single backslash loses the character behind it: xend sees ${brief(item.string.value)}${dies ? ', which is no valid pattern, and does not start' : ''}. ` +
          'Double each backslash.',
        fixes: () => [
          {
            title: 'Double each backslash of the value',
            edits: own.map((problem) => insert(file, problem.offset, '\\')),
            preferred: true,
          },
        ],
      };
    }
  },
});

/** The strings that hold some of the problems, with those. */
function* stringsWith(
  items: readonly SxpItem[],
  problems: readonly SxpProblem[],
): Generator<{ string: SxpString; problems: SxpProblem[] }> {
  const strings: SxpString[] = [];
  const work = [...items];
  for (let item = work.pop(); item; item = work.pop()) {
    if (item.kind === 'list') for (const inner of item.items) work.push(inner);
    else if (item.kind === 'string') strings.push(item);
  }
  strings.sort((a, b) => a.offset - b.offset);
  let at = 0;
  for (const string of strings) {
    const inside: SxpProblem[] = [];
    for (let problem = problems[at]; problem && problem.offset < string.end; problem = problems[++at])
      inside.push(problem);
    if (inside.length > 0) yield { string, problems: inside };
  }
}

const brief = (value: string): string => (value.length > 80 ? `${value.slice(0, 79)}…` : value);
