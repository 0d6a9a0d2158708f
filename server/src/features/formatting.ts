/** Formatting of a document or a range: blanks only, and none that means something to the program that reads the file. */
import type { FormattingOptions, Range, TextEdit } from 'vscode-languageserver-types';
import { positionOf, rangeOf } from '../model/lines.ts';
import type { SourceFile } from '../model/source-file.ts';
import { cfgChanges, cfgWords } from './formatting/cfg.ts';
import { applyChanges, type GapChange } from './formatting/gaps.ts';
import { interfacesChanges, interfacesWords } from './formatting/interfaces.ts';
import { sxpChanges, sxpWords } from './formatting/sxp.ts';

/**
 * The edits that format a file, or the lines of `range`; none where they would change what the file says, and none for
 * a file that its program cannot read. Formatting twice is the same as once.
 */
export function format(file: SourceFile, options: FormattingOptions, range?: Range): TextEdit[] {
  const unit = options.insertSpaces ? ' '.repeat(Math.max(1, Math.min(options.tabSize, 16))) : '\t';
  // Blanks in a template may be the tool's, and what is filled in may be aligned.
  const changes = file.template ? [] : [...changesOf(file, unit)];
  if (changes.length === 0 || !keepsWords(file, applyChanges(file.text, changes))) return [];
  const within = (change: GapChange): boolean =>
    !range ||
    (positionOf(file, change.end).line >= range.start.line && positionOf(file, change.offset).line <= range.end.line);
  return changes.filter(within).map((change) => ({ range: rangeOf(file, change), newText: change.newText }));
}

function changesOf(file: SourceFile, unit: string): Iterable<GapChange> {
  if (file.language === 'xend-sxp') return sxpChanges(file.tree, unit);
  if (file.language === 'xen-interfaces') return interfacesChanges(file.tree, unit);
  return cfgChanges(file.tree, unit);
}

/** The last gate: a text whose words or comments differ in anything is never offered. */
function keepsWords(file: SourceFile, formatted: string): boolean {
  const words =
    file.language === 'xend-sxp' ? sxpWords : file.language === 'xen-interfaces' ? interfacesWords : cfgWords;
  const before = words(file.text);
  const after = words(formatted);
  if (!before || !after || before.length !== after.length) return false;
  return before.every((word, index) => word === after[index]);
}
