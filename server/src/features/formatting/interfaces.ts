/** interfaces(5): stanzas at the start of the line, their options indented, no blanks at line ends; words and comments stay. */
import { logicalLines } from '../../syntax/interfaces/lines.ts';
import type { InterfacesTree } from '../../syntax/interfaces/tree.ts';
import { changeOf, type GapChange } from './gaps.ts';

/** All changes of a file, in the order of the text. */
export function* interfacesChanges(tree: InterfacesTree, unit: string): Generator<GapChange> {
  const { text } = tree;
  const indents = new Map<number, string>();
  for (const { keyword, options } of tree.stanzas) {
    indents.set(keyword.offset, '');
    for (const { name } of options) indents.set(name.offset, unit);
  }
  let continued = false;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end);
    const first = start + line.length - line.trimStart().length;
    const last = line.endsWith('\r') ? end - 1 : end;
    const written = text.slice(start, blanksBefore(text, start, last));
    const comment: boolean = !continued && text[first] === '#';
    // A backslash with blanks behind it joins nothing; without them it would.
    const ends = written.endsWith('\\');
    const indent = continued || /[^ \t]/.test(text.slice(start, first)) ? undefined : indents.get(first);
    if (indent !== undefined) yield* changeOf(text, start, first, indent);
    const tail = Math.max(start + written.length, indent === undefined ? start : first);
    if (!ends && !continued && !comment) yield* changeOf(text, tail, last, '');
    continued = !comment && line.endsWith('\\');
    start = end + 1;
  }
}

/** Where the blanks begin that stand right before `end`, `start` at the earliest. */
function blanksBefore(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
  return at;
}

/** Everything that a formatter must keep, in its order. */
export function interfacesWords(text: string): readonly string[] {
  const { lines, comments } = logicalLines(text);
  return [
    ...lines.flatMap(({ words, rest }) => [...words.map((word) => word.text), rest, '\n']),
    ...comments.map(({ offset, end }) => text.slice(offset, end)),
  ];
}
