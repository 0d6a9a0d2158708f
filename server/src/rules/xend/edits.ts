/** Edits of xend-config.sxp that lose nothing: a form is commented out, a commented one is enabled. */
import type { SxpFile } from '../../model/source-file.ts';
import { scriptOf } from '../../model/xend.ts';
import type { Span } from '../../syntax/span.ts';
import { insert, remove, replace } from '../edits.ts';
import type { TextEdit } from '../rule.ts';

const lineBreak = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** Comments a form out: `#` before each of its lines, and a line break where something else shares its first or last line. */
export function commentFormOut(file: SxpFile, form: Span): TextEdit[] {
  const { text } = file;
  const start = form.offset === 0 ? 0 : text.lastIndexOf('\n', form.offset - 1) + 1;
  const shared = text.slice(start, form.offset).trim() !== '';
  const edits = [insert(file, form.offset, shared ? `${lineBreak(text)}#` : '#')];
  for (let next = text.indexOf('\n', form.offset); next >= 0 && next < form.end; next = text.indexOf('\n', next + 1)) {
    edits.push(insert(file, next + 1, '#'));
  }
  const lineEnd = text.indexOf('\n', form.end);
  const rest = text.slice(form.end, lineEnd < 0 ? text.length : lineEnd).trim();
  if (rest !== '' && !rest.startsWith('#')) edits.push(insert(file, form.end, lineBreak(text)));
  return edits;
}

/**
 * Makes `script` the one that the option in use names. Where the right line stands commented out it is enabled and the
 * wrong one commented out; else the name is replaced, and arguments that belong to the other script go with it.
 */
export function switchScript(file: SxpFile, option: string, script: string): TextEdit[] {
  const live = file.facts.options.filter((one) => one.name === option);
  const used = live.find((one) => one.used);
  if (!used) return [];
  const ready = file.facts.commented.find((one) => bareForm(one.formText) === `(${option} ${script})`);
  if (ready) return [...live.flatMap((one) => commentFormOut(file, one.form)), remove(file, ready.marker)];
  const { value } = used;
  const name = scriptOf(used)?.name;
  if (!value || !name) return [];
  return [replace(file, value, script)];
}

const bareForm = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/['"]/g, '')
    .replaceAll(/\( | \)/g, (pair) => pair.trim());
