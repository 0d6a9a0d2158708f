/** The snippets of the product as completion items, where they may stand and the more readily the less the file has. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import xenCfg from '../../../../snippets/xen-cfg.json';
import xenInterfaces from '../../../../snippets/xen-interfaces.json';
import xendSxp from '../../../../snippets/xend-sxp.json';
import xlConf from '../../../../snippets/xl-conf.json';
import xlCpupool from '../../../../snippets/xl-cpupool.json';
import { newMacForVif } from '../../model/free-addresses.ts';
import type { Language, SourceFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import type { SymbolAt } from '../symbol-at.ts';
import type { Candidate } from './candidate.ts';
import { freeOnBridge } from './workspace-names.ts';

/**
 * A snippet as VS Code reads it, with what it does not: `label` is what is typed for it. It takes the place of `prefix`,
 * with which VS Code would offer the snippet everywhere by itself, inside values too.
 */
interface Snippet {
  readonly label: string;
  /** Whether the snippet is what a new file begins with. */
  readonly whole?: boolean;
  /** Keys of the file with which the snippet is of no use. */
  readonly unless?: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const SNIPPETS: Readonly<Record<Language, Readonly<Record<string, Snippet>>>> = {
  'xend-sxp': xendSxp,
  'xen-cfg': xenCfg,
  'xl-conf': xlConf,
  'xl-cpupool': xlCpupool,
  'xen-interfaces': xenInterfaces,
};

/** Before all options in a file that says nothing yet, with those that a file cannot do without, or after the common ones. */
const RANK = { begin: 0, part: 9, other: 60 };

/** The snippets that may stand where the symbol is: at the beginning of a statement, form or stanza. */
export function snippetsAt(file: SourceFile, symbol: SymbolAt, workspace: Workspace): Candidate[] {
  if (!beginsStatement(symbol)) return [];
  const present = keysOf(file, symbol);
  return Object.entries(SNIPPETS[file.language])
    .filter(([, { unless }]) => !unless?.some((key) => present.has(key)))
    .map(([name, { label, whole, description, body }]) => ({
      label,
      kind: CompletionItemKind.Snippet,
      detail: name,
      documentation: description,
      insert: filledIn(body.join('\n'), file, workspace),
      snippet: true,
      rank: present.size > 0 ? RANK.other : whole ? RANK.begin : RANK.part,
    }));
}

/** How a snippet asks VS Code for a MAC of Xen's range; the server knows one that is free. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder of a snippet
const RANDOM_MAC = '00:16:3e:${RANDOM_HEX/(..)(..)(..)/$1:$2:$3/}';

/** The addresses on a LAN that the snippets of a guest propose where no file tells better. */
const LAN_ADDRESS = /(?<=\{\d+:)192\.168\.0\.[67](?=\})/;

/** The snippet with a MAC and an address that fit the workspace. */
function filledIn(text: string, file: SourceFile, workspace: Workspace): string {
  if (file.language !== 'xen-cfg') return text;
  const address = freeOnBridge(file, workspace);
  return text
    .replaceAll(RANDOM_MAC, () => newMacForVif(file, 0, workspace))
    .replace(LAN_ADDRESS, (standard) => address ?? standard);
}

/** The keys, options or stanzas that a file has besides what is being typed. */
function keysOf(file: SourceFile, symbol: SymbolAt): ReadonlySet<string> {
  switch (file.language) {
    case 'xend-sxp':
      return new Set(file.facts.options.map((option) => option.name));
    case 'xen-interfaces':
      return new Set(
        file.tree.stanzas.filter((one) => one.offset !== symbol.span.offset).map((stanza) => stanza.keyword.text),
      );
    default:
      return new Set(file.facts.variables.keys());
  }
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
