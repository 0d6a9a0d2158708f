import type { SourceFile } from '../../model/source-file.ts';
import { lineEnd, lineStart, remove, replace } from '../edits.ts';
import type { IgnoreComment, IgnoredCode } from '../ignore-comments.ts';
import { defineRule, type Finding, type Fix, type Rule } from '../rule.ts';
import { suggest } from '../suggest.ts';

/** The comment without one of its codes; without the last code the whole comment goes, and its line with it. */
function removal(file: SourceFile, comment: IgnoreComment, one: IgnoredCode): Fix {
  const title = `Remove ${one.code} from the comment`;
  const index = comment.codes.indexOf(one);
  const before = comment.codes[index - 1];
  const after = comment.codes[index + 1];
  if (before) return { title, edits: [remove(file, { offset: before.end, end: one.end })] };
  if (after) return { title, edits: [remove(file, { offset: one.offset, end: after.offset })] };
  const { text } = file;
  const start = lineStart(text, comment.offset);
  const end = lineEnd(text, comment.end);
  const head = text.slice(start, comment.offset);
  if (head.trim() === '') {
    const next = text.indexOf('\n', end);
    return {
      title: 'Remove the comment',
      edits: [remove(file, { offset: start, end: next < 0 ? text.length : next + 1 })],
    };
  }
  return { title: 'Remove the comment', edits: [remove(file, { offset: start + head.trimEnd().length, end })] };
}

/** What the codes of ignore comments met: findings that they silence, and ones that no comment silences. */
export interface Met {
  readonly used: ReadonlySet<IgnoredCode>;
  readonly refused: ReadonlySet<IgnoredCode>;
}

/**
 * What is wrong with the ignore comments of a file. `rules` are all there are; a rule that `isOff` is not checked at
 * all, so that its comments are left alone.
 */
export function* uselessIgnores(
  file: SourceFile,
  comments: readonly IgnoreComment[],
  { used, refused }: Met,
  rules: readonly Rule[],
  isOff: (code: string) => boolean,
): Generator<Finding> {
  for (const comment of comments) {
    if (comment.codes.some(({ code }) => code === 'useless-ignore')) continue;
    for (const one of comment.codes) {
      if (used.has(one) || isOff(one.code)) continue;
      const { offset, end } = one;
      const rule = rules.find(({ code }) => code === one.code);
      // What other files make of this one may not be known yet.
      if (rule?.area === 'fleet') continue;
      const meant = rule
        ? undefined
        : suggest(
            one.code,
            rules.map(({ code }) => code),
          );
      yield {
        span: { offset, end },
        message: rule
          ? refused.has(one)
            ? `An error is shown whatever a comment says, so this silences nothing. Correct what ${one.code} reports and remove the comment.`
            : `Nothing ${comment.wholeFile ? 'in this file' : 'on this line or the next'} is reported as ${one.code}, so the comment silences nothing. Remove it.`
          : `There is no finding of the name ${one.code}, so this silences nothing. ${meant ? `Did you mean ${meant}?` : 'xen-config rules lists the names.'}`,
        tag: 'unnecessary',
        fixes: () => [
          ...(meant
            ? [{ title: `Write ${meant}`, edits: [replace(file, { offset, end }, meant)], preferred: true }]
            : []),
          removal(file, comment, one),
        ],
      };
    }
  }
}

export default defineRule({
  code: 'useless-ignore',
  area: 'comments',
  severity: 'hint',
  title: 'Comment that silences nothing',
  explanation:
    'A comment `# xen-config: ignore CODE` silences findings of that code on its own line, or on the line below when it stands alone; ' +
    '`# xen-config: ignore-file CODE` silences them in the whole file. What the toolstack refuses is shown all the same: a comment would only hide why the guest does not start. ' +
    'Where there is no such finding (any more), or no such code, the comment only misleads the next reader.',
  examples: [
    {
      bad: { 'xend-config.sxp': '# xen-config: ignore unknown-script\n(xend-port 8000)\n' },
      good: { 'xend-config.sxp': '(xend-port 8000)\n' },
      fixed: { 'xend-config.sxp': '(xend-port 8000)\n' },
    },
    {
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemroy = 512 # xen-config: ignore unknown-opton\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemroy = 512 # xen-config: ignore unknown-option\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemroy = 512 # xen-config: ignore unknown-option\n' },
    },
    {
      bad: { 'a.cfg': '# xen-config: ignore-file octal-number\nname = "a"\nkernel = "/boot/vmlinuz"\nmemory = 512\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 512\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 512\n' },
    },
  ],
  languages: ['xend-sxp', 'xen-cfg', 'xl-conf', 'xl-cpupool', 'xen-interfaces'],
  /** Only the runner knows what was silenced, so it asks `uselessIgnores` itself (check.ts). */
  *check() {},
});
