/** Signature help: which word of a string of words is being typed, and what the ones before and behind it are. */
import { MarkupKind, type Position, type SignatureHelp } from 'vscode-languageserver-types';
import { documentOf } from '../model/lines.ts';
import type { SourceFile } from '../model/source-file.ts';
import { toolstackOf } from '../model/spec-strings.ts';
import type { Workspace } from '../model/workspace.ts';
import { scriptArguments, scriptRows } from '../xen/hotplug-scripts.ts';
import type { Row, Toolstack } from '../xen/row.ts';
import { find, keyTable, positionRow, specTable, TABLES, table } from '../xen/tables.ts';
import { isNamed, offered, releaseOf } from './completion/candidate.ts';
import { type SpecSymbol, symbolAt, type XendValueSymbol } from './symbol-at.ts';

/** Characters at which an editor asks by itself. */
export const SIGNATURE_TRIGGERS: readonly string[] = [',', '=', ':', '@', ' '];

/** A word of the signature; `name` is what a symbol at the cursor calls it. */
interface Parameter {
  readonly name: string;
  readonly label: string;
  readonly documentation: string | undefined;
}

/** Text and words in their order, and which of the words the cursor is in. */
interface Signature {
  readonly parts: readonly (string | Parameter)[];
  readonly active: string;
  /** Names of the words that are written already: where the cursor is in none, the first of the others is the one. */
  readonly present: readonly string[];
  readonly documentation: string | undefined;
}

export function signatureHelp(file: SourceFile, position: Position, workspace: Workspace): SignatureHelp | null {
  const symbol = symbolAt(file, documentOf(file).offsetAt(position));
  if (symbol?.kind === 'xend-value') return toHelp(xendSignature(symbol));
  if (symbol?.kind !== 'spec-key' && symbol?.kind !== 'spec-value' && symbol?.kind !== 'spec-position') return null;
  if (file.language === 'xend-sxp' || file.language === 'xen-interfaces') return null;
  const toolstack = toolstackOf(file);
  const parts = specParts(symbol, toolstack, releaseOf(file, workspace));
  const documentation = find(keyTable(file.language, toolstack), symbol.key)?.row.summary;
  return toHelp(parts && { parts, active: activeName(symbol), present: symbol.present, documentation });
}

function toHelp(signature: Signature | undefined): SignatureHelp | null {
  if (!signature) return null;
  let label = '';
  const parameters: { label: [number, number]; documentation?: { kind: 'markdown'; value: string } }[] = [];
  const names: string[] = [];
  for (const part of signature.parts) {
    if (typeof part === 'string') {
      label += part;
      continue;
    }
    const at: [number, number] = [label.length, label.length + part.label.length];
    label += part.label;
    names.push(part.name);
    parameters.push({
      label: at,
      ...(part.documentation ? { documentation: { kind: MarkupKind.Markdown, value: part.documentation } } : {}),
    });
  }
  if (parameters.length === 0) return null;
  const named = names.indexOf(signature.active);
  const next = names.findIndex((name) => !signature.present.includes(name));
  const { documentation } = signature;
  return {
    signatures: [
      {
        label,
        parameters,
        ...(documentation ? { documentation: { kind: MarkupKind.Markdown, value: documentation } } : {}),
      },
    ],
    activeSignature: 0,
    activeParameter: named >= 0 ? named : Math.max(next, 0),
  };
}

function described(name: string, label: string, row: Row | undefined): Parameter {
  return { name, label, documentation: row && [row.summary, row.details].filter(Boolean).join(' ') };
}

/** The words that stand by their place, as a form: what is in braces is the name of a place. */
const FORMS: Readonly<Record<string, string>> = {
  'disk xl': '{target}, [{format}], {vdev}, [{access}], {key=value}…',
  'disk xm': '{target}, {vdev}, {access}[, {backend}[, {protocol}]]',
  'pci xl': '{bdf}[@{vslot}][, {key=value}…]',
  'pci xm': '{bdf}[@{vslot}][, {key=value}…]',
  iomem: '{start},{count}[@{gfn}]',
  cpuid: '{host}, {feature=bit}…',
  'cpuid-registers': '{leaf}:{eax}=BITS[,{ebx}=BITS…]',
  kernel: 'ip={client}:{server}:{gateway}:{netmask}:{hostname}:{device}:{autoconf}:{dns0}:{dns1}:{ntp0}',
};

