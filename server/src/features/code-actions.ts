/** Quick fixes for the findings at the cursor, and `source.fixAll.xen`, which applies every safe one. */
import { type CodeAction, CodeActionKind, type Range, type WorkspaceEdit } from 'vscode-languageserver-types';
import { documentOf, rangeOf } from '../model/lines.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Workspace } from '../model/workspace.ts';
import { check, contextFor, type Diagnosis } from '../rules/check.ts';
import { ignoreFix } from '../rules/ignore-comments.ts';
import type { Fix, TextEdit } from '../rules/rule.ts';
import { overlaps, type Span, touches } from '../syntax/span.ts';
import { toDiagnostic } from './diagnostics.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.xen`;

/** The actions for a range of the file, given the findings that the editor shows for it. */
export function codeActions(
  file: SourceFile,
  range: Range,
  only: readonly string[] | undefined,
  shown: readonly Diagnosis[],
  workspace: Workspace,
  pages?: string,
): CodeAction[] {
  const wants = (kind: string): boolean =>
    only === undefined || only.some((one) => kind === one || kind.startsWith(`${one}.`));
  const document = documentOf(file);
  const span = { offset: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const here = shown.filter(
      (one) => overlaps(one.span, span) || touches(one.span, span.offset) || touches(span, one.span.offset),
    );
    for (const one of here)
      for (const fix of one.fixes?.() ?? [])
        if (!isIdle(fix, workspace)) actions.push(quickFix(file, one, fix, workspace, pages));
    // To silence a finding comes behind every way to repair it.
    for (const one of here) {
      const fix = ignoreFix(file, one);
      if (fix) actions.push(quickFix(file, one, fix, workspace, pages));
    }
  }
  if (only?.some((one) => FIX_ALL === one || FIX_ALL.startsWith(`${one}.`))) {
    const edits = repairs(file, shown, workspace);
    if (edits.length > 0) {
      actions.push({
        title: 'Repair everything that is safe to repair',
        kind: FIX_ALL,
        edit: toWorkspaceEdit(edits, workspace),
      });
    }
  }
  return actions;
}

/** Whether a repair would leave everything as it is. */
function isIdle(fix: Fix, workspace: Workspace): boolean {
  return fix.edits.every(
    ({ uri, span, newText }) => workspace.files.get(uri)?.text.slice(span.offset, span.end) === newText,
  );
}

function quickFix(
  file: SourceFile,
  one: Diagnosis,
  fix: Fix,
  workspace: Workspace,
  pages: string | undefined,
): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(file, one, workspace, pages)],
    isPreferred: fix.preferred === true,
    edit: toWorkspaceEdit(fix.edits, workspace),
  };
}

/** How often repairs may bring to light what others repair, before the rest is left alone. */
const ROUNDS = 10;

/**
 * Every safe repair, and those that become possible by them, until nothing is left to do. The workspace holds the
 * repaired text for a moment, since rules look at the whole of it, and afterwards the text that it had.
 */
function repairs(file: SourceFile, shown: readonly Diagnosis[], workspace: Workspace): readonly TextEdit[] {
  const first = safeEdits(file, shown);
  if (first.length === 0) return [];
  const { uri, language, version } = file;
  let text = applyEdits(file.text, first);
  let rounds = 1;
  try {
    for (; rounds < ROUNDS; rounds++) {
      workspace.set(uri, language, text, version);
      const now = workspace.files.get(uri);
      const edits = now
        ? safeEdits(
            now,
            check(now, contextFor(now, workspace), () => {}),
          )
        : [];
      if (edits.length === 0) break;
      text = applyEdits(text, edits);
    }
  } finally {
    workspace.set(uri, language, file.text, version);
  }
  return rounds === 1 ? first : [difference(uri, file.text, text)];
}

function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { span, newText } of [...edits].sort((one, other) => one.span.offset - other.span.offset)) {
    pieces.push(text.slice(done, span.offset), newText);
    done = span.end;
  }
  return pieces.join('') + text.slice(done);
}

/** The one stretch in which two texts differ. */
function difference(uri: string, before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const span = { offset: start, end: before.length - tail };
  return { uri, span, newText: after.slice(start, after.length - tail) };
}

/** The edits of the first safe fix of each finding, leaving out any that would touch what an earlier one changes. */
export function safeEdits(file: SourceFile, shown: readonly Diagnosis[]): TextEdit[] {
  const taken: TextEdit[] = [];
  const places: Span[] = [];
  for (const one of shown) {
    const fix = one.fixes?.().find((candidate) => candidate.safe);
    if (!fix?.edits.every((edit) => edit.uri === file.uri)) continue;
    if (fix.edits.some(({ span }) => collides(places, span))) continue;
    for (const edit of fix.edits) {
      taken.push(edit);
      places.splice(firstFrom(places, edit.span.offset), 0, edit.span);
    }
  }
  return taken;
}

/** Index of the first of the sorted places that begins at the offset or behind it. */
function firstFrom(places: readonly Span[], offset: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as Span).offset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function collides(places: readonly Span[], span: Span): boolean {
  const at = firstFrom(places, span.offset);
  const next = places[at];
  const before = places[at - 1];
  return (
    (next !== undefined && (next.offset === span.offset || overlaps(next, span))) ||
    (before !== undefined && overlaps(before, span))
  );
}

/** Edits by file, tied to the version that they were made for, so that a late one cannot hit other text. */
export function toWorkspaceEdit(edits: readonly TextEdit[], workspace: Workspace): WorkspaceEdit {
  const byFile = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const list = byFile.get(edit.uri);
    if (list) list.push(edit);
    else byFile.set(edit.uri, [edit]);
  }
  return {
    documentChanges: [...byFile].flatMap(([uri, list]) => {
      const file = workspace.files.get(uri);
      if (!file) return [];
      return [
        {
          textDocument: { uri, version: file.version > 0 ? file.version : null },
          edits: list.map((edit) => ({ range: rangeOf(file, edit.span), newText: edit.newText })),
        },
      ];
    }),
  };
}
