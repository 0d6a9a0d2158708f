import type { CfgFile } from '../../model/source-file.ts';
import type { SyntaxProblem } from '../../syntax/span.ts';
import { remove } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { spanOf, xlDisks, xmDisks } from './disks.ts';

export default defineRule({
  code: 'disk-blanks',
  area: 'disk',
  severity: 'warning',
  title: 'Blanks inside a disk',
  explanation:
    'A blank before a comma, or behind a `=`, becomes part of the word: the path then is `/dev/vg/a ` with a blank at its end, which ' +
    'does not exist, and the guest cannot be created. xl skips blanks behind a comma; xm keeps those as well.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/a ,xvda ,w\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/a, xvda, w\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/a,xvda,w\' ]\n' },
    },
    {
      toolstack: 'xm',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/a, xvda,w\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/a,xvda,w\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/a,xvda,w\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, context) {
    for (const disk of [...xlDisks(file), ...xmDisks(file, context)]) {
      const blanks = disk.spec.problems.filter(
        (problem) => problem.code === 'blanks-before-comma' || problem.code === 'blanks-around-equals',
      );
      const [first] = blanks;
      if (!first) continue;
      yield {
        span: spanOf(first),
        message:
          'The blank becomes part of the word beside it, which then names nothing on the host: creation fails. Remove it.',
        related: blanks
          .slice(1)
          .map((problem) => ({ uri: file.uri, span: spanOf(problem), message: 'Another blank that is kept' })),
        fixes: () => [removeAll(file, blanks)],
      };
    }
  },
});

function removeAll(file: CfgFile, blanks: readonly SyntaxProblem[]): Fix {
  const edits = blanks.map((problem) => remove(file, problem));
  return { title: edits.length > 1 ? 'Remove the blanks' : 'Remove the blank', edits, preferred: true, safe: true };
}
