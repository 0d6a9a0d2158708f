/** The nodes of `vnuma` as xl reads them: every item is a pair around `=`, stripped of blanks. */
import type { CfgFile } from '../../model/source-file.ts';
import { type Entry, listsOf } from '../entries.ts';

export interface NodeItem {
  readonly entry: Entry;
  /** Undefined where xl finds no key or no value. */
  readonly key: string | undefined;
  readonly value: string;
}

/** Splits as C's strtok does: the text before the first `=`, and that up to the next one. */
function pairOf(entry: Entry): NodeItem {
  const [key, value] = entry.text.text.split('=').filter(Boolean);
  return value === undefined
    ? { entry, key: undefined, value: '' }
    : { entry, key: key?.trim() ?? '', value: value.trim() };
}

export function vnumaNodes(file: CfgFile): readonly (readonly NodeItem[])[] {
  return listsOf(file, 'vnuma').map((node) => node.map(pairOf));
}

/** `parse_ulong` of xl: decimal digits at the start, whatever follows; undefined where it finds none, or too many. */
export function leadingNumber(text: string): number | undefined {
  const digits = /^\s*\+?(\d+)/.exec(text)?.[1];
  const number = Number(digits);
  return digits === undefined || number >= 2 ** 64 ? undefined : number;
}
