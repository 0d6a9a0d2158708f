/** What an xend-config.sxp says: the option forms in order, which of them xend uses, and what stands ready in comments. */

import type { Span } from '../syntax/span.ts';
import type { SxpItem, SxpList, SxpTree } from '../syntax/sxp/tree.ts';
import { textOf } from '../syntax/sxp/tree.ts';
import { xendOptions } from '../xen/xend-options.ts';

export interface XendOption extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  /** The item behind the name (a list that begins with `@` skipped), which is all that xend reads. */
  readonly value: SxpItem | undefined;
  readonly form: SxpList;
  /** False when an earlier form of the same name hides this one. */
  readonly used: boolean;
}

/** An option form that stands in a comment of its own, such as `#(network-script network-nat)`. */
export interface CommentedOption extends Span {
  readonly name: string;
  /** The form's text without the comment sign. */
  readonly formText: string;
  /** The comment sign (and blanks) before the form. */
  readonly marker: Span;
}

export interface XendFacts {
  /** True for a file that holds xend's options (and not a vnet or a domain in S-expressions). */
  readonly xend: boolean;
  readonly options: readonly XendOption[];
  readonly commented: readonly CommentedOption[];
}

/** A word of a script option and where it is written. */
export interface ScriptWord extends Span {
  readonly text: string;
}

/** A script option as xend runs it: the script's name or path, and its arguments. */
export interface XendScript {
  readonly name: ScriptWord;
  readonly args: readonly ScriptWord[];
}

const KNOWN: ReadonlySet<string> = new Set(xendOptions.map((row) => row.name));

/** First words of S-expression files that other parts of Xen read. */
const FOREIGN: ReadonlySet<string> = new Set(['vm', 'domain', 'vnet', 'memmap', 'vif', 'host', 'image', 'policy']);

/** Reads the facts off a tree. */
export function xendFacts(tree: SxpTree): XendFacts {
  const options: XendOption[] = [];
  const seen = new Set<string>();
  let foreign = false;
  for (const form of tree.items) {
    if (form.kind !== 'list') continue;
    const head = form.items[0];
    const name = textOf(head);
    if (head === undefined || name === undefined) continue;
    options.push({
      offset: form.offset,
      end: form.end,
      name,
      nameSpan: { offset: head.offset, end: head.end },
      value: form.items[isAttributes(form.items[1]) ? 2 : 1],
      form,
      used: !seen.has(name),
    });
    seen.add(name);
    foreign ||= FOREIGN.has(name);
  }
  const commented = commentedOptions(tree);
  const known = options.some((one) => KNOWN.has(one.name)) || commented.some((one) => KNOWN.has(one.name));
  return { xend: known || !foreign, options, commented };
}

function isAttributes(item: SxpItem | undefined): boolean {
  return item?.kind === 'list' && textOf(item.items[0]) === '@';
}

/** The form of this name that xend uses; undefined when the file has none. */
export function usedOption(facts: XendFacts, name: string): XendOption | undefined {
  return facts.options.find((one) => one.used && one.name === name);
}

/** The text of the option in use; undefined when it is left out, empty, or a list. */
export function usedText(facts: XendFacts, name: string): string | undefined {
  return textOf(usedOption(facts, name)?.value);
}

const COMMENTED = /^(#+[ \t]*)\(([a-z][\w-]*)(?=[\s)])/i;

function commentedOptions(tree: SxpTree): CommentedOption[] {
  const found: CommentedOption[] = [];
  for (const comment of tree.comments) {
    const lineStart = tree.text.lastIndexOf('\n', comment.offset - 1) + 1;
    if (comment.offset > lineStart && tree.text.slice(lineStart, comment.offset).trim() !== '') continue;
    const text = tree.text.slice(comment.offset, Math.min(comment.end, comment.offset + 1000));
    const match = COMMENTED.exec(text);
    if (!match) continue;
    const marker = match[1] ?? '';
    const length = formLength(text, marker.length);
    // Prose behind the form makes it an explanation, not a line that waits to be enabled.
    if (length === undefined || !/^\s*(?:#.*)?$/.test(text.slice(marker.length + length))) continue;
    const from = comment.offset + marker.length;
    found.push({
      offset: comment.offset,
      end: from + length,
      name: match[2] ?? '',
      formText: tree.text.slice(from, from + length),
      marker: { offset: comment.offset, end: from },
    });
  }
  return found;
}

/** The length of the one form that begins at `start` on this line; undefined when it does not end there. */
function formLength(text: string, start: number): number | undefined {
  let depth = 0;
  let quote = '';
  for (let i = start; i < text.length; i++) {
    const sign = text[i] ?? '';
    if (quote) {
      if (sign === '\\') i++;
      else if (sign === quote) quote = '';
    } else if (sign === "'" || sign === '"') quote = sign;
    else if (sign === '#') return undefined;
    else if (sign === '(') depth++;
    else if (sign === ')' && --depth === 0) return i + 1 - start;
  }
  return undefined;
}

/**
 * Reads a script option the way xend runs it: one value, split at blanks. Undefined when it names no script (left out,
 * empty, or a list). Source: XendOptions.py `get_network_script`, `get_vif_script`.
 */
export function scriptOf(option: XendOption): XendScript | undefined {
  const { value } = option;
  if (value === undefined || value.kind === 'list') return undefined;
  const inner = value.kind === 'string' ? { offset: value.offset + 1, end: value.end - (value.closed ? 1 : 0) } : value;
  const exact = inner.end - inner.offset === value.value.length;
  const words: ScriptWord[] = [];
  for (const match of value.value.matchAll(/[^ ]+/g)) {
    const offset = inner.offset + match.index;
    const span = exact ? { offset, end: offset + match[0].length } : { offset: inner.offset, end: inner.end };
    words.push({ text: match[0], ...span });
  }
  const [name, ...args] = words;
  return name && { name, args };
}
