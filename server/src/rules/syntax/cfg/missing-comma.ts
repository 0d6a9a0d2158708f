/** Missing comma between list entries */
import { fixBy, insert } from '../../edits.ts';
import { cfgSyntaxRule } from './problems.ts';

export default cfgSyntaxRule({
  code: 'missing-comma',
  title: 'Missing comma between list entries',
  explanation:
    'The entries of a list are separated by commas. xl refuses the whole file where one is missing. (Between two texts xm joins them instead, and then finds one senseless entry.)',
  examples: [
    {
      bad: { 'a.cfg': "disk = [ 'phy:/dev/vg/a,xvda,w'\n         'phy:/dev/vg/b,xvdb,w' ]\nmemory = 512\n" },
      good: { 'a.cfg': "disk = [ 'phy:/dev/vg/a,xvda,w',\n         'phy:/dev/vg/b,xvdb,w' ]\nmemory = 512\n" },
      fixed: { 'a.cfg': "disk = [ 'phy:/dev/vg/a,xvda,w',\n         'phy:/dev/vg/b,xvdb,w' ]\nmemory = 512\n" },
    },
  ],
  xl: ['missing-comma'],
  xm: ['missing-comma'],
  message: () => 'a comma is missing behind this entry.',
  fixes: ({ file, problem }) => [
    fixBy('Add the comma', insert(file, problem.end, ','), { preferred: true, safe: true }),
  ],
});
