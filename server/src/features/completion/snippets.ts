/** The snippets of the product as completion items, for editors that do not read them from the extension. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import xenCfg from '../../../../snippets/xen-cfg.json';
import xenInterfaces from '../../../../snippets/xen-interfaces.json';
import xendSxp from '../../../../snippets/xend-sxp.json';
import xlConf from '../../../../snippets/xl-conf.json';
import xlCpupool from '../../../../snippets/xl-cpupool.json';
import type { Language } from '../../model/source-file.ts';
import type { SymbolAt } from '../symbol-at.ts';
import type { Candidate } from './candidate.ts';

interface Snippet {
  readonly prefix: string | readonly string[];
  readonly description?: string;
  readonly body: string | readonly string[];
}

const SNIPPETS: Readonly<Record<Language, Readonly<Record<string, Snippet>>>> = {
  'xend-sxp': xendSxp,
  'xen-cfg': xenCfg,
  'xl-conf': xlConf,
  'xl-cpupool': xlCpupool,
  'xen-interfaces': xenInterfaces,
};

/** The snippets that may stand where the symbol is: at the beginning of a statement, form or stanza. */
export function snippetsAt(language: Language, symbol: SymbolAt): Candidate[] {
  if (!beginsStatement(symbol)) return [];
  return Object.entries(SNIPPETS[language]).map(([name, { prefix, description, body }]) => {
    const text = typeof body === 'string' ? body : body.join('\n');
    return {
      label: typeof prefix === 'string' ? prefix : (prefix[0] ?? name),
      kind: CompletionItemKind.Snippet,
      detail: name,
      ...(description ? { documentation: description } : {}),
      insert: text,
      snippet: true,
    };
  });
}

function beginsStatement(symbol: SymbolAt): boolean {
  switch (symbol.kind) {
    case 'xend-option':
      return !symbol.bracket;
    case 'cfg-key':
      return !symbol.hasValue;
    default:
      return symbol.kind === 'interfaces-keyword' || symbol.kind === 'interfaces-option';
  }
}
