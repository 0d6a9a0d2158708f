/** Closing bracket without an opening one */
import { fixBy, remove } from '../../edits.ts';
import { cfgSyntaxRule } from './problems.ts';

export default cfgSyntaxRule({
  code: 'stray-bracket',
  title: 'Closing bracket without an opening one',
  explanation:
    'A bracket is closed that was never opened, or one too many is closed. Both xl and xm refuse the whole file.',
  examples: [
    {
      bad: { 'a.cfg': 'name = "a"\nvif = [ "bridge=xenbr0" ] ]\n' },
      good: { 'a.cfg': 'name = "a"\nvif = [ "bridge=xenbr0" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nvif = [ "bridge=xenbr0" ] \n' },
    },
  ],
  xl: ['stray-bracket'],
  xm: ['stray-bracket'],
  message: ({ text }) => `no bracket is open that this ${text} could close. Remove it.`,
  fixes: ({ file, problem }) => [fixBy('Remove the bracket', remove(file, problem))],
});
