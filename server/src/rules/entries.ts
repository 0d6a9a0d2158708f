/** The entries of a list as xl walks through it: texts and numbers alike, up to the first list inside the list. */
import type { CfgFile } from '../model/source-file.ts';
import type { StaticValue } from '../model/static-value.ts';
import { textOf } from '../model/strings.ts';
import { type MappedText, type Span, sourceSpan } from '../syntax/span.ts';

export { textOf };

export interface Entry {
  /** Position in the list, from 0. */
  readonly index: number;
  readonly text: MappedText;
  /** As written, quotes included. */
  readonly span: Span;
}

/**
 * What xl reads of a list: it stops without a word at a list inside (`xlu_cfg_get_listitem` gives no text there). Ends
 * at an entry whose value is not known, too. Nothing for a single value, and for a file that is not for xl.
 */
export function entriesOf(file: CfgFile, name: string): readonly Entry[] {
  const variable = file.facts.variables.get(name);
  if (file.toolstack.toolstack !== 'xl' || !variable?.unconditional) return [];
  return entriesIn(variable.value);
}

/** The same for a value at hand. */
export function entriesIn(value: StaticValue | undefined): readonly Entry[] {
  const entries: Entry[] = [];
  for (const [index, item] of (value?.kind === 'list' ? value.items : []).entries()) {
    const text = textOf(item);
    if (!text) break;
    entries.push({ index, text, span: { offset: item.span.offset, end: item.span.end } });
  }
  return entries;
}

/** The inner lists of an option that is a list of lists (`vnuma`, `vsnd`), up to the first item that is none. */
export function listsOf(file: CfgFile, name: string): readonly (readonly Entry[])[] {
  const variable = file.facts.variables.get(name);
  if (file.toolstack.toolstack !== 'xl' || !variable?.unconditional || variable.value.kind !== 'list') return [];
  const lists: (readonly Entry[])[] = [];
  for (const item of variable.value.items) {
    if (item.kind !== 'list') break;
    lists.push(entriesIn(item));
  }
  return lists;
}

/** The place of the characters `from` to `to` of an entry; the whole entry where they are none. */
export function placeIn({ text, span }: Entry, from = 0, to = text.text.length): Span {
  return to > from ? sourceSpan(text, from, to) : span;
}
