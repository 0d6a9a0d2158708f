/**
 * The documents that an editor shows, by the key of their URI (see uris.ts). What an editor sends is looked at before it
 * is believed: a message of the wrong shape is refused, and nothing else suffers.
 */
import {
  type Connection,
  type DidChangeTextDocumentParams,
  type Disposable,
  type NotificationHandler,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isRecord } from './read-settings.ts';
import { type Spellings, uriKey } from './uris.ts';

export class OpenDocuments {
  readonly #documents = new TextDocuments(TextDocument);
  /** Key -> the spellings under which it is open; nearly always one. */
  readonly #spelled = new Map<string, Set<string>>();

  /** `respelled` hears of a file that the client knew by another spelling until now. */
  listen(
    connection: Connection,
    spellings: Spellings,
    respelled: (before: string) => void,
    onChange: (document: TextDocument) => void,
    onClose: (key: string) => void,
    onSave: (key: string) => void,
  ): void {
    this.#documents.onDidChangeContent(({ document }) => onChange(document));
    this.#documents.onDidClose(({ document }) => onClose(document.uri));
    this.#documents.onDidSave(({ document }) => onSave(document.uri));
    const keyed =
      <P extends { textDocument: { uri: string } }>(
        listen: (handler: NotificationHandler<P>) => Disposable,
        fits: (params: unknown) => boolean,
        takes: (uri: string) => boolean,
      ) =>
      (handler: NotificationHandler<P>): Disposable =>
        listen((params) => {
          if (!fits(params)) {
            connection.console.warn(`A message about a document was left out: ${shape(params)}`);
            return;
          }
          const { uri } = params.textDocument;
          if (takes(uri)) handler({ ...params, textDocument: { ...params.textDocument, uri: uriKey(uri) } });
        });
    this.#documents.listen({
      ...connection,
      onDidOpenTextDocument: keyed(connection.onDidOpenTextDocument, isOpening, (uri) => {
        const { key, before } = spellings.learn(uri);
        if (before !== undefined) respelled(before);
        this.#spelled.set(key, (this.#spelled.get(key) ?? new Set()).add(uri));
        return true;
      }),
      onDidChangeTextDocument: keyed(connection.onDidChangeTextDocument, isChange, (uri) => this.has(uriKey(uri))),
      onDidCloseTextDocument: keyed(connection.onDidCloseTextDocument, isAboutDocument, (uri) => {
        const key = uriKey(uri);
        const spelled = this.#spelled.get(key);
        spelled?.delete(uri);
        if (spelled && spelled.size > 0) return false;
        return this.#spelled.delete(key);
      }),
      onDidSaveTextDocument: keyed(connection.onDidSaveTextDocument, isAboutDocument, (uri) => this.has(uriKey(uri))),
    });
  }

  has(key: string): boolean {
    return this.#documents.get(key) !== undefined;
  }

  get(key: string): TextDocument | undefined {
    return this.#documents.get(key);
  }

  all(): TextDocument[] {
    return this.#documents.all();
  }

  keys(): string[] {
    return this.#documents.keys();
  }
}

function isAboutDocument(params: unknown): params is { textDocument: Record<string, unknown> } {
  return isRecord(params) && isRecord(params.textDocument) && typeof params.textDocument.uri === 'string';
}

function isOpening(params: unknown): boolean {
  if (!isAboutDocument(params)) return false;
  const { languageId, version, text } = params.textDocument;
  return typeof languageId === 'string' && typeof version === 'number' && typeof text === 'string';
}

function isChange(params: unknown): params is DidChangeTextDocumentParams {
  if (!isAboutDocument(params) || typeof params.textDocument.version !== 'number') return false;
  const { contentChanges } = params as { contentChanges?: unknown };
  return (
    Array.isArray(contentChanges) &&
    contentChanges.every(
      (change) =>
        isRecord(change) && typeof change.text === 'string' && (change.range === undefined || isRange(change.range)),
    )
  );
}

function isRange(range: unknown): boolean {
  const isPosition = (one: unknown): boolean =>
    isRecord(one) && typeof one.line === 'number' && typeof one.character === 'number';
  return isRecord(range) && isPosition(range.start) && isPosition(range.end);
}

/** The beginning of a message, for the log. */
function shape(params: unknown): string {
  return (JSON.stringify(params) ?? 'nothing').slice(0, 200);
}
