/**
 * Templates of configuration files: what a tool such as Ansible, Puppet or a shell script fills in. A template is read as
 * the file that it makes, with its placeholders as words that nobody knows and its lines of control left out.
 */

import type { Span } from './span.ts';

/** Stands for each character of a placeholder in a masked text; a letter of a word to every lexer here. */
export const HOLE = '\ue010';

export interface Masked {
  /** As long as the text, so that every offset means the same in both. */
  readonly text: string;
  /** True where control (a condition, a loop, an include) decides which lines the filled-in file has. */
  readonly control: boolean;
}

/** A construct longer than this (UTF-16 units) is none. */
const LONGEST = 4000;

/** How a construct begins and ends. `value`: what it prints stands in its place; else it prints nothing by itself. */
interface Form {
  readonly open: string;
  readonly close: string;
  readonly kind: 'value' | 'control' | 'comment';
}

/** Jinja, Go, Mustache, Liquid; ERB and EPP; Template Toolkit. Longer openings stand first. */
const FORMS: readonly Form[] = [
  { open: '{{', close: '}}', kind: 'value' },
  { open: '{%', close: '%}', kind: 'control' },
  { open: '{#', close: '#}', kind: 'comment' },
  { open: '<%=', close: '%>', kind: 'value' },
  { open: '<%#', close: '%>', kind: 'comment' },
  { open: '<%', close: '%>', kind: 'control' },
  { open: '[%', close: '%]', kind: 'value' },
];

/** `${NAME}`, `$(NAME)`, `@NAME@`, `%NAME%`, `%(name)s`, `__NAME__`, `{$name}`, `$name`: where the file is known to be a template. */
const WORDS =
  /\$\{[^{}\r\n]{1,200}\}|\$\([^()\r\n]{1,200}\)|@@?[A-Za-z_][\w.-]{0,100}@@?|%%?[A-Z_][A-Z0-9_]{0,100}%%?|%\([A-Za-z_]\w{0,100}\)[0-9]{0,2}[sdirf]|%\{[^{}\r\n]{1,200}\}|__[A-Z][A-Z0-9_]{0,100}?__|\{\$[^{}\r\n]{1,200}\}|\$[A-Za-z_]\w{0,100}|<<?[A-Z][A-Z0-9_]{1,100}>>?/g;

