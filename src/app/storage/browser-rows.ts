import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { Row, RowId, Rows, ShelfId } from './rows.ts';

interface Schema extends DBSchema {
  tab: { key: RowId; value: Row };
  kept: { key: RowId; value: Row };
  secrets: { key: string; value: Uint8Array<ArrayBuffer> };
}

/** A database is opened, and a call answered, within milliseconds; one that another page holds in an upgrade never is. */
const PATIENCE = 3000;
/** Of a slow disk. */
const BYTES_PER_MS = 5000;

/** Rows in IndexedDB: one database for each place that the page is served from. */
export class BrowserRows implements Rows {
  private readonly name: string;
  private opened: Promise<IDBPDatabase<Schema>> | null = null;
  /** It has not opened in time; those who come after do not wait once more. */
  private stuck = false;
  private isShut = false;

  constructor(name: string) {
    this.name = name;
  }

  async get(shelf: ShelfId, ids: readonly RowId[]): Promise<readonly (Row | undefined)[]> {
    return this.use(async (db) => {
      const { store } = db.transaction(shelf);
      return Promise.all(ids.map((id) => store.get(id)));
    });
  }

  async below(shelf: ShelfId, prefix: readonly (string | number)[]): Promise<readonly Row[]> {
    // An array is greater than every number and text (IndexedDB, “key comparison”).
    const range = IDBKeyRange.bound(prefix, [...prefix, []]);
    return this.use((db) => db.getAll(shelf, range));
  }

  async put(shelf: ShelfId, row: Row): Promise<void> {
    // A network of hundreds of megabytes takes its time.
    await this.use((db) => db.put(shelf, row), PATIENCE + row.bytes / BYTES_PER_MS);
  }

  async remove(shelf: ShelfId, ids: readonly RowId[]): Promise<void> {
    await this.use(async (db) => {
      const transaction = db.transaction(shelf, 'readwrite');
      await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
    });
  }

  async salt(): Promise<Uint8Array<ArrayBuffer>> {
    const fresh = crypto.getRandomValues(new Uint8Array(32));
    return this.use(async (db) => {
      const { store, done } = db.transaction('secrets', 'readwrite');
      const salt = (await store.get('salt')) ?? fresh;
      await store.put(salt, 'salt');
      await done;
      return salt;
    });
  }

  async destroy(): Promise<void> {
    // Emptied first: another page that will not let go of the database keeps an empty one.
    const emptied = this.use(async (db) => {
      const names = ['tab', 'kept', 'secrets'] as const;
      const transaction = db.transaction(names, 'readwrite');
      await Promise.all([...names.map((name) => transaction.objectStore(name).clear()), transaction.done]);
    });
    const failed = await emptied.then(
      () => null,
      (error: unknown) => error,
    );
    (await this.opened?.catch(() => null))?.close();
    this.opened = null;
    const removed = removeDatabase(this.name);
    if (failed !== null) await removed;
    else await removed.catch(() => undefined);
  }

  shut(): void {
    this.isShut = true;
    void this.opened?.then((db) => db.close()).catch(() => undefined);
    this.opened = null;
  }

  private async use<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>, patience = PATIENCE): Promise<T> {
    if (this.isShut) throw new Error('forgotten');
    if (this.stuck) throw new Error('the database did not open');
    this.opened ??= this.open();
    const opened = this.opened;
    const db = await within(PATIENCE, 'opening the database', opened).catch((error: unknown) => {
      this.stuck = true;
      void opened.then(
        () => {
          this.stuck = false;
        },
        () => {
          // Refused (a private window, a newer version): the next call asks again.
          this.stuck = false;
          this.opened = null;
        },
      );
      throw error;
    });
    return within(patience, 'the database’s answer', work(db));
  }

  private open(): Promise<IDBPDatabase<Schema>> {
    const lost = () => {
      this.opened = null;
    };
    return openDB<Schema>(this.name, 1, {
      upgrade(db) {
        db.createObjectStore('tab', { keyPath: 'id' });
        db.createObjectStore('kept', { keyPath: 'id' });
        db.createObjectStore('secrets');
      },
      // A newer page, or one that forgets everything, waits for this one.
      blocking: (_now, wanted, event) => {
        (event.target as IDBDatabase).close();
        lost();
        // It is being removed, as the message to this tab says too, which may come later: it is not made anew from here.
        if (wanted === null) this.isShut = true;
      },
      terminated: lost,
    });
  }
}

/** Rejects when another page does not let go of it in time. */
export const removeDatabase = (name: string): Promise<void> =>
  within(PATIENCE, 'removing the database', deleteDB(name));

/** What the work gives, unless it takes longer: then an Error that says what was waited for. */
function within<T>(milliseconds: number, what: string, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what} took over ${milliseconds} ms`)), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
