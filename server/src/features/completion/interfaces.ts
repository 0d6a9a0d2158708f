/** Completion in interfaces(5) files. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { hookName } from '../../model/interfaces.ts';
import type { InterfacesFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import { METHODS } from '../../syntax/interfaces/parser.ts';
import type { InterfacesStanza } from '../../syntax/interfaces/tree.ts';
import { interfacesOptions } from '../../xen/interfaces-options.ts';
import { rankOf } from '../../xen/rank.ts';
import type { Row } from '../../xen/row.ts';
import { TABLES, type TableName } from '../../xen/tables.ts';
import type { InterfacesSymbol, SymbolAt } from '../symbol-at.ts';
import { type Candidate, detailOf, offered, typeOf, words } from './candidate.ts';
import { addressCandidates, cardCandidates, sourceCandidates, stanzaCandidates } from './workspace-names.ts';

export function completeInterfaces(file: InterfacesFile, symbol: SymbolAt, workspace: Workspace): Candidate[] {
  switch (symbol.kind) {
    case 'interfaces-keyword':
      return keywords();
    case 'interfaces-option':
      return [...options(file, symbol), ...keywords(isIndented(file, symbol) ? AFTER_OPTIONS : 0)];
    case 'interfaces-argument':
      return argument(file, symbol, workspace);
    case 'interfaces-value':
      return value(file, symbol, workspace);
    default:
      return [];
  }
}

/** What is added to the rank of a keyword on an indented line: whoever indents goes on with the stanza. */
const AFTER_OPTIONS = 100;

function isIndented({ text }: InterfacesFile, { span }: InterfacesSymbol): boolean {
  return /[ \t]/.test(text[span.offset - 1] ?? '');
}

function keywords(later = 0): Candidate[] {
  const found = rows(TABLES['interfaces-keyword'].values(), 'interfaces-keyword', CompletionItemKind.Keyword);
  return found.map((one) => ({ ...one, rank: (one.rank ?? 0) + later }));
}

/** What the stanza at the cursor may still be told, by its family and method. */
function options(file: InterfacesFile, symbol: InterfacesSymbol): Candidate[] {
  const stanza = stanzaAt(file, symbol);
  if (stanza?.keyword.text === 'mapping') return words(['script', 'map'], CompletionItemKind.Property);
  const [, family, method] = stanza?.args.map((arg) => arg.text) ?? [];
  const kind = `${family}/${method}`;
  const present = new Set(
    stanza?.options.filter((one) => one.name.offset !== symbol.span.offset).map((one) => hookName(one.name.text)),
  );
  const fitting = interfacesOptions
    .filter((row) => !row.methods || method === undefined || row.methods.includes(kind))
    .filter((row) => row.form === 'command' || !present.has(hookName(row.name)));
  return rows(fitting, 'interfaces-option', CompletionItemKind.Property);
}

function stanzaAt(file: InterfacesFile, { span }: InterfacesSymbol): InterfacesStanza | undefined {
  const last = file.tree.stanzas.findLast((one) => one.offset < span.offset);
  // A list of interfaces leaves the stanza before it closed, so what follows belongs to it.
  return last?.keyword.text === 'iface' || last?.keyword.text === 'mapping' ? last : undefined;
}

/** Keywords whose arguments are interfaces. */
const OF_INTERFACES = /^(?:auto|allow-\w.*|no-auto-down|no-scripts|mapping)$/;

function argument(file: InterfacesFile, symbol: InterfacesSymbol, workspace: Workspace): Candidate[] {
  const { of, index, span } = symbol;
  if (of === 'source') return index === 0 ? sourceCandidates(file, workspace) : [];
  if (OF_INTERFACES.test(of)) return stanzaCandidates(file, 'auto', span, workspace);
  if (of !== 'iface') return [];
  if (index === 0) return stanzaCandidates(file, of, span, workspace);
  if (index === 1) return words(['inet', 'inet6'], CompletionItemKind.EnumMember);
  const args = file.tree.stanzas.findLast((one) => one.offset <= span.offset)?.args ?? [];
  const before = args[index - 1]?.text ?? '';
  // `iface eth0 inet inherits lan`: the name of another stanza.
  if (before === 'inherits')
    return stanzaCandidates(file, 'inherits', span, workspace).filter((one) => one.label !== args[0]?.text);
  if (index !== 2) return [];
  const methods = METHODS[before];
  const known = offered(TABLES['interfaces-method'].values(), undefined);
  return rows(
    known.filter((row) => !methods || methods.includes(row.name)),
    'interfaces-method',
    CompletionItemKind.EnumMember,
  );
}

function value(file: InterfacesFile, symbol: InterfacesSymbol, workspace: Workspace): Candidate[] {
  const { of, index, span } = symbol;
  const option = hookName(of);
  const row = TABLES['interfaces-option'].get(of) ?? TABLES['interfaces-option'].get(option);
  const several = interfacesOptions.some((one) => hookName(one.name) === option && one.several);
  if (index > 0 && !several) return [];
  if (row?.form?.startsWith('interface-name')) {
    const none = several && index === 0 ? words(['none'], CompletionItemKind.EnumMember, 'no card') : [];
    return [...cardCandidates(file, workspace, span), ...none];
  }
  return [
    ...addressCandidates(file, of, span, workspace),
    ...words(row?.values ?? [], CompletionItemKind.EnumMember, row?.default && `default ${row.default}`),
  ];
}

function rows(found: Iterable<Row>, name: TableName, kind: CompletionItemKind): Candidate[] {
  return offered(found, undefined).map((row) => ({
    label: row.name,
    kind,
    detail: detailOf(row),
    type: typeOf(row),
    row: { table: name, name: row.name },
    deprecated: row.status === 'deprecated',
    rank: rankOf(row),
  }));
}
