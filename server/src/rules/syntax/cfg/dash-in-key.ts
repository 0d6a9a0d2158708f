/** Key with a dash */
import { fixBy, replace } from '../../edits.ts';
import { cfgSyntaxRule } from './problems.ts';

export default cfgSyntaxRule({
  code: 'dash-in-key',
  title: 'Key with a dash',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. Keys have underscores where options of commands have dashes.',
  examples: [
    {
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\nllc-colors = [ "0-3" ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\nllc_colors = [ "0-3" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\nllc_colors = [ "0-3" ]\n' },
    },
  ],
  xl: ['dash-in-key'],
  xm: ['dash-in-key'],
  message: ({ text }) => `keys are written with _, not with a dash. Write ${text.toLowerCase().replaceAll('-', '_')}.`,
  fixes: ({ file, problem, text }) => {
    const key = text.toLowerCase().replaceAll('-', '_');
    return /^[a-z][\w.]*$/.test(key) ? [fixBy(`Write ${key}`, replace(file, problem, key), { preferred: true })] : [];
  },
});
