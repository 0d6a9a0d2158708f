/** Comma without an entry */
import { fixBy, remove } from '../../edits.ts';
import { cfgSyntaxRule } from './problems.ts';

export default cfgSyntaxRule({
  code: 'superfluous-comma',
  title: 'Comma without an entry',
  explanation:
    'Between two commas of a list something must stand; one comma behind the last entry is allowed. Both xl and xm refuse the whole file.',
  examples: [
    {
      bad: { 'a.cfg': 'name = "a"\nvif = [ "bridge=xenbr0",, "bridge=xenbr1" ]\n' },
      good: { 'a.cfg': 'name = "a"\nvif = [ "bridge=xenbr0", "bridge=xenbr1" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nvif = [ "bridge=xenbr0", "bridge=xenbr1" ]\n' },
    },
  ],
  xl: ['extra-comma'],
  xm: ['extra-comma'],
  message: () => 'nothing stands before this comma. Remove it.',
  fixes: ({ file, problem }) => [fixBy('Remove the comma', remove(file, problem), { preferred: true, safe: true })],
});
