/** Completion in interfaces(5) files. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { TABLES, type TableName, table } from '../../xen/tables.ts';
import type { SymbolAt } from '../symbol-at.ts';
import { type Candidate, offered, words } from './candidate.ts';

export function completeInterfaces(symbol: SymbolAt): Candidate[] {
  switch (symbol.kind) {
    case 'interfaces-keyword':
      return rows('interfaces-keyword', CompletionItemKind.Keyword);
    case 'interfaces-option':
      return [
        ...rows('interfaces-option', CompletionItemKind.Property),
        ...rows('interfaces-keyword', CompletionItemKind.Keyword),
      ];
    case 'interfaces-argument':
      return symbol.of === 'iface' ? ifaceArgument(symbol.index) : [];
    case 'interfaces-value':
      return words(TABLES['interfaces-option'].get(symbol.of)?.values ?? [], CompletionItemKind.EnumMember);
    default:
      return [];
  }
}

function ifaceArgument(index: number): Candidate[] {
  if (index === 1) return words(['inet', 'inet6'], CompletionItemKind.EnumMember);
  return index === 2 ? rows('interfaces-method', CompletionItemKind.EnumMember) : [];
}

function rows(name: TableName, kind: CompletionItemKind): Candidate[] {
  return offered(table(name).values(), undefined).map((row) => ({
    label: row.name,
    kind,
    row: { table: name, name: row.name },
    deprecated: row.status === 'deprecated',
  }));
}
