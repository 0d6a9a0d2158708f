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
import type { CompletionWishes } from '../completion.ts';
import { filterText, type Surroundings } from './typed-on.ts';

export interface Candidate {
  readonly label: string;
  /** What is inserted, as a snippet when `snippet` is set; the label when left out. */
  readonly insert?: string;
  readonly snippet?: boolean;
  /** What is inserted where the editor knows no snippets; left out, the snippet with its defaults (client-answers.ts). */
  readonly plain?: string;
  readonly kind: CompletionItemKind;
  /** A few words after the label. */
  readonly detail?: string;
  /** The type of the value, shown right after the label. */
  readonly type?: string;
  /** Where the details are found when somebody looks at the item. */
  readonly row?: { readonly table: TableName; readonly name: string };
  readonly documentation?: string;
  readonly deprecated?: boolean;
  readonly preselect?: boolean;
  /** Text that the typed word is compared with, where it is not the label. */
  readonly filter?: string;
  /** Place in the list: the smaller the earlier; candidates of one rank keep their order. */
  readonly rank?: number;
  /** Whether what is inserted asks for a value at the cursor, so that the next suggestions may open. */
  readonly asks?: boolean;
  /** Characters that accept the item and are typed. */
  readonly commit?: readonly string[];
  /** Whether the item is a name or an address, of which others than the known ones may be meant. */
  readonly open?: boolean;
}

/** What the items of one list have in common. */
export interface ListContext {
  readonly file: SourceFile;
  /** The word at the cursor, on the cursor's line. */
  readonly span: Span;
  readonly offset: number;
  readonly release: string | undefined;
  readonly surroundings: Surroundings;
  readonly wishes: CompletionWishes;
}

/** Rank of what has none: words of a value, names of the workspace. */
const ORDINARY = 50;

/** The items for an editor, the most useful first, without those that would change what is typed. */
export function toItems(candidates: readonly Candidate[], context: ListContext): CompletionItem[] {
  return candidates
    .toSorted((a, b) => (a.rank ?? ORDINARY) - (b.rank ?? ORDINARY))
    .flatMap((candidate, index) => {
      const filter = filterText(candidate, context.surroundings);
      return filter === undefined ? [] : [toItem(candidate, filter, index, context)];
    });
}

function toItem(candidate: Candidate, filter: string, index: number, context: ListContext): CompletionItem {
  const { wishes, release, surroundings } = context;
  const { label, kind, detail, type, documentation, deprecated, preselect, row, commit } = candidate;
  const plain = wishes.client?.snippets === false ? candidate.plain : undefined;
  const newText = plain ?? candidate.insert ?? label;
  return {
    label,
    kind,
    sortText: String(index).padStart(4, '0'),
    filterText: filter,
    ...(detail ? { detail } : {}),
    ...(type ? { labelDetails: { description: type } } : {}),
    ...(documentation ? { documentation } : {}),
    ...(deprecated ? { tags: [CompletionItemTag.Deprecated] } : {}),
    ...(preselect ? { preselect } : {}),
    ...(row ? { data: { ...row, ...(release ? { release } : {}) } } : {}),
    // Not before a letter is typed: an empty place may be meant, as in `/dev/vg0/a,,xvda`.
    ...(commit && surroundings.before !== '' ? { commitCharacters: [...commit] } : {}),
    ...(candidate.asks && wishes.suggestAgain ? { command: { title: '', command: wishes.suggestAgain } } : {}),
    insertTextFormat: candidate.snippet && plain === undefined ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: edit(newText, context),
  };
}

function edit(newText: string, { file, span, offset, wishes }: ListContext): NonNullable<CompletionItem['textEdit']> {
  const replace = rangeOf(file, span);
  if (!wishes.client?.insertReplace) return { range: replace, newText };
  return { newText, insert: rangeOf(file, { offset: span.offset, end: Math.max(span.offset, offset) }), replace };
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

/** What an item says of its default, in a few words. */
export function detailOf(row: Row): string | undefined {
  if (row.default === undefined) return undefined;
  return row.default === 'required' ? 'required' : `default ${row.default}`;
}

/** The type of a value in an administrator's words, shown right after the label. */
const TYPES: Readonly<Partial<Record<Row['type'], string>>> = {
  bool: 'yes or no',
  defbool: 'yes or no',
  int: 'number',
  number: 'number',
  port: 'port',
  string: 'string',
  path: 'path',
  address: 'address',
  enum: 'choice',
  list: 'list',
  'list-of-string': 'list',
  'string-or-list': 'string or list',
  'regex-list': 'patterns',
  script: 'script',
  bdf: 'PCI device',
  hex: 'hexadecimal',
};

export function typeOf(row: Row): string | undefined {
  return TYPES[row.type];
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
