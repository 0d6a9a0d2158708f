/** The strings of a list-valued variable, with what is unknown left out. */
import type { MappedText, Span } from '../syntax/span.ts';
import type { Variables } from './evaluate.ts';

export interface ListedString {
  /** Position in the list, from 0. */
  readonly index: number;
  readonly text: MappedText;
  /** The string as written, quotes included. */
  readonly span: Span;
}

/**
 * The strings of a list. `complete` is false when the value, or an item, is not known or not of that type; a name that
 * is not set is a complete empty list. With `single` a lone string is a list of one.
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
  for (const [index, item] of value.items.entries()) {
    // xl reads no further than a list inside the list, and xm takes none.
    if (item.kind === 'list') break;
    if (item.kind === 'string') strings.push({ index, text: item.text, span: item.span });
  }
  return { strings, complete: strings.length === value.items.length };
}
