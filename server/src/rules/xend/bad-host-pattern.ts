import { defineRule } from '../rule.ts';
import { usedOptions } from './options.ts';
import { regexFault } from './regex.ts';

export default defineRule({
  code: 'bad-host-pattern',
  area: 'xend',
  severity: 'error',
  title: 'An allowed host that is no pattern',
  explanation:
    'The entries of `xend-relocation-hosts-allow` are regular expressions, not shell patterns: `*` repeats what stands before it and cannot ' +
    'begin an entry. xend compiles them at its start, even when the relocation server is off, and does not start when one is faulty. Write ' +
    '`^.*\\\\.example\\\\.org$` for all hosts of a domain, with every backslash doubled.',
  examples: [
    {
      bad: { 'xend-config.sxp': "(xend-relocation-hosts-allow '*.example.org')\n" },
      good: { 'xend-config.sxp': "(xend-relocation-hosts-allow '^.*\\\\.example\\\\.org$')\n" },
      fixed: { 'xend-config.sxp': "(xend-relocation-hosts-allow '^.*\\\\.example\\\\.org$')\n" },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    // A lost backslash makes other faults of its own and is what has to be repaired.
    if (file.tree.problems.some((problem) => problem.code === 'lost-escape')) return;
    for (const { option, row } of usedOptions(file)) {
      const { value } = option;
      const fault = row.type === 'regex-list' && value && value.kind !== 'list' ? regexFault(value.value) : undefined;
      if (!fault || !value || value.kind === 'list') continue;
      const patterns = value.value.split(' ').map(fromShell);
      const written = `'${patterns.join(' ').replaceAll('\\', '\\\\')}'`;
      yield {
        span: { offset: value.offset, end: value.end },
        message: `xend cannot read this list of patterns (${fault}) and does not start. Write regular expressions, such as ^host1$.`,
        fixes: () =>
          patterns.some((pattern) => regexFault(pattern) !== undefined) || written.slice(1, -1).includes("'")
            ? []
            : [
                {
                  title: `Write ${written}`,
                  edits: [{ uri: file.uri, span: { offset: value.offset, end: value.end }, newText: written }],
                  preferred: true,
                },
              ],
      };
    }
  },
});

/** `*.example.org` as the regular expression that was meant; other patterns as they are. */
function fromShell(pattern: string): string {
  return /^\*[\w.-]*$/.test(pattern) ? `^.*${pattern.slice(1).replaceAll('.', '\\.')}$` : pattern;
}
