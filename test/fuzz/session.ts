/** One server with a small workspace, and the checks of what it answers. */
import type { TextEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Grammar, Random } from '../conformance/generator.ts';
import { requestsAt } from './features.ts';
import { MemoryClient } from './memory-client.ts';

/** A request that cannot be met may be refused in words; every other error is a fault. */
const REFUSALS = new Set([-32803, -32602]);

type Place = { line: number; character: number };

export class Session {
  requests = 0;
  readonly #client: MemoryClient;
  readonly #documents = new Map<string, TextDocument>();

  private constructor(client: MemoryClient) {
    this.#client = client;
  }

  static async start(): Promise<Session> {
    return new Session(await MemoryClient.start());
  }

  end(): void {
    this.#client.connection.dispose();
  }

  /** Shows the server a text and asks for everything at `places` places; says what went wrong. */
  async probe(grammar: Grammar, text: string, next: Random, places: number): Promise<string | undefined> {
    const document = await this.#show(grammar, text);
    for (let place = 0; place < places; place++) {
      for (const { method, params } of requestsAt(this.#client.capabilities, document, next)) {
        const wrong = await this.#ask(method, params, document, next);
        if (wrong) return wrong;
      }
    }
    const found = this.#client.diagnostics.get(document.uri);
    if (found) {
      const wrong = this.#misplaced(found, document);
      if (wrong) return `publishDiagnostics: ${wrong}`;
    }
    const [error] = this.#client.errors.splice(0);
    return error;
  }

  async #show(grammar: Grammar, text: string): Promise<TextDocument> {
    const uri = `file:///fuzz/${grammar.toolstack}/${grammar.path}`;
    const before = this.#documents.get(uri);
    const version = (before?.version ?? 0) + 1;
    const document = TextDocument.create(uri, grammar.language, version, text);
    this.#documents.set(uri, document);
    if (before) {
      await this.#client.notify('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      });
    } else {
      await this.#client.notify('textDocument/didOpen', {
        textDocument: { uri, languageId: grammar.language, version, text },
      });
    }
    return document;
  }

  async #ask(method: string, params: unknown, document: TextDocument, next: Random): Promise<string | undefined> {
    this.requests++;
    let answer: unknown;
    try {
      answer = await this.#client.request(method, params);
    } catch (error) {
      const { code, message } = error as { code?: number; message: string };
      return code !== undefined && REFUSALS.has(code) ? undefined : `${method} fails: ${message}`;
    }
    const wrong = this.#misplaced(answer, document) ?? this.#wrongEdits(method, answer, document);
    if (wrong) return `${method}: ${wrong}`;
    if (method === 'textDocument/completion') return this.#resolve(answer, next);
    return undefined;
  }

  async #resolve(answer: unknown, next: Random): Promise<string | undefined> {
    const items = (answer as { items?: object[] } | null)?.items ?? [];
    const item = items[Math.floor(next() * items.length)];
    if (!item) return undefined;
    try {
      await this.#client.request('completionItem/resolve', item);
    } catch (error) {
      return `completionItem/resolve fails: ${(error as Error).message}`;
    }
    return undefined;
  }

  /** Every range in an answer lies in the document that it speaks of. */
  #misplaced(answer: unknown, document: TextDocument): string | undefined {
    const pending: { value: unknown; document: TextDocument }[] = [{ value: answer, document }];
    for (let one = pending.pop(); one; one = pending.pop()) {
      if (typeof one.value !== 'object' || one.value === null) continue;
      const { start, end, uri, textDocument } = one.value as { start?: Place; end?: Place; uri?: string; textDocument?: { uri?: string } }; // biome-ignore format: one shape
      const other = this.#documents.get(uri ?? textDocument?.uri ?? '') ?? one.document;
      if (start && end && !(inside(start, other) && inside(end, other) && other.offsetAt(start) <= other.offsetAt(end)))
        return `a range is out of the text: ${JSON.stringify(one.value)}`;
      for (const [key, value] of Object.entries(one.value)) {
        const named = this.#documents.get(key); // WorkspaceEdit.changes
        pending.push({ value, document: named ?? other });
      }
    }
    return undefined;
  }

  /** Edits of one file do not overlap, and can be applied. */
  #wrongEdits(method: string, answer: unknown, document: TextDocument): string | undefined {
    const sets: { title: string; uri: string; edits: TextEdit[] }[] = [];
    if (/formatting$/i.test(method) && Array.isArray(answer))
      sets.push({ title: method, uri: document.uri, edits: answer });
    const actions = method === 'textDocument/codeAction' ? ((answer as object[] | null) ?? []) : [{ edit: answer }];
    for (const { title, edit } of actions as { title?: string; edit?: { documentChanges?: object[] } | null }[]) {
      if (!Array.isArray(edit?.documentChanges)) continue;
      for (const change of edit.documentChanges as { textDocument?: { uri: string }; edits?: TextEdit[] }[])
        if (change.textDocument && change.edits) sets.push({ title: title ?? method, uri: change.textDocument.uri, edits: change.edits }); // biome-ignore format: one change
    }
    for (const { title, uri, edits } of sets) {
      const target = this.#documents.get(uri);
      if (!target) return `"${title}" changes a file that is not there: ${uri}`;
      try {
        const after = TextDocument.applyEdits(target, edits);
        if (edits.length > 0 && after === target.getText()) return `"${title}" changes nothing`;
      } catch (error) {
        return `"${title}" has edits that overlap: ${(error as Error).message} ${JSON.stringify(edits)}`;
      }
    }
    return undefined;
  }
}

function inside({ line, character }: Place, document: TextDocument): boolean {
  if (line < 0 || character < 0 || line >= document.lineCount) return false;
  const begin = document.offsetAt({ line, character: 0 });
  const end =
    line + 1 < document.lineCount ? document.offsetAt({ line: line + 1, character: 0 }) : document.getText().length;
  return begin + character <= end;
}
