import { mergeResult } from './merge-result.ts';
import type { PairResult } from './pair-result.ts';
import type { ResultBook } from './result-book.ts';

const DATABASE = 'semblance-pairs';
const TABLE = 'results';

interface Row {
  readonly settings: string;
  readonly key: string;
  readonly result: PairResult;
}

/** Results in IndexedDB, one record a pair. Where the browser refuses storage, runs work but do not outlive the page. */
export class BrowserBook implements ResultBook {
  private database: Promise<IDBDatabase> | null = null;

  async read(settings: string): Promise<readonly PairResult[]> {
    const rows = await this.within('readonly', (table) => table.index('settings').getAll(settings));
    return (rows as Row[]).map(({ result }) => result);
  }

  async write(settings: string, result: PairResult): Promise<void> {
    const older = (await this.within('readonly', (table) => table.get([settings, result.key]))) as
      | Row
      | undefined;
    const row: Row = { settings, key: result.key, result: mergeResult(older?.result, result) };
    await this.within('readwrite', (table) => table.put(row));
  }

  async clear(settings: string): Promise<void> {
    const keys = await this.within('readonly', (table) => table.index('settings').getAllKeys(settings));
    for (const key of keys) await this.within('readwrite', (table) => table.delete(key));
  }

  private async within<T>(
    mode: IDBTransactionMode,
    ask: (table: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> {
    this.database ??= open();
    const table = (await this.database).transaction(TABLE, mode).objectStore(TABLE);
    return settled(ask(table));
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    const table = request.result.createObjectStore(TABLE, { keyPath: ['settings', 'key'] });
    table.createIndex('settings', 'settings');
  };
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('storage failed'));
  });
}
