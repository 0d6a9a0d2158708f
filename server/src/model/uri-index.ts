/** Keys and the files that have them, in the order of their URIs, so that no answer depends on which file came first. */

export class UriIndex {
  readonly #uris = new Map<string, string[]>();

  get(key: string): readonly string[] {
    return this.#uris.get(key) ?? [];
  }

  add(key: string, uri: string): void {
    const uris = this.#uris.get(key);
    if (!uris) {
      this.#uris.set(key, [uri]);
      return;
    }
    const at = firstFrom(uris, uri);
    if (uris[at] !== uri) uris.splice(at, 0, uri);
  }

  /** Takes in all of another index; where this one has a key already, the other's files count. */
  addAll(other: UriIndex): void {
    for (const [key, uris] of other.#uris) this.#uris.set(key, [...uris]);
  }

  remove(key: string, uri: string): void {
    const uris = this.#uris.get(key);
    const at = uris ? firstFrom(uris, uri) : 0;
    if (uris?.[at] !== uri) return;
    uris.splice(at, 1);
    if (uris.length === 0) this.#uris.delete(key);
  }
}

/** Index of the first entry that is not before `uri`. */
function firstFrom(uris: readonly string[], uri: string): number {
  let low = 0;
  let high = uris.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((uris[middle] as string) < uri) low = middle + 1;
    else high = middle;
  }
  return low;
}
