/**
 * The fixes that the advice of a refusal describes. Its sentences have few forms: `Write 16 or more`, `Write seabios`,
 * `write type = "hvm"`, `Add memory = 512`, `Remove vnuma`, `Remove it`, `Keep one of them`. Anything else is no fix.
 */
import type { CfgFile } from '../../model/source-file.ts';
import type { Span } from '../../syntax/span.ts';
import { fixBy, lineAfter, settingOut, usualQuote, writeNumber, writeString } from '../edits.ts';
import type { Fix, TextEdit } from '../rule.ts';
import { xlRows } from './settings-of.ts';

/** The fixes for a refusal of these options, of which the value at `place` is marked. */
export function advisedFixes(file: CfgFile, reason: string, options: readonly string[], place: Span): Fix[] {
  const advice = reason.slice(reason.lastIndexOf('. ') + 2);
  const fixes: Fix[] = [];
  for (const [, name = '', word = ''] of advice.matchAll(/([a-z]\w*) = "?([\w.-]+)"?/g)) {
    const edit = setting(file, name, word, place);
    if (xlRows.has(name) && edit) fixes.push(fixBy(`Write ${name} = ${/^\d+$/.test(word) ? word : `"${word}"`}`, edit));
  }
  const value = /^Write (\d+|[a-z][\w-]*)(?= or |,|$)(?!=)/.exec(advice)?.[1];
  if (value !== undefined && fixes.length === 0) fixes.push(fixBy(`Write ${value}`, written(file, place, value)));
  for (const [, name = ''] of advice.matchAll(/(?:Remove|remove|leave) (\w+)/g))
    if (file.facts.variables.has(name)) fixes.push(settingOut(file, name));
  const present = options.filter((name) => file.facts.variables.has(name));
  if (/^Remove it\b|^Remove one of|^Keep one/.test(advice))
    for (const name of present) fixes.push(settingOut(file, name));
  const [only, ...more] = fixes;
  return only && more.length === 0 ? [{ ...only, preferred: true }] : fixes;
}

function written(file: CfgFile, place: Span, word: string): TextEdit {
  return /^\d+$/.test(word) ? writeNumber(file, place, word) : writeString(file, place, word);
}

/** Sets an option: its value where it is set to a single one, else a line of its own; undefined where it is a list. */
function setting(file: CfgFile, name: string, word: string, place: Span): TextEdit | undefined {
  const value = file.facts.variables.get(name)?.value;
  if (value?.kind === 'string' || value?.kind === 'number') return written(file, value.span, word);
  if (value) return undefined;
  const quote = /^\d+$/.test(word) ? '' : usualQuote(file);
  return lineAfter(file, place, `${name} = ${quote}${word}${quote}`);
}
