/** Hover: what the word under the cursor means, its default and releases; for an address, the subnet that it lives on. */
import { type Hover, MarkupKind, type Position } from 'vscode-languageserver-types';
import type { Vif } from '../model/guest.ts';
import { documentOf, rangeOf } from '../model/lines.ts';
import { bridgeOf, deviceAddress, type GuestSubnet, guestSubnet, SUBNET_SOURCES, vifMode } from '../model/network.ts';
import type { CfgFile, InterfacesFile, SourceFile } from '../model/source-file.ts';
import { toolstackOf } from '../model/spec-strings.ts';
import type { Workspace } from '../model/workspace.ts';
import { ignoreComments } from '../rules/ignore-comments.ts';
import { ruleByCode } from '../rules/index.ts';
import { type Span, touches } from '../syntax/span.ts';
import {
  formatAddress,
  formatSubnet,
  lastAddress,
  netmask,
  parseAddressAndPrefix,
  reservesEnds,
  type Subnet,
  subnetOf,
  usableRange,
} from '../xen/addresses.ts';
import { scriptArguments, scriptRows } from '../xen/hotplug-scripts.ts';
import { type Found, find, keyTable, specRow, TABLES, type TableName } from '../xen/tables.ts';
import { wordsOfValue } from '../xen/values/words-of-value.ts';
import { releaseOf } from './completion/candidate.ts';
import { code } from './markdown.ts';
import { releasesInWords, rowMarkdown } from './row-markdown.ts';
import { type SpecSymbol, type SymbolAt, symbolAt, type XendValueSymbol } from './symbol-at.ts';

export function hover(file: SourceFile, position: Position, workspace: Workspace): Hover | null {
  const offset = documentOf(file).offsetAt(position);
  const symbol = symbolAt(file, offset);
  const found = symbol ? describe(file, symbol, offset, workspace) : ignoredCode(file, offset);
  return found && { contents: { kind: MarkupKind.Markdown, value: found.text }, range: rangeOf(file, found.span) };
}

interface Described {
  readonly text: string;
  readonly span: Span;
}

function describe(file: SourceFile, symbol: SymbolAt, offset: number, workspace: Workspace): Described | null {
  const release = releaseOf(file, workspace);
  const known = (found: Found | undefined): Described | null =>
    found ? { text: rowMarkdown(found.row, release), span: symbol.span } : null;
  const rowOf = (name: TableName, key: string): Described | null => known(find(name, key));
  switch (symbol.kind) {
    case 'xend-option':
      return rowOf('xend', symbol.text);
    case 'xend-value':
      return xendValue(symbol, release) ?? rowOf('xend', symbol.option);
    case 'cfg-key':
    case 'cfg-value':
      if (file.language === 'xend-sxp' || file.language === 'xen-interfaces') return null;
      return symbol.kind === 'cfg-key'
        ? rowOf(keyTable(file.language, toolstackOf(file)), symbol.text)
        : withWord(symbol.text, find(keyTable(file.language, toolstackOf(file)), symbol.key), known);
    case 'spec-key':
    case 'spec-value':
    case 'spec-position':
      if (file.language === 'xend-sxp' || file.language === 'xen-interfaces') return null;
      return (
        (file.language === 'xen-cfg' ? vifValue(file, symbol, offset, workspace) : null) ??
        known(specRow(symbol, toolstackOf(file)) ?? find(keyTable(file.language, toolstackOf(file)), symbol.key))
      );
    case 'interfaces-keyword':
      return rowOf('interfaces-keyword', symbol.text.startsWith('allow-') ? 'allow-hotplug' : symbol.text);
    case 'interfaces-argument':
      return rowOf('interfaces-method', symbol.text);
    case 'interfaces-option':
      return rowOf('interfaces-option', symbol.text);
    case 'interfaces-value':
      return (
        (file.language === 'xen-interfaces' ? interfacesAddress(file, symbol.text, offset) : null) ??
        rowOf('interfaces-option', symbol.of)
      );
  }
}

/** A code in a comment that silences: what its rule is about. */
function ignoredCode(file: SourceFile, offset: number): Described | null {
  for (const { codes } of ignoreComments(file)) {
    const span = codes.find((one) => touches(one, offset));
    const rule = span && ruleByCode(span.code);
    if (rule) return { text: `**${rule.code}** · ${rule.title}\n\n${rule.explanation}`, span };
  }
  return null;
}

/** What the word of a value means, above what its option is about. */
function withWord(
  text: string,
  found: Found | undefined,
  known: (found: Found | undefined) => Described | null,
): Described | null {
  const described = known(found);
  const word = found && wordsOfValue(found.row).find((one) => one.word === text);
  if (!described || !word) return described;
  return { ...described, text: `**${word.word}**: ${word.summary}\n\n---\n\n${described.text}` };
}

function xendValue(symbol: XendValueSymbol, release: string | undefined): Described | null {
  const { option, item, index, text, span, first } = symbol;
  if (item !== undefined) {
    const row = TABLES['xen-api'].get(item);
    return row ? { text: rowMarkdown(row), span } : null;
  }
  if (option !== 'network-script' && option !== 'vif-script') return null;
  return index === 0 ? scriptText(text, span, release) : argumentText(first, text, span);
}

