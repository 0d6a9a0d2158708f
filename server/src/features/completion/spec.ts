/** Completion inside the strings of vif, disk, pci and the like: sub-keys, and their values. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { CfgFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import { vifScripts } from '../../xen/hotplug-scripts.ts';
import { diskRows } from '../../xen/xl-disk-keys.ts';
import type { SpecSymbol } from '../symbol-at.ts';
import { specTable, table } from '../tables.ts';
import { type Candidate, newestScripts, offered, words } from './candidate.ts';
import { workspaceBridges } from './workspace-names.ts';

/** Emulated cards that QEMU has offered to Xen guests for long (`-device help`); xl passes any word on. */
const NIC_MODELS = [
  'e1000',
  'rtl8139',
  'virtio-net',
  'e1000e',
  'vmxnet3',
  'ne2k_pci',
  'pcnet',
  'i82551',
  'i82557b',
  'i82559er',
];

export function completeSpec(file: CfgFile, symbol: SpecSymbol, workspace: Workspace): Candidate[] {
  return symbol.kind === 'spec-key' ? subkeys(file, symbol) : values(file, symbol, workspace);
}

function subkeys(file: CfgFile, symbol: SpecSymbol): Candidate[] {
  const name = specTable(symbol.key, file.toolstack.toolstack);
  const present = new Set(symbol.present);
  const hasValue = symbol.subkey !== '';
  const candidates: Candidate[] = offered(table(name).values())
    .filter((row) => /^[a-z][\w-]*$/i.test(row.name) && !present.has(row.name))
    .map((row) => ({
      label: row.name,
      kind: CompletionItemKind.Field,
      insert: row.type === 'flag' || hasValue ? row.name : `${row.name}=`,
      detail: row.default ? `default ${row.default}` : undefined,
      row: { table: name, name: row.name },
      deprecated: row.status === 'deprecated',
    }));
  return symbol.key === 'disk' ? [...diskWords(file, symbol), ...candidates] : candidates;
}

/** The words that fit the positional part at the cursor: format, device and access of xl; device and mode of xm. */
function diskWords(file: CfgFile, symbol: SpecSymbol): Candidate[] {
  if (symbol.present.length > 0 || symbol.subkey !== '') return [];
  const position = file.toolstack.toolstack === 'xm' && symbol.part > 0 ? symbol.part + 1 : symbol.part;
  if (position === 1) return words(diskRows('format').keys(), CompletionItemKind.EnumMember, 'format');
  if (position === 2)
    return words(['xvda', 'xvdb', 'hda', 'hdc', 'sda'], CompletionItemKind.Value, 'device in the guest');
  return position === 3 ? words(diskRows('access').keys(), CompletionItemKind.EnumMember, 'access') : [];
}

function values(file: CfgFile, symbol: SpecSymbol, workspace: Workspace): Candidate[] {
  const { key, subkey } = symbol;
  if (subkey === 'bridge')
    return words(workspaceBridges(workspace), CompletionItemKind.Reference, 'bridge of this workspace');
  if (key === 'vif' && subkey === 'script')
    return words(
      newestScripts(vifScripts).map((row) => row.name),
      CompletionItemKind.File,
    );
  if (key === 'vif' && subkey === 'model') return words(NIC_MODELS, CompletionItemKind.EnumMember);
  if (key === 'disk' && (subkey === 'format' || subkey === 'access' || subkey === 'backendtype')) {
    return words(diskRows(subkey).keys(), CompletionItemKind.EnumMember);
  }
  const row = table(specTable(key, file.toolstack.toolstack)).get(subkey);
  if (!row) return [];
  if (row.type === 'bool' || row.type === 'defbool') return words(['1', '0'], CompletionItemKind.Value);
  return words(row.values ?? [], CompletionItemKind.EnumMember);
}
