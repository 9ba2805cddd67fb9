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

  /** The pages of a test share these rows: one that has let go of them does not call any more. */
  shut(): void {
    // Nothing to close.
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

/** What a BroadcastChannel is to the pages of one browser. */
class MemoryChannel {
  onmessage: BroadcastChannel['onmessage'] = null;
  private readonly all: Set<MemoryChannel>;

  constructor(all: Set<MemoryChannel>) {
    this.all = all;
    all.add(this);
  }

  postMessage(data: unknown): void {
    for (const other of this.all)
      if (other !== this)
        queueMicrotask(() => {
          other.onmessage?.call(other as unknown as BroadcastChannel, new MessageEvent('message', { data }));
        });
  }
}

/** A browser: what is stored in it, and pages in its tabs. */
export class MemoryBrowser {
  readonly rows = new MemoryRows();
  readonly local = new MemoryTexts();
  readonly dropped: number[] = [];
  /** Pages that were told that another one forgot everything. */
  told = 0;
  /** Whether the tab that a page is in was duplicated, and its twin has claimed their records. */
  hasTwin = false;
  private readonly channels = new Set<MemoryChannel>();

  /** The storage of a page in the tab with this session; of a new tab where none is given. */
  page(session = new MemoryTexts(), change: Partial<Ground> = {}, base = 'https://host/here/'): Storage {
    const news = {
      dropped: (count: number) => this.dropped.push(count),
      forgottenElsewhere: () => {
        this.told++;
      },
    };
    return new Storage(base, news, {
      rows: this.rows,
      session: () => session,
      local: () => this.local,
      removeLegacy: () => Promise.resolve(),
      claim: () => Promise.resolve(!this.hasTwin),
      channel: () => new MemoryChannel(this.channels),
      ...change,
    });
  }
}
