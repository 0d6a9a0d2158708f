/** Something that may be inserted, before it is put into the protocol's words. */
import {
  type CompletionItem,
  type CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
} from 'vscode-languageserver-types';
import { rangeOf } from '../../model/lines.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { HotplugScriptRow } from '../../xen/hotplug-scripts.ts';
import type { Row } from '../../xen/row.ts';
import type { SymbolAt } from '../symbol-at.ts';
import type { TableName } from '../tables.ts';

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
  symbol: SymbolAt | undefined,
  candidate: Candidate,
  index: number,
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
    ...(candidate.row ? { data: candidate.row } : {}),
    insertTextFormat: candidate.snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(symbol ? { textEdit: { range: rangeOf(file, symbol.span), newText } } : { insertText: newText }),
  };
}

/** Rows that are worth offering: what the toolstack still reads. */
export function offered(rows: Iterable<Row>): Row[] {
  return [...rows].filter(
    (row) =>
      row.status !== 'removed' && row.status !== 'invalid' && row.status !== 'ignored' && row.status !== 'unsupported',
  );
}

/** Escapes text for a snippet, in which `$`, `}` and `\` mean something. */
export function snippetText(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}

/** Candidates for plain words. */
export function words(values: Iterable<string>, kind: CompletionItemKind, detail?: string): Candidate[] {
  return [...values].map((label) => ({ label, kind, ...(detail ? { detail } : {}) }));
}

/** One row for each script, the newest; vif2 is left out, it serves a device that no release has any more. */
export function newestScripts(rows: readonly HotplugScriptRow[]): HotplugScriptRow[] {
  const newest = new Map(rows.map((row) => [row.name, row]));
  newest.delete('vif2');
  return [...newest.values()];
}