/** Languages of single words, where nothing follows upon anything. */
const WITHOUT_ORDER: ReadonlySet<string> = new Set([
  'cpus',
  'pool-cpus',
  'pool-cpu',
  'ioports',
  'irqs',
  'usbdevice',
  'viridian',
  'mca_caps',
]);

const FEATURE =
  'A feature of the processor and 0 (hidden), 1 (shown), x (as Xen decides), k or s (as the host has it).';
const OPTION = 'Any option by its name, in any order.';

function specParts(
  symbol: SpecSymbol,
  toolstack: Toolstack,
  release: string | undefined,
): readonly (string | Parameter)[] | undefined {
  const { spec } = symbol;
  if (WITHOUT_ORDER.has(spec) || (spec === 'kernel' && symbol.kind !== 'spec-position')) return undefined;
  const form = FORMS[`${spec} ${toolstack}`] ?? FORMS[spec];
  if (form !== undefined) return formParts(form, spec, toolstack);
  const rows = offered(table(specTable(spec, toolstack)).values(), release).filter(isNamed);
  // The dozens of keys of COLO would hide the few that people use.
  const usual = rows.filter((row) => !row.name.startsWith('colo_'));
  return usual.flatMap((row, index) => [
    ...(index > 0 ? [', '] : []),
    described(row.name, row.type === 'flag' ? row.name : `${row.name}=`, row),
  ]);
}

function formParts(form: string, spec: string, toolstack: Toolstack): (string | Parameter)[] {
  return form.split(/(\{[^}]+\})/).flatMap((piece): (string | Parameter)[] => {
    if (!piece.startsWith('{')) return piece === '' ? [] : [piece];
    const name = piece.slice(1, -1);
    if (name === 'key=value') return [{ name, label: name, documentation: OPTION }];
    if (name === 'feature=bit') return [{ name, label: name, documentation: FEATURE }];
    const row = positionRow(spec, name, '', toolstack)?.row ?? find(specTable(spec, toolstack), name)?.row;
    return [
      described(name, spec === 'kernel' || name === 'host' || /^e[a-d]x$/.test(name) ? name : name.toUpperCase(), row),
    ];
  });
}

function activeName({ kind, spec, subkey, text }: SpecSymbol): string {
  if (kind === 'spec-position') return subkey === 'prefix' ? 'target' : subkey === 'devtype' ? 'vdev' : subkey;
  if (spec === 'disk' || spec === 'pci') return 'key=value';
  if (spec === 'cpuid') return text === 'host' ? 'host' : 'feature=bit';
  return subkey || text;
}

/** A script with its arguments, or a listener of `xen-api-server`. */
function xendSignature({ option, item, first, index, text }: XendValueSymbol): Signature | undefined {
  if (item !== undefined) {
    const rows = [...TABLES['xen-api'].values()];
    const parts = rows.flatMap((row, at) => [
      at === 0 ? '(' : at === 4 ? ' ' : ' [',
      described(row.name, row.name.toUpperCase(), row),
    ]);
    const documentation = TABLES.xend.get(option)?.summary;
    return { parts: [...parts, ']]])'], active: item, present: [], documentation };
  }
  if (option !== 'network-script' && option !== 'vif-script') return undefined;
  const rows = scriptRows(first);
  const newest = rows.at(-1);
  if (!newest) return undefined;
  const args = scriptArguments(first) ?? [];
  const name = text.split('=', 1)[0] ?? '';
  const byPlace = args[index - 1];
  const known = args.some((one) => one.name === name);
  return {
    parts: [
      { name: first, label: newest.name, documentation: newest.summary },
      ...args.flatMap((one): (string | Parameter)[] => [
        ' [',
        { name: one.name, label: /^[a-z]/.test(one.name) ? `${one.name}=` : one.name, documentation: one.description },
        ']',
      ]),
    ],
    active: index === 0 ? first : known ? name : (byPlace?.name ?? ''),
    present: [first],
    documentation: newest.summary,
  };
}
