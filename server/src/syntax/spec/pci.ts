/** Reads PCI addresses, one entry of `pci = [ … ]`, and `rdm`, as libxlutil does since Xen 4.15 (libxlu_pci.c). */
import type { MappedText } from '../span.ts';
import { SpecBuilder, type SpecProblem, skip, skipBack } from './key-values.ts';
import type { SpecTree, SpecWord } from './tree.ts';

/** The address of a PCI function; `function` is undefined for `.*`, all functions of the device. */
export interface PciAddress {
  readonly domain: number;
  readonly bus: number;
  readonly device: number;
  readonly function: number | undefined;
}

export type PciProblem =
  | SpecProblem
  /** `DDDD:BB:SS.F` in hexadecimal is wanted. */
  | 'malformed-pci-address'
  | 'malformed-pci-slot'
  | 'unknown-pci-option'
  /** A word that counts as 0. */
  | 'pci-option-not-a-number'
  | 'unknown-rdm-policy'
  /** Neither an address nor a name, or both. */
  | 'pci-without-address';

export interface PciTree extends SpecTree {
  /** False when xl refuses the entry. */
  readonly accepted: boolean;
  readonly address: (SpecWord & PciAddress) | undefined;
  /** The slot in the guest, 0 to 31. */
  readonly slot: (SpecWord & { readonly value: number }) | undefined;
  readonly name: SpecWord | undefined;
}

/** Options that are numbers; everything else than a number other than 0 turns them off (`atoi`). */
const NUMBER_OPTIONS: ReadonlySet<string> = new Set(['permissive', 'msitranslate', 'seize', 'power_mgmt']);
export const PCI_OPTIONS: readonly string[] = ['bdf', 'vslot', ...NUMBER_OPTIONS, 'rdm_policy', 'name'];
const POLICIES: ReadonlySet<string> = new Set(['strict', 'relaxed']);

const HEX = String.raw`[ \t\n\v\f\r]*[-+]?(?:0[xX][0-9a-fA-F]*|[0-9a-fA-F]+)`;
const HEX_NUMBER = new RegExp(HEX, 'y');

/**
 * Reads `[DDDD:]BB:SS.F` or `.*` at the start of a text; gives the address and where it ends. As in the library, blanks
 * before a number and `0x` are taken.
 */
export function readPciAddress(text: string, from = 0): { address: PciAddress; end: number } | undefined {
  let colons = 0;
  for (let at = from; at < text.length && /[0-9a-fA-F:]/.test(text.charAt(at)); at++) {
    if (text.charAt(at) === ':') colons++;
  }
  if (colons !== 1 && colons !== 2) return undefined;
  const numbers: number[] = [];
  let at = from;
  for (let index = 0; index <= colons; index++) {
    const number = readHex(text, at);
    if (!number || text.charAt(number.end) !== (index < colons ? ':' : '.')) return undefined;
    numbers.push(number.value);
    at = number.end + 1;
  }
  const [device = 0, bus = 0, domain = 0] = numbers.reverse();
  if (domain > 0xffff || bus > 0xff || device > 0x1f) return undefined;
  if (text.charAt(at) === '*') return { address: { domain, bus, device, function: undefined }, end: at + 1 };
  const last = readHex(text, at);
  if (!last || last.value > 7) return undefined;
  return { address: { domain, bus, device, function: last.value }, end: last.end };
}

/** What `scanf("%x")` reads; a number beyond 32 bits is no address in any case. */
function readHex(text: string, at: number): { value: number; end: number } | undefined {
  HEX_NUMBER.lastIndex = at;
  const match = HEX_NUMBER.exec(text)?.[0];
  if (match === undefined) return undefined;
  const digits = match.trim();
  const value = Number.parseInt(digits.replace(/^[-+]/, ''), 16) || 0;
  return { value: digits.startsWith('-') && value !== 0 ? Number.POSITIVE_INFINITY : value, end: at + match.length };
}

/** `0000:01:00.0`, the form in which addresses can be compared; `*` for all functions. */
export function formatPciAddress(address: PciAddress): string {
  const hex = (value: number, width: number) => value.toString(16).padStart(width, '0');
  return `${hex(address.domain, 4)}:${hex(address.bus, 2)}:${hex(address.device, 2)}.${address.function ?? '*'}`;
}

/** One entry of `pci` (`xlu_pci_parse_spec_string`). Problems are of type `PciProblem`. */
export function parsePci(mapped: MappedText): PciTree {
  return new PciReader(mapped).read();
}

class PciReader {
  readonly #builder: SpecBuilder;
  readonly #text: string;
  #refused = false;
  #address: PciTree['address'];
  #slot: PciTree['slot'];
  #name: SpecWord | undefined;

  constructor(mapped: MappedText) {
    this.#builder = new SpecBuilder(mapped);
    this.#text = mapped.text;
  }

  read(): PciTree {
    const { length } = this.#text;
    for (let at = this.#readPositional(); at < length; ) {
      const end = this.#pieceEnd(at);
      this.#readOption(at, end);
      at = end + 1;
    }
    if (!this.#refused && (this.#address === undefined) === (this.#name === undefined))
      this.#refuse('pci-without-address', 0, length);
    return {
      ...this.#builder.tree(),
      accepted: !this.#refused,
      address: this.#address,
      slot: this.#slot,
      name: this.#name,
    };
  }

  #pieceEnd(from: number): number {
    const comma = this.#text.indexOf(',', from);
    return comma < 0 ? this.#text.length : comma;
  }

