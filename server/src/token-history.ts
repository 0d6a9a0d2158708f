/** Remembers the colours that an editor got last for each file, so that only what changed is sent. */
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver-types';
import { tokenEdits } from './features/semantic-tokens.ts';

export class TokenHistory {
  readonly #last = new Map<string, { readonly id: string; readonly data: number[] }>();
  #count = 0;

  /** All colours of a file. */
  full(uri: string, data: number[]): SemanticTokens {
    const resultId = String(++this.#count);
    this.#last.set(uri, { id: resultId, data });
    return { resultId, data };
  }

  /** What changed since the answer with this id; all colours where that answer is not the last one. */
  delta(uri: string, previousId: string, data: number[]): SemanticTokens | SemanticTokensDelta {
    const before = this.#last.get(uri);
    const { resultId } = this.full(uri, data);
    if (before?.id !== previousId) return { resultId, data };
    return { resultId, edits: tokenEdits(before.data, data) };
  }

  forget(uri: string): void {
    this.#last.delete(uri);
  }
}
