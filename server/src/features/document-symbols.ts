/** The outline of a file: settings with the entries of their lists, forms of S-expressions, stanzas with their options. */
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import { rangeOf } from '../model/lines.ts';
import type { InterfacesFile, SourceFile, SxpFile } from '../model/source-file.ts';
import type { KeyFile } from '../model/spec-strings.ts';
import type { CfgExpression, CfgStatement } from '../syntax/cfg/tree.ts';
import type { Span } from '../syntax/span.ts';
import type { SxpItem } from '../syntax/sxp/tree.ts';

/** How deep the outline goes: nobody unfolds more, and no file of a person has more. */
const DEEPEST = 12;
/** How much of a text is shown, in UTF-16 units. */
const LONGEST = 80;

/** The symbols of a file in the order of the text, each within its parent's range. */
export function documentSymbols(file: SourceFile): DocumentSymbol[] {
  if (file.language === 'xend-sxp') return file.tree.items.flatMap((item) => sxpSymbol(file, item, 0));
  if (file.language === 'xen-interfaces') return stanzaSymbols(file);
  return file.tree.statements.flatMap((statement) => statementSymbols(file, statement, 0));
}

interface Shown {
  readonly name: string;
  readonly detail?: string;
  readonly kind: SymbolKind;
  /** The whole of it, and its name in it. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children?: DocumentSymbol[];
}

function symbol(file: SourceFile, { name, detail, kind, span, nameSpan, children = [] }: Shown): DocumentSymbol {
  return {
    // An empty name is refused by editors.
    name: brief(name) || '…',
    ...(detail ? { detail: brief(detail) } : {}),
    kind,
    range: rangeOf(file, span),
    selectionRange: rangeOf(file, nameSpan),
    ...(children.length > 0 ? { children } : {}),
  };
}

/** A text on one line, cut where it gets long. */
function brief(text: string): string {
  const line = text
    .slice(0, LONGEST * 2)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length > LONGEST || text.length > LONGEST * 2 ? `${line.slice(0, LONGEST)}…` : line;
}

// ---- S-expressions

function sxpSymbol(file: SxpFile, item: SxpItem, depth: number): DocumentSymbol[] {
  if (item.kind !== 'list' || depth > DEEPEST) return [];
  const [head, ...rest] = item.items;
  const children = rest.flatMap((one) => sxpSymbol(file, one, depth + 1));
  if (head && head.kind !== 'list') {
    const last = rest.at(-1);
    const detail = rest[0] && last ? file.text.slice(rest[0].offset, last.end) : '';
    return [
      symbol(file, { name: head.value, detail, kind: SymbolKind.Property, span: item, nameSpan: head, children }),
    ];
  }
  const own = head ? sxpSymbol(file, head, depth + 1) : [];
  const name = file.text.slice(item.offset, item.end);
  return [symbol(file, { name, kind: SymbolKind.Array, span: item, nameSpan: item, children: [...own, ...children] })];
}

// ---- domU files, xl.conf, cpupools

const KINDS: Readonly<Partial<Record<CfgExpression['kind'], SymbolKind>>> = {
  list: SymbolKind.Array,
  tuple: SymbolKind.Array,
  dict: SymbolKind.Object,
  string: SymbolKind.String,
  adjacent: SymbolKind.String,
  number: SymbolKind.Number,
};

function statementSymbols(file: KeyFile, statement: CfgStatement, depth: number): DocumentSymbol[] {
  const text = (span: Span): string => file.text.slice(span.offset, span.end);
  if (statement.kind === 'assignment') {
    const { target, value } = statement;
    const kind = (value && KINDS[value.kind]) ?? SymbolKind.Variable;
    const name = text(target);
    const children = value?.kind === 'list' ? value.items.map((item, index) => entry(file, name, item, index)) : [];
    const detail = value && children.length === 0 ? text(value) : '';
    return [symbol(file, { name, detail, kind, span: statement, nameSpan: target, children })];
  }
  if (statement.kind !== 'block' || depth > DEEPEST) return [];
  const children = statement.body.flatMap((one) => statementSymbols(file, one, depth + 1));
  const { keyword, head, binds, offset } = statement;
  const word = { offset, end: offset + keyword.length };
  const [bound] = binds;
  if (keyword === 'def' || keyword === 'class') {
    const kind = keyword === 'def' ? SymbolKind.Function : SymbolKind.Class;
    const nameSpan = bound ?? word;
    return [symbol(file, { name: text(nameSpan), kind, span: statement, nameSpan, children })];
  }
  if (children.length === 0) return [];
  const name = [keyword, ...head.map(text)].join(' ');
  return [symbol(file, { name, kind: SymbolKind.Namespace, span: statement, nameSpan: word, children })];
}

/** An entry of a list: `vif 0` with what stands between its quotes. */
function entry(file: KeyFile, key: string, item: CfgExpression, index: number): DocumentSymbol {
  const shown = item.kind === 'string' ? item.content : item;
  const detail = file.text.slice(shown.offset, shown.end);
  return symbol(file, { name: `${key} ${index}`, detail, kind: SymbolKind.Field, span: item, nameSpan: item });
}

// ---- interfaces(5)

function stanzaSymbols(file: InterfacesFile): DocumentSymbol[] {
  return file.tree.stanzas.map((stanza) => {
    const { keyword, args, options } = stanza;
    const named = keyword.text === 'iface' || keyword.text === 'mapping';
    const nameWord = (named && args[0]) || keyword;
    const words = named ? [keyword, ...args.slice(1)] : args;
    const children = options.map(({ name, value, offset, end }) =>
      symbol(file, {
        name: name.text,
        detail: value,
        kind: SymbolKind.Property,
        span: { offset, end },
        nameSpan: name,
      }),
    );
    return symbol(file, {
      name: nameWord.text,
      detail: words.map((word) => word.text).join(' '),
      kind: named ? SymbolKind.Interface : SymbolKind.Event,
      span: stanza,
      nameSpan: nameWord,
      children,
    });
  });
}