/** Control, which only a template holds. */
const CONTROL = /\{%[-+]?\s*\w|<%[-#\s]/;

/** A placeholder with a name in it. A single one may have been left by mistake, which is worth a finding. */
const PLACEHOLDER = /\{\{[-~]?\s*[A-Za-z_.$][^{}\r\n]{0,300}\}\}|<%=[^%\r\n]{1,300}%>/g;

/** Whether the content shows that the file is a template, whatever it is called. */
export function looksLikeTemplate(text: string): boolean {
  return CONTROL.test(text) || (text.match(PLACEHOLDER)?.length ?? 0) > 1;
}

/** The text with its placeholders masked and its control left blank; undefined for one without either. */
export function maskTemplate(text: string): Masked | undefined {
  const parts: string[] = [];
  let control = false;
  let from = 0;
  for (const found of constructs(text)) {
    if (found.offset < from) continue;
    parts.push(text.slice(from, found.offset));
    const written = text.slice(found.offset, found.end);
    const alone = isAlone(text, found.offset, found.end);
    // A value alone on its line prints whole lines; control within a line decides a part of a value.
    control ||= found.kind === 'control' || (found.kind === 'value' && alone);
    parts.push(
      found.kind === 'value' && !alone
        ? HOLE.repeat(written.length)
        : blank(written, alone || found.kind === 'comment'),
    );
    from = found.end;
  }
  if (parts.length === 0) return undefined;
  parts.push(text.slice(from));
  return { text: parts.join(''), control };
}

/** Whether a change of this stretch would touch a placeholder or a line of control. */
export function touchesPlaceholder(text: string, { offset, end }: Span): boolean {
  const masked = maskTemplate(text)?.text;
  if (masked === undefined) return false;
  const isFilled = (at: number): boolean => masked[at] !== text[at];
  // Something put in at the edge of a placeholder leaves it whole.
  if (offset === end) return offset > 0 && isFilled(offset - 1) && isFilled(offset);
  for (let at = offset; at < end; at++) if (isFilled(at)) return true;
  return false;
}

/** Blanks (line breaks kept) for what stands alone; else letters, since a part of a value is not known. */
function blank(written: string, alone: boolean): string {
  return alone ? written.replaceAll(/[^\r\n]/g, ' ') : HOLE.repeat(written.length);
}

interface Construct {
  readonly offset: number;
  readonly end: number;
  readonly kind: Form['kind'];
}

/** The constructs of a text in their order; one inside another is passed over by the caller. */
function constructs(text: string): Construct[] {
  const found: Construct[] = [];
  /** Where each closing sign stands next, so that no stretch is searched twice. */
  const closes = new Map<string, number>();
  const closeOf = (sign: string, from: number): number => {
    let at = closes.get(sign) ?? -1;
    if (at < from) {
      at = text.indexOf(sign, from);
      if (at < 0) at = text.length;
      closes.set(sign, at);
    }
    return at;
  };
  let nextBlock = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign !== '{' && sign !== '<' && sign !== '[') continue;
    const form = FORMS.find((one) => text.startsWith(one.open, at));
    const end = form ? closeOf(form.close, at + form.open.length) : text.length;
    if (form && end < text.length && end - at <= LONGEST) {
      found.push({ offset: at, end: end + form.close.length, kind: form.kind });
      at = end + form.close.length - 1;
    } else if (sign === '{' && at >= nextBlock && beginsBlock(text, at)) {
      const close = closingBrace(text, at);
      nextBlock = close > 0 ? close : at + LONGEST;
      if (close > 0) {
        found.push({ offset: at, end: close, kind: 'control' });
        at = close - 1;
      }
    }
  }
  for (const match of text.matchAll(WORDS)) {
    found.push({ offset: match.index, end: match.index + match[0].length, kind: 'value' });
  }
  return found.sort((a, b) => a.offset - b.offset || b.end - a.end);
}

/** Perl's Text::Template: code stands in braces; a block of it begins and ends a line. */
function beginsBlock(text: string, at: number): boolean {
  return /^[ \t]*$/.test(lineBefore(text, at)) && /^\{[ \t]*(?:[\r\n]|\$\w)/.test(text.slice(at, at + 200));
}

/** Behind the brace that closes the one at `open`; 0 when none does. Strings are not looked into. */
function closingBrace(text: string, open: number): number {
  let depth = 0;
  const last = Math.min(text.length, open + LONGEST);
  for (let at = open; at < last; at++) {
    const sign = text.charAt(at);
    if (sign === '{') depth++;
    else if (sign === '}' && --depth === 0) return at + 1;
  }
  return 0;
}

/** Constructs that print nothing by themselves. */
const SILENT = /(?:\{%|<%|\{#)[^{}<>]*(?:%\}|%>|#\})/g;

/** Whether a piece of a line has nothing but such constructs, blanks, and a comment at its end. */
function saysNothing(piece: string): boolean {
  return /^\s*(?:#.*)?$/.test(piece.replaceAll(SILENT, ''));
}

/** Whether nothing that ends up in the file stands beside it on its lines. */
function isAlone(text: string, offset: number, end: number): boolean {
  const after = text.slice(end, end + NEAR).split(/\r?\n/, 1)[0] ?? '';
  const before = lineBefore(text, offset);
  return !before.includes('#') && saysNothing(before) && saysNothing(after);
}

/** How far a line is looked at to either side of a place (UTF-16 units). */
const NEAR = 300;

/** The line up to an offset, no more of it than `NEAR`. */
function lineBefore(text: string, offset: number): string {
  const near = text.slice(Math.max(0, offset - NEAR), offset);
  return near.slice(near.lastIndexOf('\n') + 1);
}