  /** `ADDRESS[@SLOT]` at the start; gives where the options begin. */
  #readPositional(): number {
    const end = this.#pieceEnd(0);
    const piece = this.#text.slice(0, end);
    if (piece.includes('=') || this.#text.trim() === '') return 0;
    const sign = piece.indexOf('@');
    const addressEnd = sign < 0 ? end : sign;
    this.#builder.bare(0, addressEnd, 'bdf');
    if ((this.#takeAddress(0, addressEnd) ?? addressEnd) < addressEnd)
      this.#refuse('malformed-pci-address', 0, addressEnd);
    if (addressEnd < end) {
      this.#builder.bare(addressEnd + 1, end, 'vslot');
      if ((this.#takeSlot(addressEnd + 1, end) ?? end) < end) this.#refuse('malformed-pci-slot', addressEnd + 1, end);
    }
    return Math.min(end + 1, this.#text.length);
  }

  #readOption(from: number, end: number): void {
    let equals = from;
    while (equals < end && this.#text.charAt(equals) !== '=') equals++;
    if (equals < end) {
      this.#builder.keyValue(from, equals, equals + 1, end);
      this.#setOption(this.#text.slice(from, equals), from, equals, end);
    } else if (this.#text.slice(from, end).trim() === '') this.#refuse('empty-option', from, end);
    else {
      this.#builder.bare(from, end);
      this.#refuse('option-without-equals', from, end);
    }
  }

  #setOption(key: string, from: number, equals: number, end: number): void {
    const value = this.#text.slice(equals + 1, end);
    if (key === 'bdf') this.#takeAddress(equals + 1, end);
    else if (key === 'vslot') this.#takeSlot(equals + 1, end);
    else if (key === 'name') this.#name = this.#builder.word(equals + 1, end);
    else if (NUMBER_OPTIONS.has(key)) {
      if (!/^[ \t]*[-+]?[0-9]/.test(value))
        this.#builder.problem('pci-option-not-a-number', equals + 1, end, { detail: key });
    } else if (key !== 'rdm_policy') this.#reportUnknown(from, equals);
    else if (!POLICIES.has(value.toLowerCase())) this.#refuse('unknown-rdm-policy', equals + 1, end);
  }

  /** Takes an address; gives where it ends. What stands behind it is the caller's matter, as in the library. */
  #takeAddress(from: number, to: number): number | undefined {
    const read = readPciAddress(this.#text.slice(0, to), from);
    if (read) this.#address = { ...this.#builder.word(from, read.end), ...read.address };
    else this.#refuse('malformed-pci-address', from, to);
    return read?.end;
  }

  #takeSlot(from: number, to: number): number | undefined {
    const read = readHex(this.#text.slice(0, to), from);
    if (!read || read.value > 0x1f) {
      this.#refuse('malformed-pci-slot', from, to);
      return undefined;
    }
    this.#slot = { ...this.#builder.word(from, read.end), value: read.value };
    return read.end;
  }

  /** An unknown key; where only blanks make it so, they are what is reported. */
  #reportUnknown(from: number, equals: number): void {
    const key = this.#text.slice(from, equals);
    const word = key.trim();
    const start = skip(this.#text, ' \t', from, equals);
    if (word === key || !PCI_OPTIONS.includes(word)) this.#refuse('unknown-pci-option', from, equals, word);
    else if (start > from) this.#refuse('blanks-around-equals', from, start, word);
    else this.#refuse('blanks-around-equals', skipBack(this.#text, ' \t', from, equals), equals, word);
  }

  #refuse(code: PciProblem, from: number, to: number, detail?: string): void {
    this.#refused = true;
    this.#builder.problem(code, from, to, detail === undefined ? {} : { detail });
  }
}

export type RdmProblem = 'unknown-rdm-option' | 'unknown-rdm-strategy' | 'rdm-policy-drops-all' | 'malformed-rdm';

export interface RdmTree extends SpecTree {
  /** False when xl drops the whole value; the guest is created all the same. */
  readonly accepted: boolean;
}

/** `rdm = "strategy=host"` (`xlu_rdm_parse`); since 4.15 a valid `policy=` makes xl drop everything. */
export function parseRdm(mapped: MappedText): RdmTree {
  const builder = new SpecBuilder(mapped);
  const { text } = mapped;
  let dropped = false;
  const drop = (code: RdmProblem, from: number, to: number, detail?: string) => {
    dropped = true;
    builder.problem(code, from, to, detail === undefined ? {} : { detail });
  };
  for (let at = 0; at <= text.length; ) {
    const equals = text.indexOf('=', at);
    if (equals < 0) {
      drop('malformed-rdm', at, text.length);
      break;
    }
    const comma = text.indexOf(',', equals);
    const end = comma < 0 ? text.length : comma;
    const key = text.slice(at, equals);
    const value = text.slice(equals + 1, end);
    builder.keyValue(at, equals, equals + 1, end);
    if (key === 'strategy') {
      if (value !== 'host') drop('unknown-rdm-strategy', equals + 1, end, value);
    } else if (key === 'policy') {
      if (POLICIES.has(value.toLowerCase())) drop('rdm-policy-drops-all', at, end, value);
      else builder.problem('unknown-rdm-policy', equals + 1, end, { detail: value });
    } else drop('unknown-rdm-option', at, equals, key);
    at = end + 1;
  }
  return { ...builder.tree(), accepted: !dropped };
}
