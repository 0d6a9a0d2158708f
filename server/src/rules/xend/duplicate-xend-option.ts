import { defineRule } from '../rule.ts';
import { duplicates, isScriptOption } from './duplicates.ts';

export default defineRule({
  code: 'duplicate-xend-option',
  area: 'xend',
  severity: 'warning',
  title: 'An option of xend that stands in the file twice',
  explanation:
    'xend takes the **first** form of a name and ignores every later one without a word, so a value that was added at the end of the file ' +
    'never counts. Keep one of the lines and comment the others out.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(xend-port 8000)\n(xend-port 8001)\n' },
      good: { 'xend-config.sxp': '(xend-port 8000)\n' },
      fixed: { 'xend-config.sxp': '(xend-port 8000)\n#(xend-port 8001)\n' },
    },
  ],
  languages: ['xend-sxp'],
  check: (file) => duplicates(file, (name) => !isScriptOption(name)),
});
