/** Completion in xend-config.sxp: option names, the whole pair of a network mode, and the values of options. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { SourceFile, SxpFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import { networkScripts, scriptArguments, vifScripts } from '../../xen/hotplug-scripts.ts';
import { modePairs } from '../../xen/network-modes.ts';
import { rankOf } from '../../xen/rank.ts';
import { TABLES } from '../../xen/tables.ts';
import { keymaps } from '../../xen/values/keymaps.ts';
import { xendOptions } from '../../xen/xend-options.ts';
import { modeBlock } from '../network-mode.ts';
import type { XendOptionSymbol, XendValueSymbol } from '../symbol-at.ts';
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
import { bridgeCandidates, cardCandidates } from './workspace-names.ts';

export function completeXendOption(file: SxpFile, symbol: XendOptionSymbol, workspace: Workspace): Candidate[] {
  if (!file.facts.xend) return [];
  const set = new Set(
    file.facts.options.filter((option) => option.nameSpan.offset !== symbol.span.offset).map((option) => option.name),
  );
  const candidates: Candidate[] = [];
  for (const row of offered(xendOptions, releaseOf(file, workspace))) {
    if (set.has(row.name)) continue;
    candidates.push({
      label: row.name,
      kind: CompletionItemKind.Property,
      detail: detailOf(row),
      type: typeOf(row),
      row: { table: 'xend', name: row.name },
      deprecated: row.status === 'deprecated',
      rank: rankOf(row),
      ...(symbol.bracket ? {} : { insert: `(${row.name} \${1:${snippetText(row.default ?? '')}})`, snippet: true }),
    });
    // The plain option first: whoever types its name wants it; the pair of scripts is right below.
    if (row.name === PAIRED && !symbol.hasValue) candidates.push(...pairs(symbol, rankOf(row)));
  }
  return candidates;
}

/** The option whose place the pair of scripts is offered at. */
const PAIRED = 'network-script';

/** The pair of scripts for each mode, the other two commented out below it, as Xen's own file has them. */
function pairs(symbol: XendOptionSymbol, rank: number): Candidate[] {
  return modePairs.map((pair) => {
    const block = modeBlock(pair.mode);
    // Behind a typed "(" the first bracket is there already, and the editor has put its partner behind the cursor.
    const text = block.slice(symbol.bracket ? 1 : 0, symbol.closed ? block.lastIndexOf(')') : undefined);
    return {
      label: `network-script and vif-script: ${pair.title}`,
      filter: PAIRED,
      kind: CompletionItemKind.Snippet,
      detail: `${pair.networkScript} + ${pair.vifScript}`,
      documentation: pair.summary,
      insert: text,
      rank,
    };
  });
}

const NETWORK = '(network-script ';

/** The same pairs for the one who has typed `network-script` already; not where a vif-script is set too. */
function pairsBehind(file: SourceFile, symbol: XendValueSymbol): Candidate[] {
  if (file.language !== 'xend-sxp' || symbol.option !== 'network-script') return [];
  if (file.facts.options.some((option) => option.name === 'vif-script')) return [];
  const form = file.facts.options.findLast((option) => option.offset < symbol.span.offset)?.form;
  return modePairs.map((pair) => {
    const block = modeBlock(pair.mode);
    return {
      label: `${pair.networkScript} with ${pair.vifScript}`,
      kind: CompletionItemKind.Snippet,
      detail: `${pair.title}: both scripts`,
      documentation: pair.summary,
      insert: block.slice(NETWORK.length, form?.closed ? block.lastIndexOf(')') : undefined),
    };
  });
}

export function completeXendValue(file: SourceFile, symbol: XendValueSymbol, workspace: Workspace): Candidate[] {
  const { option, index, first, item } = symbol;
  const release = releaseOf(file, workspace);
  if (SCRIPT_OPTIONS.has(option)) {
    if (index === 0) return [...scripts(option, release), ...(symbol.quoted ? [] : pairsBehind(file, symbol))];
    return symbol.quoted ? argumentsOf(file, first, symbol.text, workspace) : [];
  }
  if (option === 'xend-relocation-hosts-allow' || item === 'hosts') return hostPatterns(symbol);
  if (item !== undefined) return words(TABLES['xen-api'].get(item)?.values ?? [], CompletionItemKind.Value);
  const row = TABLES.xend.get(option);
  if (!row || index > 0) return [];
  if (option === 'keymap') return explained(keymaps, CompletionItemKind.EnumMember, release);
  const choice = row.type === 'bool' ? ['yes', 'no'] : (row.values ?? []);
  return words(choice, CompletionItemKind.Value, row.default === undefined ? undefined : `default ${row.default}`);
}

/** Patterns as they are written in the file: xend drops the first of two backslashes. */
const HOSTS = ['^localhost$', '^localhost\\\\.localdomain$'];

function hostPatterns({ quoted }: XendValueSymbol): Candidate[] {
  return HOSTS.map((label) => ({
    label,
    kind: CompletionItemKind.Value,
    ...(quoted ? {} : { insert: `'${label}'`, filter: `'${label}` }),
  }));
}

/** Options whose value is a script with its arguments. */
const SCRIPT_OPTIONS: ReadonlySet<string> = new Set(['network-script', 'vif-script']);

function scripts(option: string, release: string | undefined): Candidate[] {
  return newestScripts(option === 'network-script' ? networkScripts : vifScripts, release).map((row) => ({
    label: row.name,
    kind: CompletionItemKind.File,
    detail: row.mode === 'other' ? undefined : `${row.mode} mode`,
    documentation: `${row.summary} ${row.hostEffect}`,
  }));
}

/** Arguments of scripts whose value is a name of the workspace. */
const NAMED: Readonly<Record<string, (file: SourceFile, workspace: Workspace) => Candidate[]>> = {
  bridge: (_file, workspace) => bridgeCandidates(workspace),
  netdev: cardCandidates,
  gatewaydev: cardCandidates,
};

function argumentsOf(file: SourceFile, script: string, typed: string, workspace: Workspace): Candidate[] {
  const equals = typed.indexOf('=');
  if (equals >= 0) {
    const name = typed.slice(0, equals);
    const values = NAMED[name]?.(file, workspace) ?? [];
    return values.map((one) => ({ ...one, label: `${name}=${one.label}`, kind: CompletionItemKind.Value }));
  }
  return (scriptArguments(script) ?? [])
    .filter((argument) => /^[a-z]/.test(argument.name))
    .map((argument) => ({
      label: `${argument.name}=`,
      kind: CompletionItemKind.Property,
      detail: argument.default ? `default ${argument.default}` : undefined,
      documentation: argument.description,
      asks: true,
    }));
}
