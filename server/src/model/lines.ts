/** Lines and columns of a file, counted when somebody asks, once a version. */
import { type Position, type Range, TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../syntax/span.ts';

interface Text {
  readonly uri: string;
  readonly text: string;
  readonly version: number;
}

const documents = new WeakMap<Text, TextDocument>();

/** The file as a document that converts between offsets and positions. */
export function documentOf(file: Text): TextDocument {
  let document = documents.get(file);
  if (!document) {
    document = TextDocument.create(file.uri, '', file.version, file.text);
    documents.set(file, document);
  }
  return document;
}

/** Line and column, both from 0, the column in UTF-16 units. */
export function positionOf(file: Text, offset: number): Position {
  return documentOf(file).positionAt(offset);
}

export function rangeOf(file: Text, span: Span): Range {
  return { start: positionOf(file, span.offset), end: positionOf(file, span.end) };
}
