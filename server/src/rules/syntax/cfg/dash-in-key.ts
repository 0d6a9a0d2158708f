/** Key with a dash */
import { fixBy, renameKey } from '../../edits.ts';
import { rowsFor } from '../../keys/settings-of.ts';
import { sameWords } from '../../suggest.ts';
import { type AnyCfgFile, cfgSyntaxRule } from './problems.ts';

/** The option that the table knows by these words, else the same name with underscores. */
function meant(file: AnyCfgFile, text: string): string {
  return sameWords(text, rowsFor(file)) ?? text.toLowerCase().replaceAll('-', '_');
}

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
    {
      bad: { 'xl.conf': 'vif-script="vif-route"\n' },
      good: { 'xl.conf': 'vif.default.script="vif-route"\n' },
      fixed: { 'xl.conf': 'vif.default.script="vif-route"\n' },
    },
    {
      bad: { 'xl.conf': 'default-bridge="br0"\n' },
      good: { 'xl.conf': 'vif.default.bridge="br0"\n' },
      fixed: { 'xl.conf': 'vif.default.bridge="br0"\n' },
    },
  ],
  xl: ['dash-in-key'],
  xm: ['dash-in-key'],
  message: ({ file, text }) => `keys are written with _, not with a dash. Write ${meant(file, text)}.`,
  fixes: ({ file, problem, text }) => {
    const key = meant(file, text);
    return /^[a-z][\w.]*$/.test(key) ? [fixBy(`Write ${key}`, renameKey(file, problem, key), { preferred: true })] : [];
  },
});
