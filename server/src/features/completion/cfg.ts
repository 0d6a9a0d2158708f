/** Completion in domU files, xl.conf and cpupool files: keys, and the values of keys. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { type KeyFile, toolstackOf } from '../../model/spec-strings.ts';
import type { Workspace } from '../../model/workspace.ts';
import { specNameOf } from '../../syntax/spec/languages.ts';
import { vifScripts } from '../../xen/hotplug-scripts.ts';
import type { Row } from '../../xen/row.ts';
import { keyTable, table } from '../../xen/tables.ts';
import { wordsOfValue } from '../../xen/values/words-of-value.ts';
import type { CfgKeySymbol, CfgValueSymbol } from '../symbol-at.ts';
import { type Candidate, explained, newestScripts, offered, releaseOf, snippetText, words } from './candidate.ts';
import { newSubkeys } from './spec.ts';

function tableOf(file: KeyFile): ReturnType<typeof keyTable> {
  return keyTable(file.language, toolstackOf(file));
}

export function completeCfgKey(file: KeyFile, symbol: CfgKeySymbol, workspace: Workspace): Candidate[] {
  const name = tableOf(file);
  const present = file.facts.variables;
  // A guest that says nothing yet counts as PV, but its author may be about to say more.
  const told = present.has('type') || present.has('builder');
  const kind = told && file.language === 'xen-cfg' ? file.facts.kind : undefined;
  return offered(table(name).values(), releaseOf(file, workspace))
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
      return `\${1|1,0|}`;
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

/** Types whose value is written without quotes. */
const BARE: ReadonlySet<Row['type']> = new Set(['bool', 'defbool', 'int', 'number', 'port']);

export function completeCfgValue(file: KeyFile, symbol: CfgValueSymbol, workspace: Workspace): Candidate[] {
  const row = table(tableOf(file)).get(symbol.key);
  if (!row) return [];
  const release = releaseOf(file, workspace);
  if (row.type === 'bool' || row.type === 'defbool')
    return symbol.quoted ? [] : words(['1', '0'], CompletionItemKind.Value);
  const spec = symbol.quoted ? undefined : specNameOf(file.language, symbol.key, symbol.listed);
  if (spec) return inQuotes(newSubkeys(spec, toolstackOf(file), release), row, symbol);
  const bare = symbol.quoted || BARE.has(row.type);
  return valueWords(row, symbol.key, release).map((one) => {
    const insert = bare ? one.label : `"${one.label}"`;
    return { ...one, insert, ...(bare ? {} : { filter: insert }) };
  });
}

function valueWords(row: Row, key: string, release: string | undefined): Candidate[] {
  if (key === 'vifscript' || key === 'vif.default.script') {
    return newestScripts(vifScripts, release).map((script) => ({
      label: script.name,
      kind: CompletionItemKind.File,
      documentation: script.summary,
    }));
  }
  const known = wordsOfValue(row);
  const plain = (row.values ?? []).filter((value) => known.every((one) => one.word !== value));
  return [
    ...explained(known, CompletionItemKind.EnumMember, release),
    ...words(new Set(plain), CompletionItemKind.EnumMember),
  ];
}

/** What a string in a list begins with, where the list has no quotes yet. */
function inQuotes(candidates: readonly Candidate[], row: Row, symbol: CfgValueSymbol): Candidate[] {
  if (!symbol.listed && (row.type === 'list' || row.type === 'list-of-string')) return [];
  return candidates.map((one) => {
    const text = snippetText(one.insert ?? one.label);
    return { ...one, insert: `'${text}$1'`, snippet: true, filter: `'${one.label}` };
  });
}
