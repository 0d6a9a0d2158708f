/** The edits that fixes are made of. */
import type { SourceFile } from '../model/source-file.ts';
import type { Span } from '../syntax/span.ts';
import type { Fix, TextEdit } from './rule.ts';

export function replace(file: SourceFile, span: Span, newText: string): TextEdit {
  return { uri: file.uri, span: { offset: span.offset, end: span.end }, newText };
}

export function insert(file: SourceFile, offset: number, newText: string): TextEdit {
  return replace(file, { offset, end: offset }, newText);
}

export function remove(file: SourceFile, span: Span): TextEdit {
  return replace(file, span, '');
}

/** A fix with one edit. */
export function fixBy(title: string, edit: TextEdit, more: Omit<Fix, 'title' | 'edits'> = {}): Fix {
  return { title, edits: [edit], ...more };
}

/** The line break that the file uses. */
export function lineBreakOf(file: SourceFile): string {
  return file.text.includes('\r\n') ? '\r\n' : '\n';
}
