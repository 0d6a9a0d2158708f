/** The host devices that a guest takes: PCI functions and USB devices; and the VNC display that it asks for. */

import type { Span } from '../syntax/span.ts';
import { formatPciAddress, type PciTree, parsePci } from '../syntax/spec/pci.ts';
import type { SpecTree } from '../syntax/spec/tree.ts';
import { parseUsb, parseUsbDevice } from '../syntax/spec/usb.ts';
import type { Variables } from './evaluate.ts';
import type { Located } from './guest.ts';
import { stringsOf } from './strings.ts';

export interface PciDevice extends Span {
  /** Position in the list, from 0. */
  readonly index: number;
  readonly spec: PciTree;
  /** `0000:01:00.0`, `*` for all functions; the normal form, where the entry names an address. */
  readonly address: Located<string> | undefined;
}

export interface UsbEntry extends Span {
  readonly index: number;
  readonly spec: SpecTree;
}

/** The entries of `pci`; those that are not known are left out. */
export function pciDevicesOf(variables: Variables): readonly PciDevice[] {
  return stringsOf(variables, 'pci').strings.map(({ index, text }) => {
    const spec = parsePci(text);
    const { address } = spec;
    return {
      offset: spec.offset,
      end: spec.end,
      index,
      spec,
      address: address && { value: formatPciAddress(address), offset: address.offset, end: address.end },
    };
  });
}

/** The entries of `usbdev` or `usbctrl`, or of `usbdevice`, which may be a lone string. */
export function usbEntriesOf(variables: Variables, name: 'usbdev' | 'usbctrl' | 'usbdevice'): readonly UsbEntry[] {
  const parse = name === 'usbdevice' ? parseUsbDevice : parseUsb;
  return stringsOf(variables, name, name === 'usbdevice').strings.map(({ index, text }) => {
    const spec = parse(text);
    return { offset: spec.offset, end: spec.end, index, spec };
  });
}

/**
 * The VNC display that a guest asks for by number; undefined when it has no VNC or a free one is searched for.
 * `vncunused` is on unless it is set to 0, yet a set number is where the search begins (libxl_dm.c).
 */
export function vncDisplayOf(variables: Variables): Located<number> | undefined {
  const number = numberOf(variables, 'vncdisplay');
  return numberOf(variables, 'vnc')?.value === 1 ? number : undefined;
}

function numberOf(variables: Variables, name: string): Located<number> | undefined {
  const value = variables.get(name)?.value;
  if (value?.kind === 'number' && !Number.isNaN(value.value)) return { value: value.value, ...value.span };
  if (value?.kind === 'string' && /^[0-9]{1,5}$/.test(value.text.text))
    return { value: Number(value.text.text), ...value.span };
  return undefined;
}
