/** Completion in a comment that speaks to the checker: `# xen-config: ignore CODE`. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { SourceFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import { check, contextFor } from '../../rules/check.ts';
import { lineStart } from '../../rules/edits.ts';
import { ignoreComments, logicalStart } from '../../rules/ignore-comments.ts';
import { rules } from '../../rules/index.ts';
import type { Span } from '../../syntax/span.ts';
import type { Candidate } from './candidate.ts';

export interface CommentCompletion {
  /** The word that is replaced. */
  readonly span: Span;
  readonly candidates: readonly Candidate[];
}

const CODES = /^[#;\s]*xen-config:\s*ignore(?:-file)?[\s,](?:.*[\s,])?/;
const IS_FOR_FILE = /xen-config:\s*ignore-file/;
const WORD = /^[#;\s]*(xen-config:\s*)?/;

/** What may stand at the offset; undefined outside of comments, and in those that are for people. */
export function completeIgnoreComment(
  file: SourceFile,
  offset: number,
  workspace: Workspace,
): CommentCompletion | undefined {
  const comment = file.tree.comments.find((one) => one.offset < offset && offset <= one.end);
  if (!comment || comment.end - comment.offset > 1000) return undefined;
  const before = file.text.slice(comment.offset, offset);
  const after = /^[a-z0-9-]*/.exec(file.text.slice(offset, comment.end))?.[0] ?? '';
  const codes = CODES.exec(before);
  if (codes) {
    const span = { offset: comment.offset + codes[0].length, end: offset + after.length };
    return { span, candidates: codesFor(file, comment.offset, span, workspace) };
  }
  const head = WORD.exec(before);
  const typed = before.slice(head?.[0].length ?? 0);
  const words = head?.[1]
    ? directives(file)
    : [DIRECTIVE, FOR_FILE].map((one) => ({ ...one, label: `xen-config: ${one.label}` }));
  // A comment for people may well end with "xen".
  if ((!head?.[1] && !typed.startsWith('xen-')) || words.every((one) => !one.label.startsWith(typed))) return undefined;
  const span = { offset: offset - typed.length, end: offset + after.length };
  return { span, candidates: words.map((one) => ({ ...one, insert: `${one.label} ` })) };
}

const DIRECTIVE = {
  label: 'ignore',
  kind: CompletionItemKind.Keyword,
  documentation: 'Silences findings by their codes: on this line, or on the line below when the comment stands alone.',
} as const;

const FOR_FILE = {
  label: 'ignore-file',
  kind: CompletionItemKind.Keyword,
  documentation: 'Silences findings by their codes in the whole file.',
} as const;

function directives(file: SourceFile): Candidate[] {
  if (file.language !== 'xen-cfg') return [DIRECTIVE, FOR_FILE];
  const documentation = "Names this guest's own interfaces file, where its path does not tell.";
  return [DIRECTIVE, FOR_FILE, { label: 'interfaces', kind: CompletionItemKind.Keyword, documentation }];
}

/** The codes of the findings that the comment would cover come first, then those of the file, then all others. */
function codesFor(file: SourceFile, comment: number, typed: Span, workspace: Workspace): Candidate[] {
  const there = ignoreComments(file).find((one) => one.offset === comment);
  const present = new Set(
    there?.codes.filter((one) => one.end < typed.offset || one.offset > typed.end).map((one) => one.code),
  );
  const wholeFile = IS_FOR_FILE.test(file.text.slice(comment, typed.offset));
  const lines = coveredLines(file, comment);
  const rank = new Map<string, number>();
  for (const one of check(file, contextFor(file, workspace))) {
    // No comment silences what the toolstack refuses.
    if (one.refused) continue;
    const covered =
      wholeFile ||
      lines.includes(lineStart(file.text, one.span.offset)) ||
      lines.includes(logicalStart(file, one.span.offset));
    rank.set(one.code, Math.min(rank.get(one.code) ?? 2, covered ? 0 : 1));
  }
  const rankOf = (code: string): number => rank.get(code) ?? 2;
  return rules
    .filter((rule) => rule.languages.includes(file.language) && !present.has(rule.code))
    .sort((a, b) => rankOf(a.code) - rankOf(b.code) || (a.code < b.code ? -1 : 1))
    .map((rule) => ({
      label: rule.code,
      kind: CompletionItemKind.Constant,
      detail: rule.title,
      documentation: rule.explanation,
      ...(rankOf(rule.code) === 0 ? { preselect: true } : {}),
    }));
}

/** Where the lines begin that a comment at this place covers once it names a code. */
function coveredLines(file: SourceFile, comment: number): number[] {
  const own = lineStart(file.text, comment);
  if (file.text.slice(own, comment).trim() !== '') return [own];
  const next = file.tree.comments.filter((one) => one.offset >= comment);
  let line = own;
  for (const one of next) {
    if (lineStart(file.text, one.offset) !== line) break;
    const end = file.text.indexOf('\n', one.end);
    if (end < 0) break;
    line = end + 1;
  }
  return [own, line];
}
