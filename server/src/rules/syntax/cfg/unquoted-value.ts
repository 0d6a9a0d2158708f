/** Text without quotes */
import { fixBy, replace } from '../../edits.ts';
import { cfgSyntaxRule, type Lack, quoted } from './problems.ts';

/** The words up to the end of the line; Python's problem marks only the first sign that fits nowhere. */
function wholeValue(file: Lack['file'], span: Lack['problem'], toolstack: Lack['toolstack']): string {
  if (toolstack === 'xl') return file.text.slice(span.offset, span.end);
  const rest = file.text.slice(span.offset, span.offset + 400);
  return (/^[^\r\n#;]*/.exec(rest)?.[0] ?? '').trimEnd();
}

export default cfgSyntaxRule({
  code: 'unquoted-value',
  title: 'Text without quotes',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. Text must stand in quotes: `name = "web-f"`. Only whole numbers go without.',
  examples: [
    {
      bad: { 'a.cfg': 'name = web-f\nmemory = 512\n' },
      good: { 'a.cfg': 'name = "web-f"\nmemory = 512\n' },
      fixed: { 'a.cfg': 'name = "web-f"\nmemory = 512\n' },
    },
  ],
  xl: ['unquoted-text'],
  xm: ['unquoted-text'],
  message: ({ toolstack, file, problem }) => {
    const example = quoted(wholeValue(file, problem, toolstack));
    return `text needs quotes${example && example.length < 60 ? `: ${example}` : ''}.`;
  },
  fixes: ({ file, problem, toolstack }) => {
    const text = wholeValue(file, problem, toolstack);
    const value = quoted(text);
    if (value === undefined) return [];
    const span = { offset: problem.offset, end: problem.offset + text.length };
    return [
      fixBy(`Write ${value.length < 40 ? value : 'it in quotes'}`, replace(file, span, value), { preferred: true }),
    ];
  },
});
