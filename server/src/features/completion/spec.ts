/** Completion inside the strings of vif, disk, pci and the like: sub-keys, words known by their place, and values. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { type KeyFile, toolstackOf } from '../../model/spec-strings.ts';
import type { Workspace } from '../../model/workspace.ts';
import type { SpecName } from '../../syntax/spec/languages.ts';
import { vifScripts } from '../../xen/hotplug-scripts.ts';
import { rankOf } from '../../xen/rank.ts';
import { LAST_XEND } from '../../xen/releases.ts';
import type { Toolstack } from '../../xen/row.ts';
import { positionRow, specTable, TABLES, type TableName, table, WORD_TABLES } from '../../xen/tables.ts';
import { nicModels, usbDevices } from '../../xen/values/hardware.ts';
import { keymaps } from '../../xen/values/keymaps.ts';
import type { SpecSymbol } from '../symbol-at.ts';
import { vifAddressCandidates } from './addresses.ts';
import {
  type Candidate,
  detailOf,
  explained,
  isNamed,
  newestScripts,
  offered,
  releaseOf,
  typeOf,
  words,
} from './candidate.ts';
import { bridgeCandidates, namesFor } from './workspace-names.ts';

interface Place {
  readonly symbol: SpecSymbol;
  readonly toolstack: Toolstack;
  readonly release: string | undefined;
  readonly workspace: Workspace;
  readonly file: KeyFile;
}

/** Rank of what is known by its place: before the keys that may stand there too. */
const POSITION = 0;

/** Languages whose words are parted by commas: a comma after a word of a fixed set accepts it. */
const COMMAS: ReadonlySet<SpecName> = new Set(['vif', 'disk', 'pci', 'vfb', 'usbdev', 'usbctrl', 'vtpm', 'p9', 'vkb']);

export function completeSpec(file: KeyFile, symbol: SpecSymbol, workspace: Workspace): Candidate[] {
  const toolstack = toolstackOf(file);
  // Where the tables of xl answer for xm too, what came after xend is none of xm's.
  const borrowed = toolstack === 'xm' && specTable(symbol.spec, toolstack).startsWith('spec:');
  const release = releaseOf(file, workspace) ?? (borrowed ? LAST_XEND : undefined);
  const place = { symbol, toolstack, release, workspace, file };
  switch (symbol.kind) {
    case 'spec-key':
      return subkeys(place);
    case 'spec-position':
      return [
        ...accepting(place, positionWords(place)).map((one) => ({ ...one, rank: POSITION })),
        ...(mayBeKey(place) ? subkeys(place) : []),
      ];
    default:
      return [
        ...(file.language === 'xen-cfg' && symbol.spec === 'vif'
          ? vifAddressCandidates(file, symbol.entry, symbol.subkey, workspace)
          : []),
        ...accepting(place, values(place)),
      ];
  }
}

/** The same words, accepted by the comma that parts them from the next; names of the workspace are not a fixed set. */
function accepting({ symbol }: Place, candidates: Candidate[]): Candidate[] {
  if (!COMMAS.has(symbol.spec)) return candidates;
  return candidates.map((one) => (one.open ? one : { ...one, commit: [','] }));
}

/** Languages in which a word known by its place may also turn out to be a key. */
function mayBeKey({ symbol, toolstack }: Place): boolean {
  return symbol.spec === 'pci' || (symbol.spec === 'disk' && toolstack === 'xl' && symbol.subkey !== 'prefix');
}

function subkeys({ symbol, toolstack, release }: Place): Candidate[] {
  const present = new Set(symbol.present);
  return namedRows(symbol.spec, toolstack, release)
    .filter((one) => !present.has(one.label))
    .map((one) =>
      symbol.subkey !== '' && symbol.kind === 'spec-key' ? { ...one, insert: one.label, asks: false } : one,
    );
}

/** What a string of the language may begin with. */
export function newSubkeys(spec: SpecName, toolstack: Toolstack, release: string | undefined): Candidate[] {
  return namedRows(spec, toolstack, release);
}

