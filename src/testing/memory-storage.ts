import type { Row, RowId, Rows, ShelfId } from '../app/storage/rows.ts';
import { type Ground, Storage } from '../app/storage/storage.ts';

/** Rows as the database orders them, in memory: what a browser keeps while pages come and go. */
export class MemoryRows implements Rows {
  readonly shelves: Record<ShelfId, Map<string, Row>> = { tab: new Map(), kept: new Map() };
  private secret: Uint8Array<ArrayBuffer> | null = null;

  get(shelf: ShelfId, ids: readonly RowId[]): Promise<readonly (Row | undefined)[]> {
    return Promise.resolve(ids.map((id) => structuredClone(this.shelves[shelf].get(JSON.stringify(id)))));
  }

  below(shelf: ShelfId, prefix: readonly (string | number)[]): Promise<readonly Row[]> {
    const rows = [...this.shelves[shelf].values()];
    return Promise.resolve(
      structuredClone(rows.filter(({ id }) => prefix.every((part, index) => id[index] === part))),
    );
  }

  put(shelf: ShelfId, row: Row): Promise<void> {
    this.shelves[shelf].set(JSON.stringify(row.id), structuredClone(row));
    return Promise.resolve();
  }

  remove(shelf: ShelfId, ids: readonly RowId[]): Promise<void> {
    for (const id of ids) this.shelves[shelf].delete(JSON.stringify(id));
    return Promise.resolve();
  }

  salt(): Promise<Uint8Array<ArrayBuffer>> {
    this.secret ??= crypto.getRandomValues(new Uint8Array(32));
    return Promise.resolve(this.secret);
  }

  destroy(): Promise<void> {
    this.shelves.tab.clear();
    this.shelves.kept.clear();
    this.secret = null;
    return Promise.resolve();
  }
}

/** A store of texts, as localStorage and sessionStorage are. */
export class MemoryTexts {
  readonly texts = new Map<string, string>();

  get length(): number {
    return this.texts.size;
  }

  key(index: number): string | null {
    return [...this.texts.keys()][index] ?? null;
  }

  getItem(name: string): string | null {
    return this.texts.get(name) ?? null;
  }

  setItem(name: string, text: string): void {
    this.texts.set(name, text);
  }

  removeItem(name: string): void {
    this.texts.delete(name);
  }
}

/** A browser: what is stored in it, and pages in its tabs. */
export class MemoryBrowser {
  readonly rows = new MemoryRows();
  readonly local = new MemoryTexts();
  readonly dropped: number[] = [];

  /** The storage of a page in the tab with this session; of a new tab where none is given. */
  page(session = new MemoryTexts(), change: Partial<Ground> = {}, base = 'https://host/here/'): Storage {
    return new Storage(base, (count) => this.dropped.push(count), {
      rows: this.rows,
      session: () => session,
      local: () => this.local,
      removeLegacy: () => Promise.resolve(),
      ...change,
    });
  }
}
