/** Formatting of a document or a range: blanks only, and none that means something to the program that reads the file. */
import type { FormattingOptions, Range, TextEdit } from 'vscode-languageserver-types';
import { positionOf, rangeOf } from '../model/lines.ts';
import type { SourceFile } from '../model/source-file.ts';
import { lineBreakOf } from '../rules/edits.ts';
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
  const changes = file.template ? [] : atTheEnd(file, kept(file, [...changesOf(file, unit)], options), options);
  if (changes.length === 0 || !keepsWords(file, applyChanges(file.text, changes))) return [];
  const within = (change: GapChange): boolean =>
    !range ||
    (positionOf(file, change.end).line >= range.start.line && positionOf(file, change.offset).line <= range.end.line);
  return changes.filter(within).map((change) => ({ range: rangeOf(file, change), newText: change.newText }));
}

/** The words up to the last one that is not a line break: how many of these end a text is for the client to say. */
function withoutEnd(words: readonly string[] | undefined): readonly string[] | undefined {
  return words?.slice(0, words.findLastIndex((word) => word.trim() !== '') + 1);
}

/** The changes without those that only take blanks away at line ends, where the client wants these to stay. */
function kept({ text }: SourceFile, changes: readonly GapChange[], options: FormattingOptions): readonly GapChange[] {
  if (options.trimTrailingWhitespace !== false) return changes;
  return changes.flatMap((change) => {
    const before = text.slice(change.offset, change.end);
    const start = before.lastIndexOf('\n') + 1;
    const endsLine =
      start === 0 && change.newText === '' && /^(?:\r?\n|$)/.test(text.slice(change.end, change.end + 2));
    if (endsLine) return [];
    const newText = before.slice(0, start) + change.newText.slice(change.newText.lastIndexOf('\n') + 1);
    return newText === before ? [] : [{ ...change, newText }];
  });
}

/** The changes with the line breaks at the end of the text that the client wants. */
function atTheEnd(file: SourceFile, changes: readonly GapChange[], options: FormattingOptions): readonly GapChange[] {
  const { text, tree } = file;
  if (options.insertFinalNewline !== true && options.trimFinalNewlines !== true) return changes;
  const start = text.search(/[ \t\r\n]*$/);
  // What is broken stays, and a line that a backslash joins to the next one stays joined.
  if (start === 0 || text[start - 1] === '\\' || tree.problems.length > 0) return changes;
  const breaks = text.slice(start).match(/\r?\n/g) ?? [];
  const most = options.trimFinalNewlines === true ? Math.min(breaks.length, 1) : breaks.length;
  const wanted = options.insertFinalNewline === true ? Math.max(most, 1) : most;
  const newText = (breaks[0] ?? lineBreakOf(file)).repeat(wanted);
  const others = changes.filter((change) => change.end <= start);
  return newText === text.slice(start) ? others : [...others, { offset: start, end: text.length, newText }];
}

function changesOf(file: SourceFile, unit: string): Iterable<GapChange> {
  if (file.language === 'xend-sxp') return sxpChanges(file.tree, unit);
  if (file.language === 'xen-interfaces') return interfacesChanges(file.tree, unit);
  return cfgChanges(file.tree, unit, file.language === 'xl-conf');
}

/** The last gate: a text whose words or comments differ in anything is never offered. */
function keepsWords(file: SourceFile, formatted: string): boolean {
  const words =
    file.language === 'xend-sxp' ? sxpWords : file.language === 'xen-interfaces' ? interfacesWords : cfgWords;
  const before = withoutEnd(words(file.text));
  const after = withoutEnd(words(formatted));
  if (!before || !after || before.length !== after.length) return false;
  return before.every((word, index) => word === after[index]);
}
