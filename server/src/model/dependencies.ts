/** Who read what: so that a change reaches everything that was made from it, and nothing else. */

export class Dependencies {
  readonly #readers = new Map<string, Set<string>>();
  readonly #reads = new Map<string, ReadonlySet<string>>();
  #reading: Set<string> | undefined;

  /** Computes something for `reader`, and remembers in place of what it read before what it reads now. */
  observe<R>(reader: string, compute: () => R): R {
    const outer = this.#reading;
    const reads = new Set<string>();
    this.#reading = reads;
    try {
      return compute();
    } finally {
      this.#reading = outer;
      this.#replace(reader, reads);
    }
  }

  /** Called by whoever is asked: what is computed at this moment depends on `key`. */
  read(key: string): void {
    this.#reading?.add(key);
  }

  readersOf(key: string): Iterable<string> {
    return this.#readers.get(key) ?? NOBODY;
  }

  forget(reader: string): void {
    this.#replace(reader, NOTHING);
    this.#reads.delete(reader);
  }

  #replace(reader: string, reads: ReadonlySet<string>): void {
    const before = this.#reads.get(reader) ?? NOTHING;
    for (const key of before) {
      if (reads.has(key)) continue;
      const readers = this.#readers.get(key);
      readers?.delete(reader);
      if (readers?.size === 0) this.#readers.delete(key);
    }
    for (const key of reads) {
      if (before.has(key)) continue;
      const readers = this.#readers.get(key);
      if (readers) readers.add(reader);
      else this.#readers.set(key, new Set([reader]));
    }
    this.#reads.set(reader, reads);
  }
}

const NOTHING: ReadonlySet<string> = new Set();
const NOBODY: readonly string[] = [];
