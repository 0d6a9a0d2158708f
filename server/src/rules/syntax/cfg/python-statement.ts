/** Python in a file for xl */
import { cfgSyntaxRule, shown } from './problems.ts';

export default cfgSyntaxRule({
  code: 'python-statement',
  title: 'Python in a file for xl',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. `import`, `if`, `for`, `def` and calls are Python, which only xm runs. Write the settings out, or generate the file.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'import os\nname = "a"\nmemory = 512\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
    },
  ],
  xl: ['python-statement'],
  xm: [],
  message: ({ text }) => `${shown(text)} is Python, which only xm runs. Write the settings out.`,
});
