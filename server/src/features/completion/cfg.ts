/** Completion in domU files, xl.conf and cpupool files: keys, and the values of keys. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { CfgFile, XlConfFile } from '../../model/source-file.ts';
import { vifScripts } from '../../xen/hotplug-scripts.ts';
import type { Row } from '../../xen/row.ts';
import type { CfgKeySymbol, CfgValueSymbol } from '../symbol-at.ts';
import { keyTable, table } from '../tables.ts';
import { type Candidate, newestScripts, offered, snippetText, words } from './candidate.ts';

type KeyFile = CfgFile | XlConfFile;

function tableOf(file: KeyFile): ReturnType<typeof keyTable> {
  return keyTable(file.language, file.language === 'xen-cfg' ? file.toolstack.toolstack : 'xl');
}

export function completeCfgKey(file: KeyFile, symbol: CfgKeySymbol): Candidate[] {
  const name = tableOf(file);
  const kind = file.language === 'xen-cfg' ? file.facts.kind : undefined;
  const present = file.facts.variables;
  return offered(table(name).values())
    .filter((row) => row.name === symbol.text || !present.has(row.name))
    .filter((row) => !kind || !row.guests || row.guests.some((one) => one === kind || one === 'arm'))
    .map((row) => ({
      label: row.name,
      kind: CompletionItemKind.Property,
      detail: row.default ? `default ${row.default}` : undefined,
      row: { table: name, name: row.name },
      deprecated: row.status === 'deprecated',
      ...(symbol.hasValue ? {} : { insert: `${row.name} = ${placeholder(row)}`, snippet: true }),
    }));
}

/** The value that a key is inserted with: the right brackets and quotes, the cursor where one goes on typing. */
function placeholder(row: Row): string {
  switch (row.type) {
    case 'list':
    case 'list-of-string':
      return "[ '$1' ]";
    case 'bool':
    case 'defbool':
      return '${1|1,0|}';
    case 'int':
    case 'number':
    case 'port':
      return '$1';
    case 'enum':
      return row.values && row.values.length > 0
        ? `"\${1|${row.values.map((value) => snippetText(value).replaceAll(',', '\\,')).join(',')}|}"`
        : '"$1"';
    default:
      return '"$1"';
  }
}

export function completeCfgValue(file: KeyFile, symbol: CfgValueSymbol): Candidate[] {
  const row = table(tableOf(file)).get(symbol.key);
  if (!row) return [];
  if (row.type === 'bool' || row.type === 'defbool')
    return symbol.quoted ? [] : words(['1', '0'], CompletionItemKind.Value);
  const values = symbol.key.endsWith('script')
    ? newestScripts(vifScripts).map((script) => script.name)
    : (row.values ?? []);
  const quote = (value: string): string => (symbol.quoted ? value : `"${value}"`);
  return [...new Set(values)].map((value) => ({
    label: value,
    kind: CompletionItemKind.EnumMember,
    insert: quote(value),
    ...(symbol.quoted ? {} : { filter: quote(value) }),
  }));
}