function scriptText(path: string, span: Span, release: string | undefined): Described | null {
  const rows = scriptRows(path);
  const newest = rows.at(-1);
  if (!newest) return null;
  const mode = newest.mode === 'other' ? '' : ` · ${newest.mode} mode`;
  const lines = [
    `**${newest.name}**${mode}`,
    '',
    newest.summary,
    '',
    ...rows.map((row) => `- ${releasesInWords(row, release) ?? 'All releases'}: ${row.hostEffect}`),
  ];
  const needs = (newest.needs ?? []).map(
    ({ command, package: name, note }) => `\`${command}\` (Debian's package ${name}${note ? `, ${note}` : ''})`,
  );
  if (needs.length > 0) lines.push('', `Needs ${needs.join(', ')} on the host.`);
  const args = scriptArguments(path) ?? [];
  if (args.length > 0)
    lines.push(
      '',
      'Arguments:',
      ...args.map((one) => `- \`${one.name}\`${one.default ? ` (default ${one.default})` : ''}: ${one.description}`),
    );
  return { text: lines.join('\n'), span };
}

function argumentText(script: string, typed: string, span: Span): Described | null {
  const name = typed.split('=', 1)[0] ?? '';
  const found = scriptArguments(script)?.find((argument) => argument.name === name);
  if (!found) return null;
  return {
    text: `**${name}** · argument of ${code(script)}\n\n${found.description}${found.default ? `\n\n- Default: ${found.default}` : ''}`,
    span,
  };
}

function vifValue(file: CfgFile, symbol: SpecSymbol, offset: number, workspace: Workspace): Described | null {
  const { kind, spec, subkey, text, span } = symbol;
  if (kind !== 'spec-value' || spec !== 'vif') return null;
  if (subkey === 'script') return scriptText(text, span, releaseOf(file, workspace));
  const vif = subkey === 'ip' && file.facts.vifs.find((one) => touches(one, offset));
  return vif ? addressText(file, vif, offset, workspace) : null;
}

/** An address of a vif: its mode, its subnet, and which of the five sources told. */
function addressText(file: CfgFile, vif: Vif, offset: number, workspace: Workspace): Described | null {
  const ip = vif.ips.find((one) => touches(one, offset));
  const parsed = ip && parseAddressAndPrefix(ip.value);
  if (!ip || !parsed) return null;
  const mode = vifMode(file, vif, workspace);
  const lines = [
    `**${code(parsed.address.text)}** · vif ${vif.index} of ${code(file.facts.name?.value ?? '') || 'this guest'}`,
  ];
  const known = guestSubnet(file, vif, workspace);
  lines.push(
    '',
    ...(known ? subnetLines(known.subnet, sourceLine(known)) : ['No file tells which subnet this guest is on.']),
  );
  if (known?.gateway) lines.push(`- Gateway: ${code(known.gateway.value.text)}`);
  if (mode) lines.push(`- Mode: ${mode.mode} (${code(mode.script)})`);
  const bridge = mode === undefined || mode.mode === 'bridge' ? bridgeOf(file, vif, workspace) : undefined;
  if (bridge) lines.push(`- Bridge: ${code(bridge.value)}`);
  if (mode?.mode === 'nat' && parsed.address.family === 4)
    lines.push(`- Address of vif${vif.index} on dom0: ${routerAddress(parsed.address.value)}`);
  return { text: lines.join('\n'), span: { offset: ip.offset, end: ip.end } };
}

function sourceLine(known: GuestSubnet): string {
  return `Known from ${SUBNET_SOURCES[known.rule]}`;
}

/** The router address that vif-nat gives to the dom0 end: the guest's last octet plus 127 (hotplug script vif-nat). */
function routerAddress(guest: bigint): string {
  return formatAddress(4, (guest & ~0xffn) | ((guest & 0xffn) + 127n));
}

function subnetLines(subnet: Subnet, source: string): string[] {
  const range = usableRange(subnet);
  const mask = subnet.family === 4 ? `, mask ${netmask(subnet.prefix)}` : '';
  const lines = [`- Network: ${formatSubnet(subnet)}${mask}`];
  if (reservesEnds(subnet)) lines.push(`- Broadcast: ${formatAddress(4, lastAddress(subnet))}`);
  lines.push(
    `- Usable: ${formatAddress(subnet.family, range.first)} to ${formatAddress(subnet.family, range.last)}`,
    `- ${source}`,
  );
  return lines;
}

/** An address in an interfaces file: the subnet that its stanza makes of it. */
function interfacesAddress(file: InterfacesFile, text: string, offset: number): Described | null {
  for (const device of file.facts.devices) {
    const place = [device.address, device.gateway, device.netmask].find((one) => one && touches(one, offset));
    if (!place) continue;
    const known = deviceAddress(device);
    if (!known) return null;
    const lines = [
      `**${code(text)}** · ${code(device.name.value)}`,
      '',
      ...subnetLines(subnetOf(known.address, known.prefix), 'Known from this stanza'),
    ];
    if (device.gateway) lines.push(`- Gateway: ${code(device.gateway.value)}`);
    return { text: lines.join('\n'), span: { offset: place.offset, end: place.end } };
  }
  return null;
}
