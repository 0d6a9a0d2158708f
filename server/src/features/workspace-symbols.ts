/** Workspace symbols: guests, vifs with their MACs and addresses, bridges and devices of dom0; the finder of "which guest has 10.0.0.7?". */
import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver-types';
import type { Located } from '../model/guest.ts';
import { rangeOf } from '../model/lines.ts';
import { deviceAddress } from '../model/network.ts';
import { basename, stem } from '../model/paths.ts';
import type { CfgFile, InterfacesFile, SourceFile } from '../model/source-file.ts';
import type { Workspace } from '../model/workspace.ts';
import type { Span } from '../syntax/span.ts';
import { parseAddress, parseAddressAndPrefix, parseMac } from '../xen/addresses.ts';

/** How many symbols an answer holds; who looks for one of more types another letter. */
const MOST = 500;

/** Something that can be found: `name` is compared and shown, `container` says whose it is. */
interface Found {
  readonly name: string;
  readonly container: string;
  readonly kind: SymbolKind;
  readonly span: Span;
}

/**
 * The symbols whose name matches the query, those that are just what was asked for first. An address or a MAC is found in
 * any of its spellings; anything else by its letters in their order, as editors match.
 */
export function workspaceSymbols(query: string, workspace: Workspace): WorkspaceSymbol[] {
  const wanted = normalized(query.trim());
  const exact: WorkspaceSymbol[] = [];
  const others: WorkspaceSymbol[] = [];
  for (const file of filesFor(wanted, workspace)) {
    for (const found of symbolsOf(file, workspace)) {
      const rank = match(normalized(found.name), wanted);
      if (rank !== undefined) (rank === 0 ? exact : others).push(toSymbol(file, found));
    }
    if (exact.length + others.length >= MOST) break;
  }
  return [...exact, ...others].slice(0, MOST);
}

/** For a whole address the index knows the files; else every file is looked through. */
function filesFor(wanted: string, workspace: Workspace): Iterable<SourceFile> {
  const mac = parseMac(wanted);
  if (mac) return workspace.sharing(`mac:${mac}`);
  const address = parseAddress(wanted);
  return address ? workspace.sharing(`ip:${address.text}`) : workspace.files.values();
}

/** One spelling for each address and MAC, lower case for all else. */
function normalized(text: string): string {
  const lower = text.toLowerCase();
  const mac = /^[0-9a-f]{2}([-.:]?)(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}$/.test(lower)
    ? (lower.replaceAll(/[^0-9a-f]/g, '').match(/../g) ?? []).join(':')
    : undefined;
  if (mac && (lower.includes(':') || lower.includes('-'))) return mac;
  return parseAddressAndPrefix(text)?.address.text ?? lower;
}

/** 0 for the same, 1 for a part, 2 for the letters in their order; undefined for none of them. */
function match(name: string, wanted: string): number | undefined {
  if (name === wanted) return 0;
  if (name.includes(wanted)) return 1;
  // Whoever types numbers and dots means these numbers, not others with digits between.
  if (/^[0-9a-f.:]+$/.test(wanted) && /[.:]/.test(wanted)) return undefined;
  let at = 0;
  for (const letter of wanted) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return undefined;
  }
  return 2;
}

function* symbolsOf(file: SourceFile, workspace: Workspace): Generator<Found> {
  if (file.language === 'xen-cfg') yield* guestSymbols(file);
  else if (file.language === 'xen-interfaces') yield* deviceSymbols(file, workspace);
}

function* guestSymbols(file: CfgFile): Generator<Found> {
  const { name, vifs } = file.facts;
  const guest = name?.value ?? stem(file.path);
  const top = { offset: 0, end: 0 };
  yield { name: guest, container: basename(file.path), kind: SymbolKind.Class, span: name ?? top };
  for (const vif of vifs) {
    const container = `${guest}, vif ${vif.index}`;
    if (vif.mac?.value) yield { name: vif.mac.value, container, kind: SymbolKind.Constant, span: vif.mac };
    for (const ip of vif.ips) yield { name: ip.value, container, kind: SymbolKind.Number, span: ip };
    if (vif.bridge?.value) yield { name: vif.bridge.value, container, kind: SymbolKind.Interface, span: vif.bridge };
  }
}

function* deviceSymbols(file: InterfacesFile, workspace: Workspace): Generator<Found> {
  const guest = workspace.guestOf(file);
  const owner = guest ? (guest.facts.name?.value ?? stem(guest.path)) : 'dom0';
  for (const device of file.facts.devices) {
    const kind = device.bridgePorts === undefined ? SymbolKind.Field : SymbolKind.Interface;
    yield { name: device.name.value, container: owner, kind, span: device.name };
    const { address } = device;
    if (address && deviceAddress(device)) yield addressSymbol(address, `${owner}, ${device.name.value}`);
  }
}

function addressSymbol(address: Located<string>, container: string): Found {
  return { name: address.value, container, kind: SymbolKind.Number, span: address };
}

function toSymbol(file: SourceFile, { name, container, kind, span }: Found): WorkspaceSymbol {
  return { name, containerName: container, kind, location: { uri: file.uri, range: rangeOf(file, span) } };
}
