/** The strings of a list-valued variable, with what is unknown left out. */
import { type MappedText, plainText, type Span } from '../syntax/span.ts';
import type { Variables } from './evaluate.ts';
import type { StaticValue } from './static-value.ts';

/** A value that xl holds as a text (a number is kept as it was written); undefined for anything else. */
export function textOf(value: StaticValue | undefined): MappedText | undefined {
  if (value?.kind === 'string') return value.text;
  return value?.kind === 'number' ? plainText(value.source, value.span.offset) : undefined;
}

/**
 * Gives the text of an item of a list. Beside what is no value a bare number is a piece of a text that lacks its quotes
 * (`[ mac=00:16:3e:00:00:01 ]`), and no item of its own.
 */
export function itemReader(items: readonly StaticValue[]): (item: StaticValue) => MappedText | undefined {
  const whole = items.every((item) => item.kind !== 'unknown' && item.kind !== 'other');
  return (item) => (item.kind === 'number' && !whole ? undefined : textOf(item));
}

export interface ListedString {
  /** Position in the list, from 0. */
  readonly index: number;
  readonly text: MappedText;
  /** The string as written, quotes included. */
  readonly span: Span;
}

/**
 * The strings of a list. `complete` is false when the value, or an item, is not known or not of that type; a name that
 * is not set is a complete empty list. A bare number is read as its digits are, which no toolstack takes for a device.
 * With `single` a lone string is a list of one.
 */
export function stringsOf(
  variables: Variables,
  name: string,
  single = false,
): { readonly strings: readonly ListedString[]; readonly complete: boolean } {
  const value = variables.get(name)?.value;
  if (value === undefined) return { strings: [], complete: true };
  if (single && value.kind === 'string')
    return { strings: [{ index: 0, text: value.text, span: value.span }], complete: true };
  if (value.kind !== 'list') return { strings: [], complete: false };
  const strings: ListedString[] = [];
  const read = itemReader(value.items);
  for (const [index, item] of value.items.entries()) {
    // xl reads no further than a list inside the list, and xm takes none.
    if (item.kind === 'list') break;
    const text = read(item);
    if (text) strings.push({ index, text, span: item.span });
  }
  return { strings, complete: strings.length === value.items.length };
}
