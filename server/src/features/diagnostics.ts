/** Findings as an editor shows them. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import { rangeOf } from '../model/lines.ts';
import type { Severity } from '../model/settings.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Workspace } from '../model/workspace.ts';
import type { Diagnosis } from '../rules/check.ts';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

/** So many related places are named: nobody reads on, and a thousand findings that relate to each other fill megabytes. */
const MOST_RELATED = 10;

/**
 * One finding for the editor; related places in files that have gone meanwhile are left out. `pages` is the URI of the
 * folder with the pages about rules, with its slash.
 */
export function toDiagnostic(file: SourceFile, one: Diagnosis, workspace: Workspace, pages?: string): Diagnostic {
  const related = (one.related ?? []).slice(0, MOST_RELATED).flatMap((place) => {
    const other = workspace.files.get(place.uri);
    return other ? [{ location: { uri: place.uri, range: rangeOf(other, place.span) }, message: place.message }] : [];
  });
  return {
    range: rangeOf(file, one.span),
    severity: SEVERITIES[one.severity],
    code: one.code,
    ...(pages ? { codeDescription: { href: `${pages}${one.code}.md` } } : {}),
    source: 'xen',
    message: one.message,
    ...(one.tag ? { tags: [TAGS[one.tag]] } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}
