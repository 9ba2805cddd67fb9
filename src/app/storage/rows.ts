/** Which of the two classes that outlive a page: `tab` as long as the tab does, `kept` until it is forgotten. */
export type ShelfId = 'tab' | 'kept';

/** `[tab, kind, version, network, group, key]`: everything that tells one record from another. `tab` is '' if kept. */
export type RowId = [tab: string, kind: string, version: number, network: string, group: string, key: string];

/** A record as it lies in the database. What is in it is as good as what anybody of this origin put there. */
export interface Row {
  readonly id: RowId;
  /** Milliseconds since 1970 when it was last written. */
  readonly saved: number;
  readonly bytes: number;
  /** On `tab`: sealed bytes. */
  readonly value: unknown;
  readonly blob?: unknown;
}

/** Where rows lie. Every call rejects, within seconds, where the browser keeps nothing. */
export interface Rows {
  get(shelf: ShelfId, ids: readonly RowId[]): Promise<readonly (Row | undefined)[]>;
  /** All whose id begins so. */
  below(shelf: ShelfId, prefix: readonly (string | number)[]): Promise<readonly Row[]>;
  put(shelf: ShelfId, row: Row): Promise<void>;
  remove(shelf: ShelfId, ids: readonly RowId[]): Promise<void>;
  /** Random, made the first time, as long as the database lives: what keys of the kept shelf are hashed with. */
  salt(): Promise<Uint8Array<ArrayBuffer>>;
  /** Removes the database; it is made anew when it is next written to. */
  destroy(): Promise<void>;
  /** Nothing is read or written from now on; what is under way ends. */
  shut(): void;
}
