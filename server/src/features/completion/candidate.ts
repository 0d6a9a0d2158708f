/** Something that may be inserted, before it is put into the protocol's words. */
import {
  type CompletionItem,
  type CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
} from 'vscode-languageserver-types';
import { rangeOf } from '../../model/lines.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import type { Span } from '../../syntax/span.ts';
import type { HotplugScriptRow } from '../../xen/hotplug-scripts.ts';
import { fits, releaseFor } from '../../xen/releases.ts';
import type { Row } from '../../xen/row.ts';
import type { TableName } from '../../xen/tables.ts';
import type { Word } from '../../xen/values/word.ts';

export interface Candidate {
  readonly label: string;
  /** What is inserted, as a snippet when `snippet` is set; the label when left out. */
  readonly insert?: string;
  readonly snippet?: boolean;
  readonly kind: CompletionItemKind;
  /** A few words behind the label. */
  readonly detail?: string;
  /** Where the details are found when somebody looks at the item. */
  readonly row?: { readonly table: TableName; readonly name: string };
  readonly documentation?: string;
  readonly deprecated?: boolean;
  readonly preselect?: boolean;
  /** Text that the typed word is compared with, where it is not the label. */
  readonly filter?: string;
}

/** The item for an editor; items keep the order in which the tables have them. */
export function toItem(
  file: SourceFile,
  span: Span,
  candidate: Candidate,
  index: number,
  release?: string,
): CompletionItem {
  const newText = candidate.insert ?? candidate.label;
  return {
    label: candidate.label,
    kind: candidate.kind,
    sortText: String(index).padStart(4, '0'),
    ...(candidate.filter ? { filterText: candidate.filter } : {}),
    ...(candidate.detail ? { detail: candidate.detail } : {}),
    ...(candidate.documentation ? { documentation: candidate.documentation } : {}),
    ...(candidate.deprecated ? { tags: [CompletionItemTag.Deprecated] } : {}),
    ...(candidate.preselect ? { preselect: true } : {}),
    ...(candidate.row ? { data: { ...candidate.row, ...(release ? { release } : {}) } } : {}),
    insertTextFormat: candidate.snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: rangeOf(file, span), newText },
  };
}

const NOT_OFFERED: ReadonlySet<Row['status']> = new Set(['invalid', 'ignored', 'unsupported']);

/** Rows that are worth offering: what the toolstack of this release reads; of any release where none is given. */
export function offered<R extends Row>(rows: Iterable<R>, release: string | undefined): R[] {
  return [...rows].filter((row) => {
    if (NOT_OFFERED.has(row.status) || !fits(row, release)) return false;
    return row.status !== 'removed' || (release !== undefined && row.until !== undefined);
  });
}

/** Rows of forms and of remarks are for reading; their names are not written in a file. */
export function isNamed(row: Row & { readonly place?: string }): boolean {
  return row.place === undefined || row.place === 'key' || row.place === 'word';
}

/** The release that narrows what is offered in a file. */
export function releaseOf(file: SourceFile, workspace: Workspace): string | undefined {
  const { version } = workspace.settings(file.uri);
  if (file.language === 'xen-interfaces') return undefined;
  if (file.language === 'xend-sxp') return releaseFor('xm', version);
  return releaseFor(file.language === 'xen-cfg' ? file.toolstack.toolstack : 'xl', version);
}

/** Escapes text for a snippet, in which `$`, `}` and `\` mean something. */
export function snippetText(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}

/** Candidates for plain words. */
export function words(values: Iterable<string>, kind: CompletionItemKind, detail?: string): Candidate[] {
  return [...values].map((label) => ({ label, kind, ...(detail ? { detail } : {}) }));
}

/** Candidates for words that the tables explain. */
export function explained(found: Iterable<Word>, kind: CompletionItemKind, release: string | undefined): Candidate[] {
  return [...found]
    .filter((one) => fits(one, release))
    .map(({ word, summary }) => ({ label: word, kind, documentation: summary }));
}

/**
 * One row for each script: the newest, or that of the release; vif2 is left out, it serves a device that no release
 * has any more.
 */
export function newestScripts(rows: readonly HotplugScriptRow[], release: string | undefined): HotplugScriptRow[] {
  const newest = new Map(
    rows.filter((row) => fits(row, release === 'newest' ? undefined : release)).map((row) => [row.name, row]),
  );
  newest.delete('vif2');
  return [...newest.values()];
}
