/** Completion: what may stand at the cursor, with the details of an item only when somebody looks at it. */
import { type CompletionItem, type CompletionList, MarkupKind, type Position } from 'vscode-languageserver-types';
import { documentOf } from '../model/lines.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Workspace } from '../model/workspace.ts';
import type { Span } from '../syntax/span.ts';
import { type TableName, table } from '../xen/tables.ts';
import type { CompletionCapabilities } from './client-capabilities.ts';
import { type Candidate, releaseOf, toItems } from './completion/candidate.ts';
import { completeCfgKey, completeCfgValue } from './completion/cfg.ts';
import { completeIgnoreComment } from './completion/ignore-comment.ts';
import { completeInterfaces } from './completion/interfaces.ts';
import { completeWords, endsLine, opensByItself } from './completion/places.ts';
import { snippetsAt } from './completion/snippets.ts';
import { completeSpec } from './completion/spec.ts';
import { completeXendOption, completeXendValue } from './completion/xend.ts';
import { rowMarkdown } from './row-markdown.ts';
import { type SymbolAt, symbolAt } from './symbol-at.ts';

/** Characters after which an editor asks by itself. None of them opens a list between the entries of a list. */
export const TRIGGERS: readonly string[] = ['(', "'", '"', '=', ',', ' ', ':', ';'];

/** What a client wants of completion. */
export interface CompletionWishes {
  /** Whether the product's snippets are offered too. */
  readonly snippets?: boolean;
  /** The character after which the editor asks by itself; left out where somebody asks, or types a word. */
  readonly trigger?: string | undefined;
  /** The client's own command that opens suggestions; items that ask for a value name it. */
  readonly suggestAgain?: string | undefined;
  /** What the client promised; whatever goes beyond it is taken out again before it is sent (client-answers.ts). */
  readonly client?: CompletionCapabilities;
}

/** What may be inserted at the position, the most useful first. */
export function complete(
  file: SourceFile,
  position: Position,
  workspace: Workspace,
  wishes: CompletionWishes = {},
): CompletionList {
  const offset = documentOf(file).offsetAt(position);
  const release = releaseOf(file, workspace);
  const list = (span: Span, candidates: readonly Candidate[], complete: readonly string[], endsLine: boolean) => {
    const word = onLine(file, span, position);
    const surroundings = { before: file.text.slice(word.offset, offset), endsLine, complete };
    const items = toItems(candidates, { file, span: word, offset, release, surroundings, wishes });
    // Some items accept a comma, but only once a letter is typed: the editor shall ask again then.
    const isIncomplete =
      surroundings.before === '' && wishes.client?.commitCharacters !== false && candidates.some((one) => one.commit);
    return { isIncomplete, items };
  };
  const comment = completeIgnoreComment(file, offset, workspace);
  if (comment) return list(comment.span, comment.candidates, [...labelsOf(comment.candidates), 'xen-config'], true);
  const symbol = symbolAt(file, offset);
  if (!symbol || (wishes.trigger !== undefined && !opensByItself(file, symbol, wishes.trigger)))
    return { isIncomplete: false, items: [] };
  const candidates = candidatesFor(file, symbol, workspace);
  const snippets = wishes.snippets ? snippetsAt(file, symbol, workspace) : [];
  return list(
    symbol.span,
    [...candidates, ...snippets],
    completeWords(file, symbol, labelsOf(candidates)),
    endsLine(file, symbol),
  );
}

function labelsOf(candidates: readonly Candidate[]): string[] {
  return candidates.map((one) => one.label);
}

/** The part of a word that stands on the cursor's line: an editor replaces nothing beyond it. */
function onLine(file: SourceFile, { offset, end }: Span, { line }: Position): Span {
  const document = documentOf(file);
  const start = document.offsetAt({ line, character: 0 });
  const stop = document.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
  return { offset: Math.max(offset, start), end: Math.min(end, stop) };
}

function candidatesFor(file: SourceFile, symbol: SymbolAt, workspace: Workspace): readonly Candidate[] {
  switch (symbol.kind) {
    case 'xend-option':
      return file.language === 'xend-sxp' ? completeXendOption(file, symbol, workspace) : [];
    case 'xend-value':
      return completeXendValue(file, symbol, workspace);
    case 'cfg-key':
      return file.language === 'xend-sxp' || file.language === 'xen-interfaces'
        ? []
        : completeCfgKey(file, symbol, workspace);
    case 'cfg-value':
      return file.language === 'xend-sxp' || file.language === 'xen-interfaces'
        ? []
        : completeCfgValue(file, symbol, workspace);
    case 'spec-key':
    case 'spec-value':
    case 'spec-position':
      return file.language !== 'xend-sxp' && file.language !== 'xen-interfaces'
        ? completeSpec(file, symbol, workspace)
        : [];
    default:
      return file.language === 'xen-interfaces' ? completeInterfaces(file, symbol, workspace) : [];
  }
}

/** Fills in the documentation of an item that `complete` gave. */
export function resolveCompletion(item: CompletionItem): CompletionItem {
  const from = item.data as { table: TableName; name: string; release?: string } | undefined;
  const row = from && table(from.table).get(from.name);
  return row ? { ...item, documentation: { kind: MarkupKind.Markdown, value: rowMarkdown(row, from?.release) } } : item;
}
