/**
 * One key for each file. Editors spell URIs differently (`web+1.cfg` and `web%2B1.cfg`, `%7E` and `~`, a raw `é`, `C:`
 * and `c%3A`); inside the server there is one spelling only, and answers use the one by which the client opened a file.
 */
import { URI } from 'vscode-uri';

/** The one spelling of a URI inside the server; the text itself where it is not a URI. */
export function uriKey(uri: string): string {
  try {
    return URI.parse(uri).toString();
  } catch {
    return uri;
  }
}

/** The same for a folder, without a slash at its end. */
export function folderKey(uri: string): string {
  const key = uriKey(uri);
  return key.endsWith(':///') ? key : key.replace(/\/+$/, '');
}

/** Whether a file is the folder or lies below it; both are keys. */
export function isBelow(uri: string, folder: string): boolean {
  return uri === folder || uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The fields of the protocol's answers that hold the URI of a file. */
const FIELDS: ReadonlySet<string> = new Set(['uri', 'target', 'targetUri']);

/** How the client spells the files that it has opened, where that differs from the key. */
export class Spellings {
  readonly #own = new Map<string, string>();

  /** Takes in the client's spelling; gives the key, and whether the client knew the file by another spelling before. */
  learn(uri: string): { readonly key: string; readonly before: string | undefined } {
    const key = uriKey(uri);
    const before = this.of(key);
    if (uri === key) this.#own.delete(key);
    else this.#own.set(key, uri);
    return { key, before: before === uri ? undefined : before };
  }

  /** The spelling to use towards the client. */
  of(key: string): string {
    return this.#own.get(key) ?? key;
  }

  /** An answer with the client's spellings in it. */
  in<R>(answer: R): R {
    return this.#own.size === 0 ? answer : (this.#respelled(answer) as R);
  }

  #respelled(value: unknown): unknown {
    if (Array.isArray(value)) {
      // Numbers are packed colours: there may be hundreds of thousands.
      return typeof value[0] === 'number' ? value : value.map((one) => this.#respelled(one));
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => {
        if (typeof one === 'string') return [name, FIELDS.has(name) ? this.of(one) : one];
        if (name !== 'changes' || Array.isArray(one) || typeof one !== 'object' || one === null)
          return [name, this.#respelled(one)];
        return [name, Object.fromEntries(Object.entries(one).map(([uri, edits]) => [this.of(uri), edits]))];
      }),
    );
  }
}
