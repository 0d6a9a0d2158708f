/** Brings an answer down to what the client promised to understand; features always give the richest one. */
import {
  type CodeAction,
  type CompletionItem,
  type CompletionList,
  type Diagnostic,
  type DocumentLink,
  type DocumentSymbol,
  type Hover,
  InsertTextFormat,
  type MarkupContent,
  MarkupKind,
  type SignatureHelp,
  type SymbolInformation,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { ClientCapabilities, CompletionCapabilities } from './features/client-capabilities.ts';

/** Markdown as plain text: what is read stays, the marks go. */
export function plainText(markdown: string): string {
  const lines: string[] = [];
  let code = false;
  for (const line of markdown.split('\n')) {
    if (/^\s*```/.test(line)) code = !code;
    else if (code) lines.push(line);
    else if (/^\s*---\s*$/.test(line)) lines.push('');
    else lines.push(plainLine(line));
  }
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** A line without marks: code and escaped characters as they stand, links by their text. */
function plainLine(line: string): string {
  return line
    .replace(/^#{1,6} /, '')
    .replaceAll(
      /`([^`]*)`|\\([!-/:-@[-`{-~])|\*\*|\[([^\][]*)\]\([^()\s]*\)|&(amp|lt|gt|quot|nbsp);/g,
      (_all, code?: string, escaped?: string, label?: string, entity?: string) =>
        code ?? escaped ?? label ?? (entity ? (ENTITIES[entity] ?? '') : ''),
    );
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

function inWords(content: string | MarkupContent): MarkupContent {
  if (typeof content === 'string') return { kind: MarkupKind.PlainText, value: content };
  return content.kind === MarkupKind.Markdown
    ? { kind: MarkupKind.PlainText, value: plainText(content.value) }
    : content;
}

export function hoverFor(hover: Hover | null, client: ClientCapabilities): Hover | null {
  if (!hover || client.hoverMarkdown || !('kind' in (hover.contents as object))) return hover;
  return { ...hover, contents: inWords(hover.contents as MarkupContent) };
}

export function signatureFor(help: SignatureHelp | null, client: ClientCapabilities): SignatureHelp | null {
  if (!help || (client.signatureMarkdown && client.labelOffsets)) return help;
  return {
    ...help,
    signatures: help.signatures.map((signature) => ({
      ...signature,
      ...documented(signature.documentation, client.signatureMarkdown),
      parameters: (signature.parameters ?? []).map(({ label, documentation }) => ({
        label: client.labelOffsets || typeof label === 'string' ? label : signature.label.slice(...label),
        ...documented(documentation, client.signatureMarkdown),
      })),
    })),
  };
}

function documented(
  documentation: string | MarkupContent | undefined,
  markdown: boolean,
): { documentation?: string | MarkupContent } {
  if (documentation === undefined) return {};
  return { documentation: markdown || typeof documentation === 'string' ? documentation : inWords(documentation) };
}

// ---- Completion

export function completionFor(list: CompletionList | null, client: ClientCapabilities): CompletionList | null {
  return list && { ...list, items: list.items.map((item) => itemFor(item, client.completion)) };
}

/** One item; what it says when somebody looks at it goes through here too. */
export function itemFor(item: CompletionItem, client: CompletionCapabilities): CompletionItem {
  const {
    labelDetails,
    commitCharacters,
    preselect,
    tags,
    documentation,
    insertTextFormat,
    textEdit,
    insertText,
    ...rest
  } = item;
  const plain = insertTextFormat === InsertTextFormat.Snippet && !client.snippets;
  const written = (text: string): string => (plain ? withoutTabStops(text) : text);
  return {
    ...rest,
    ...(labelDetails && client.labelDetails ? { labelDetails } : {}),
    ...(commitCharacters && client.commitCharacters ? { commitCharacters } : {}),
    ...(preselect && client.preselect ? { preselect } : {}),
    ...(tags && client.tags ? { tags } : {}),
    ...documented(documentation, client.markdown),
    ...(insertTextFormat && client.snippets ? { insertTextFormat } : {}),
    ...(insertText === undefined ? {} : { insertText: written(insertText) }),
    ...(textEdit ? { textEdit: editFor(textEdit, written, client.insertReplace) } : {}),
  };
}

type ItemEdit = NonNullable<CompletionItem['textEdit']>;

function editFor(edit: ItemEdit, written: (text: string) => string, both: boolean): ItemEdit {
  const newText = written(edit.newText);
  if ('range' in edit) return { range: edit.range, newText };
  return both ? { ...edit, newText } : { range: edit.replace, newText };
}

/** A tab stop at the start of a text: bare, with choices, or with a placeholder. */
const TAB_STOP = /^\$(?:\d+|\{\d+\}|\{\d+\|((?:[^|\\]|\\.)*)\|\}|\{\d+:((?:[^}\\]|\\.)*)\})/;

/** A snippet as plain text: placeholders with their text, choices with their first, bare tab stops with nothing. */
export function withoutTabStops(snippet: string): string {
  let text = '';
  for (let at = 0; at < snippet.length; at++) {
    const stop = snippet[at] === '$' ? TAB_STOP.exec(snippet.slice(at)) : null;
    if (stop) {
      const first = /^(?:[^,\\]|\\.)*/.exec(stop[1] ?? '')?.[0] ?? '';
      text += (stop[2] ?? first).replaceAll(/\\(.)/g, '$1');
      at += stop[0].length - 1;
    } else if (snippet[at] === '\\' && at + 1 < snippet.length) text += snippet[++at];
    else text += snippet[at];
  }
  return text;
}

// ---- Symbols, links, edits, findings

export function symbolsFor(
  symbols: DocumentSymbol[] | null,
  uri: string,
  client: ClientCapabilities,
): DocumentSymbol[] | SymbolInformation[] | null {
  if (!symbols || client.hierarchicalSymbols) return symbols;
  const flat: SymbolInformation[] = [];
  const add = (all: readonly DocumentSymbol[], containerName?: string): void => {
    for (const { name, kind, range, children } of all) {
      flat.push({ name, kind, location: { uri, range }, ...(containerName ? { containerName } : {}) });
      add(children ?? [], name);
    }
  };
  add(symbols);
  return flat;
}

export function linksFor(links: DocumentLink[] | null, client: ClientCapabilities): DocumentLink[] | null {
  return client.linkTooltips ? links : (links?.map(({ tooltip: _, ...link }) => link) ?? null);
}

/** Edits by file where the client knows no versions of documents. */
export function editsFor(edit: WorkspaceEdit, client: ClientCapabilities): WorkspaceEdit;
export function editsFor(edit: WorkspaceEdit | null, client: ClientCapabilities): WorkspaceEdit | null;
export function editsFor(edit: WorkspaceEdit | null, client: ClientCapabilities): WorkspaceEdit | null {
  if (!edit?.documentChanges || client.documentChanges) return edit;
  const changes: NonNullable<WorkspaceEdit['changes']> = { ...edit.changes };
  for (const change of edit.documentChanges) {
    // Whoever knows no versions cannot create or rename files either.
    if (!('edits' in change)) continue;
    const { uri } = change.textDocument;
    const edits = change.edits.flatMap((one) => ('newText' in one ? [{ range: one.range, newText: one.newText }] : []));
    changes[uri] = [...(changes[uri] ?? []), ...edits];
  }
  return { changes };
}

/** None for a client that takes commands only: every action of this product is an edit. */
export function actionsFor(actions: CodeAction[] | null, client: ClientCapabilities): CodeAction[] | null {
  if (!client.codeActions) return [];
  return (
    actions?.map(({ isPreferred, edit, diagnostics, ...action }) => ({
      ...action,
      ...(isPreferred !== undefined && client.preferredActions ? { isPreferred } : {}),
      ...(edit ? { edit: editsFor(edit, client) } : {}),
      ...(diagnostics ? { diagnostics: diagnostics.map((one) => diagnosticFor(one, client)) } : {}),
    })) ?? null
  );
}

export function diagnosticFor(diagnostic: Diagnostic, client: ClientCapabilities): Diagnostic {
  const { relatedInformation, tags, codeDescription, ...plain } = diagnostic;
  const promised = client.diagnostics;
  return {
    ...plain,
    ...(relatedInformation && promised.related ? { relatedInformation } : {}),
    ...(tags && promised.tags ? { tags } : {}),
    ...(codeDescription && promised.codeDescription ? { codeDescription } : {}),
  };
}
