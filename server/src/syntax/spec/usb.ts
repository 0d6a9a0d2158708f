/** Reads entries of `usbdev`, `usbctrl` and `usbdevice`. */
import type { MappedText } from '../span.ts';
import { parseKeyValues, SpecBuilder, XL_OPTIONS } from './key-values.ts';
import type { SpecTree } from './tree.ts';

/** One entry of `usbdev` or `usbctrl`. Problems are of type `SpecProblem`. */
export function parseUsb(text: MappedText): SpecTree {
  return parseKeyValues(text, XL_OPTIONS);
}

/**
 * One entry of `usbdevice`, which goes to QEMU as it is: a word such as `tablet` has the role `device`; of
 * `host:BUS.ADDR` and `host:VENDOR:PRODUCT` the rest has the role `host`.
 */
export function parseUsbDevice(mapped: MappedText): SpecTree {
  const builder = new SpecBuilder(mapped);
  const { text } = mapped;
  if (text.startsWith('host:')) builder.bare('host:'.length, text.length, 'host');
  else builder.bare(0, text.length, 'device');
  return builder.tree();
}
