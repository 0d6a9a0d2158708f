/** Quick fixes for the findings at the cursor, and `source.fixAll.xen`, which applies every safe one. */
import { type CodeAction, CodeActionKind, type Range, type WorkspaceEdit } from 'vscode-languageserver-types';
import { documentOf, rangeOf } from '../model/lines.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Workspace } from '../model/workspace.ts';
import type { Diagnosis } from '../rules/check.ts';
import { ignoreFix } from '../rules/ignore-comments.ts';
import type { Fix, TextEdit } from '../rules/rule.ts';
import { overlaps, touches } from '../syntax/span.ts';
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
      for (const fix of one.fixes?.() ?? []) actions.push(quickFix(file, one, fix, workspace, pages));
    // To silence a finding comes behind every way to repair it.
    for (const one of here) {
      const fix = ignoreFix(file, one);
      if (fix) actions.push(quickFix(file, one, fix, workspace, pages));
    }
  }
  if (only?.some((one) => FIX_ALL === one || FIX_ALL.startsWith(`${one}.`))) {
    const edits = safeEdits(file, shown);
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

/** The edits of the first safe fix of each finding, leaving out any that would touch what an earlier one changes. */
export function safeEdits(file: SourceFile, shown: readonly Diagnosis[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const one of shown) {
    const fix = one.fixes?.().find((candidate) => candidate.safe);
    if (!fix?.edits.every((edit) => edit.uri === file.uri)) continue;
    if (fix.edits.some((edit) => taken.some((other) => collide(edit, other)))) continue;
    taken.push(...fix.edits);
  }
  return taken;
}

function collide(a: TextEdit, b: TextEdit): boolean {
  return overlaps(a.span, b.span) || a.span.offset === b.span.offset;
}

/** Edits by file, tied to the version that they were made for, so that a late one cannot hit other text. */
export function toWorkspaceEdit(edits: readonly TextEdit[], workspace: Workspace): WorkspaceEdit {
  const byFile = new Map<string, TextEdit[]>();
  for (const edit of edits) byFile.set(edit.uri, [...(byFile.get(edit.uri) ?? []), edit]);
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
