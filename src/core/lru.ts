/** Keeps the entries that were set or asked for last, `capacity` of them. */
export class Lru<K, V> {
  /** Oldest first. */
  private readonly entries = new Map<K, V>();
  private readonly capacity: number;
  private readonly release: ((value: V) => void) | undefined;

  /** @param release told of every value that is kept no longer, for what has to be given back by hand. */
  constructor(capacity: number, release?: (value: V) => void) {
    this.capacity = capacity;
    this.release = release;
  }

  get size(): number {
    return this.entries.size;
  }

  /** The entry becomes the newest. */
  get(key: K): V | undefined {
    const value = this.entries.get(key);
    if (value !== undefined) {
      this.entries.delete(key);
      this.entries.set(key, value);
    }
    return value;
  }

  set(key: K, value: V): void {
    if (this.entries.get(key) === value) this.entries.delete(key);
    else this.delete(key);
    this.entries.set(key, value);
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.capacity) return;
      this.delete(oldest);
    }
  }

  /** What is kept, or else made now. */
  getOr(key: K, make: () => V): V {
    const known = this.get(key);
    if (known !== undefined) return known;
    const value = make();
    this.set(key, value);
    return value;
  }

  delete(key: K): void {
    const value = this.entries.get(key);
    if (value === undefined) return;
    this.entries.delete(key);
    this.release?.(value);
  }

  clear(): void {
    for (const key of [...this.entries.keys()]) this.delete(key);
  }
}

/** Like {@link Lru.getOr}, for values that take time: all who ask share one attempt, and a failed one is made again. */
export function awaited<K, V>(kept: Lru<K, Promise<V>>, key: K, make: () => Promise<V>): Promise<V> {
  return kept.getOr(key, () => {
    const coming = make();
    coming.catch(() => {
      // It may have fallen out meanwhile, and another attempt have come in.
      if (kept.get(key) === coming) kept.delete(key);
    });
    return coming;
  });
}
