/** Completion in domU files, xl.conf and cpupool files: keys, and the values of keys. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { type KeyFile, toolstackOf } from '../../model/spec-strings.ts';
import type { Workspace } from '../../model/workspace.ts';
import { specNameOf } from '../../syntax/spec/languages.ts';
import { vifScripts } from '../../xen/hotplug-scripts.ts';
import { MET, NOT_NEEDED, rankOf } from '../../xen/rank.ts';
import type { Row } from '../../xen/row.ts';
import { keyTable, table } from '../../xen/tables.ts';
import { wordsOfValue } from '../../xen/values/words-of-value.ts';
import type { CfgKeySymbol, CfgValueSymbol } from '../symbol-at.ts';
import {
  type Candidate,
  detailOf,
  explained,
  newestScripts,
  offered,
  releaseOf,
  snippetText,
  typeOf,
  words,
} from './candidate.ts';
import { newSubkeys } from './spec.ts';
import { namesFor, variablesAbove } from './workspace-names.ts';

function tableOf(file: KeyFile): ReturnType<typeof keyTable> {
  return keyTable(file.language, toolstackOf(file));
}

export function completeCfgKey(file: KeyFile, symbol: CfgKeySymbol, workspace: Workspace): Candidate[] {
  const name = tableOf(file);
  const present = file.facts.variables;
  // A guest that says nothing yet counts as PV, but its author may be about to say more.
  const told = present.has('type') || present.has('builder');
  const kind = told && file.language === 'xen-cfg' ? file.facts.kind : undefined;
  const met = new Set(kind ? NOT_NEEDED[kind] : undefined);
  for (const key of present.keys()) {
    const need = key === symbol.text ? undefined : table(name).get(key)?.need;
    if (need) met.add(need);
  }
  return offered(table(name).values(), releaseOf(file, workspace))
    .filter((row) => row.name === symbol.text || !present.has(row.name))
    .filter((row) => !kind || !row.guests || row.guests.some((one) => one === kind || one === 'arm'))
    .map((row) => ({
      label: row.name,
      kind: CompletionItemKind.Property,
      detail: detailOf(row),
      type: typeOf(row),
      row: { table: name, name: row.name },
      deprecated: row.status === 'deprecated',
      rank: rankOf(row) + (row.need && met.has(row.need) ? MET : 0),
      ...(symbol.hasValue ? {} : withValue(row)),
    }));
}

/** The key with its equals sign and the form of its value; the next suggestions open where the form is no choice itself. */
function withValue(row: Row): Pick<Candidate, 'insert' | 'snippet' | 'plain' | 'asks'> {
  const value = placeholder(row);
  return {
    insert: `${row.name} = ${value}`,
    snippet: true,
    plain: `${row.name} = `,
    asks: !value.includes('|'),
  };
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
  const variables = symbol.quoted || file.language !== 'xen-cfg' ? [] : variablesAbove(file, symbol.span.offset);
  const row = table(tableOf(file)).get(symbol.key);
  if (!row) return variables;
  const release = releaseOf(file, workspace);
  if (row.type === 'bool' || row.type === 'defbool')
    return symbol.quoted ? [] : [...words(['1', '0'], CompletionItemKind.Value), ...variables];
  const spec = symbol.quoted ? undefined : specNameOf(file.language, symbol.key, symbol.listed);
  if (spec && symbol.text !== '') return variables;
  if (spec) return [...inQuotes(newSubkeys(spec, toolstackOf(file), release), row, symbol), ...variables];
  const bare = symbol.quoted || BARE.has(row.type);
  const values = [...namesFor(file, row, workspace), ...valueWords(row, symbol.key, release)];
  if (symbol.listed && !symbol.quoted) return symbol.text === '' ? inQuotes(values, row, symbol) : variables;
  return [
    ...values.map((one) => {
      const insert = bare ? one.label : `"${one.label}"`;
      return { ...one, insert, ...(bare ? {} : { filter: insert }) };
    }),
    ...variables,
  ];
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

/** The same as a string of its own in a list, with the commas that part it from its neighbours. */
function inQuotes(candidates: readonly Candidate[], row: Row, symbol: CfgValueSymbol): Candidate[] {
  if (!symbol.listed && (row.type === 'list' || row.type === 'list-of-string')) return [];
  const before = symbol.joins?.before ? ', ' : '';
  const after = symbol.joins?.after ? ', ' : '';
  return candidates.map(({ commit: _, ...one }) => {
    const text = one.snippet ? (one.insert ?? one.label) : snippetText(one.insert ?? one.label);
    return { ...one, insert: `${before}'${text}$1'${after}`, snippet: true, filter: `'${one.label}` };
  });
}
