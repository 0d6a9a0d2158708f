/** Where a list may open by itself, where a line may end after the word at the cursor, and what words are complete there. */
import type { SourceFile } from '../../model/source-file.ts';
import type { SymbolAt } from '../symbol-at.ts';

/** Statements of Python that are a line of their own. */
const STATEMENTS = [
  'pass',
  'break',
  'continue',
  'return',
  'raise',
  'else',
  'try',
  'finally',
  'except',
  'print',
  'exit',
];

const PYTHON_VALUES = ['True', 'False', 'None'];

/** More identifiers than this are no file that somebody types. */
const MOST_IDENTIFIERS = 2000;

/**
 * Whether a list may open after a trigger character: where a value is still missing, never where Enter or a blank would
 * go on with something that is complete.
 */
export function opensByItself(file: SourceFile, symbol: SymbolAt, trigger: string): boolean {
  switch (symbol.kind) {
    case 'xend-option':
      return symbol.bracket;
    case 'xend-value':
      return symbol.quoted || symbol.index === 0;
    case 'cfg-value':
      // Not at the equals sign itself: a blank may follow, and VS Code then keeps the list unfiltered for a number.
      return symbol.quoted ? !isLong(file, symbol.span.offset) : !symbol.listed && trigger !== '=';
    case 'spec-key':
    case 'spec-value':
    case 'spec-position':
      return !isLong(file, symbol.string.offset);
    case 'interfaces-argument':
      return symbol.of === 'iface' || symbol.index === 0;
    case 'interfaces-value':
      return symbol.index === 0;
    default:
      return false;
  }
}

/** Whether Enter after the word makes a line break that may be meant. */
export function endsLine(file: SourceFile, symbol: SymbolAt): boolean {
  switch (symbol.kind) {
    case 'xend-value':
      return !symbol.quoted;
    case 'cfg-value':
      return !symbol.quoted || isLong(file, symbol.span.offset);
    case 'spec-key':
    case 'spec-value':
    case 'spec-position':
      return isLong(file, symbol.string.offset);
    default:
      return true;
  }
}

/**
 * Words that are complete at the symbol. Of a name that a value must follow there are none: the labels count where values
 * stand, and with them what Python knows and what the file calls its own.
 */
export function completeWords(file: SourceFile, symbol: SymbolAt, labels: readonly string[]): readonly string[] {
  switch (symbol.kind) {
    case 'cfg-key':
      return file.language === 'xen-cfg' ? STATEMENTS : [];
    case 'xend-option':
    case 'interfaces-keyword':
    case 'interfaces-option':
      return [];
    case 'cfg-value':
      return symbol.quoted ? labels : [...labels, ...identifiers(file, symbol), ...PYTHON_VALUES];
    default:
      return labels;
  }
}

/** The identifiers of the file outside of comments, that at the cursor aside. */
function identifiers(file: SourceFile, symbol: SymbolAt): ReadonlySet<string> {
  const found = new Set<string>();
  const { text } = file;
  const { comments } = file.tree;
  let next = 0;
  for (const { index, 0: word } of text.matchAll(/[A-Za-z_]\w*/g)) {
    while ((comments[next]?.end ?? Number.POSITIVE_INFINITY) <= index) next++;
    if ((comments[next]?.offset ?? Number.POSITIVE_INFINITY) <= index) continue;
    if (index !== symbol.span.offset) found.add(word);
    if (found.size >= MOST_IDENTIFIERS) break;
  }
  return found;
}

/** Whether the string whose text begins at the offset is one of Python's long ones, which hold line breaks. */
function isLong(file: SourceFile, content: number): boolean {
  const quote = file.text.slice(Math.max(0, content - 3), content);
  return quote === '"""' || quote === "'''";
}