/** The rows whose names are written as they are: keys with their `=`, and words. */
function namedRows(spec: SpecName, toolstack: Toolstack, release: string | undefined): Candidate[] {
  if (spec === 'cpuid-registers') {
    return ['eax', 'ebx', 'ecx', 'edx'].map((label) => ({
      label,
      kind: CompletionItemKind.Field,
      insert: `${label}=`,
      asks: true,
    }));
  }
  const name = specTable(spec, toolstack);
  return offered(table(name).values(), release)
    .filter(isNamed)
    .map((row) => ({
      label: row.name,
      kind: row.type === 'flag' ? CompletionItemKind.Keyword : CompletionItemKind.Field,
      insert: row.type === 'flag' ? row.name : `${row.name}=`,
      detail: detailOf(row),
      type: typeOf(row),
      row: { table: name, name: row.name },
      deprecated: row.status === 'deprecated',
      rank: rankOf(row),
      asks: row.type !== 'flag',
    }));
}

function rowWords(name: TableName, release: string | undefined): Candidate[] {
  return offered(table(name).values(), release).map((row) => ({
    label: row.name,
    kind: CompletionItemKind.EnumMember,
    row: { table: name, name: row.name },
  }));
}

const VDEVS = ['xvda', 'xvdb', 'xvdc', 'hda', 'hdb', 'hdc', 'hdd', 'sda'];
const DEVTYPES = words(['cdrom', 'disk'], CompletionItemKind.EnumMember);

function positionWords({ symbol, toolstack, release }: Place): Candidate[] {
  const { spec, subkey, text } = symbol;
  if (spec === 'disk') return toolstack === 'xm' ? xmDiskWords(subkey) : xlDiskWords(subkey, release);
  if (spec === 'usbdevice') return explained(usbDevices, CompletionItemKind.EnumMember, release);
  if (spec === 'cpus' || spec === 'pool-cpus' || spec === 'vsnd') {
    const name = specTable(spec, toolstack);
    return namedRows(spec, toolstack, release).filter((one) => table(name).get(one.label)?.type === 'flag');
  }
  const found = positionRow(spec, subkey, text, toolstack);
  return words(found?.row.values ?? [], CompletionItemKind.EnumMember);
}

function xlDiskWords(role: string, release: string | undefined): Candidate[] {
  if (role === 'format') return rowWords('xl-disk-format', release);
  if (role === 'vdev') return words(VDEVS, CompletionItemKind.Value, 'device in the guest');
  if (role === 'devtype') return DEVTYPES;
  return role === 'access' ? rowWords('xl-disk-access', release) : [];
}

function xmDiskWords(role: string): Candidate[] {
  if (role === 'target' || role === 'prefix') {
    const prefixes = [...TABLES['xm-disk-prefix'].keys()].map((name) => /^(?:[a-z0-9]+:)+/.exec(name)?.[0] ?? '');
    return words(new Set(prefixes.filter(Boolean)), CompletionItemKind.Keyword, 'how the disk is served');
  }
  if (role === 'vdev') return words([...VDEVS, 'hdc:cdrom'], CompletionItemKind.Value, 'device in the guest');
  if (role === 'devtype') return DEVTYPES;
  return words(TABLES['xm-disk-position'].get(role)?.values ?? [], CompletionItemKind.EnumMember);
}

function values({ symbol, toolstack, release, workspace, file }: Place): Candidate[] {
  const { spec, subkey } = symbol;
  if (subkey === 'bridge') return bridgeCandidates(workspace);
  if (spec === 'vif' && subkey === 'script')
    return newestScripts(vifScripts, release).map((row) => ({
      label: row.name,
      kind: CompletionItemKind.File,
      documentation: row.summary,
    }));
  if (spec === 'vif' && subkey === 'model') return explained(nicModels, CompletionItemKind.EnumMember, release);
  if (subkey === 'keymap') return explained(keymaps, CompletionItemKind.EnumMember, release);
  const named = WORD_TABLES[`${spec} ${subkey}`];
  if (named) return rowWords(named, release);
  const row = table(specTable(spec, toolstack)).get(subkey);
  if (!row) return [];
  if (row.type === 'bool' || row.type === 'defbool') return words(['1', '0'], CompletionItemKind.Value);
  return [...namesFor(file, row, workspace), ...words(row.values ?? [], CompletionItemKind.EnumMember)];
}
