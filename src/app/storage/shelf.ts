import { type Kind, readAs, versionsOf } from './kind.ts';
import type { Row, RowId, Rows, ShelfId } from './rows.ts';

/** Which record of a kind. Group and key are hashed under a secret before they become a name in the database. */
export interface Place {
  /** sha-256 of the network that it depends on; left out where it depends on none. */
  readonly network?: string;
  /** What is removed together, e.g. one run or one gallery. */
  readonly group?: string;
  readonly key: string;
}

export interface Item<T> {
  readonly value: T;
  readonly blob: Blob | null;
}

/** For a list of what is stored. */
export interface Entry {
  readonly kind: string;
  readonly network: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly saved: number;
  remove(): Promise<void>;
}

/** How a shelf's rows are named and written. */
export interface Writing {
  /** '' where rows belong to no tab. */
  readonly tab: string;
  hash(text: string): Promise<string>;
  seal(value: unknown, blob: Blob | null, place: string): Promise<Pick<Row, 'value' | 'blob' | 'bytes'>>;
  /** @throws when it is not this shelf's writing. */
  open(row: Row, place: string): Promise<{ readonly value: unknown; readonly blob: Blob | null }>;
}

/**
 * Records, each with bytes of its own if it likes, of one class. No call rejects or waits for ever: where the browser
 * keeps nothing, nothing is found, and `put` says false. Rows that do not pass their kind's schema are removed.
 */
export class Shelf {
  private readonly id: ShelfId;
  private readonly rows: Rows;
  private readonly writing: () => Promise<Writing>;
  /** Told how many rows were no good and are gone. */
  private readonly dropped: (count: number) => void;

  constructor(id: ShelfId, rows: Rows, writing: () => Promise<Writing>, dropped: (count: number) => void) {
    this.id = id;
    this.rows = rows;
    this.writing = writing;
    this.dropped = dropped;
  }

  async get<T>(kind: Kind<T>, place: Place): Promise<Item<T> | null> {
    return (await this.find(kind, place, [place.key])).get(place.key) ?? null;
  }

  /** Those of these keys that are there, by key. */
  async find<T>(
    kind: Kind<T>,
    { network = '', group = '' }: Omit<Place, 'key'>,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, Item<T>>> {
    const found = new Map<string, Item<T>>();
    return this.safely(found, async (writing) => {
      const inGroup = await writing.hash(group);
      const hashed = await Promise.all(keys.map((key) => writing.hash(key)));
      for (const version of versionsOf(kind)) {
        const ids = hashed.map((key): RowId => [writing.tab, kind.id, version, network, inGroup, key]);
        const rows = await this.rows.get(this.id, ids);
        const items = await this.openAll(kind, rows);
        for (const [index, item] of items.entries()) {
          const key = keys[index]!;
          if (item && !found.has(key)) found.set(key, item);
        }
      }
      return found;
    });
  }

  /** All of a kind, or of one group of it, newest version first. */
  async all<T>(kind: Kind<T>, { network, group }: Omit<Place, 'key'> = {}): Promise<readonly Item<T>[]> {
    return this.safely([] as readonly Item<T>[], async (writing) => {
      const rows = await this.rowsOf(writing, kind, network, group);
      return (await this.openAll(kind, rows)).filter((item) => item !== null);
    });
  }

  /** Whether it is stored now. */
  async put<T>(kind: Kind<T>, place: Place, value: T, blob: Blob | null = null): Promise<boolean> {
    return this.safely(false, async (writing) => {
      const [group, key] = await Promise.all([writing.hash(place.group ?? ''), writing.hash(place.key)]);
      const id: RowId = [writing.tab, kind.id, kind.version, place.network ?? '', group, key];
      const written = await writing.seal(value, blob, JSON.stringify(id));
      await this.rows.put(this.id, { id, saved: Date.now(), ...written });
      return true;
    });
  }

  /** One record, in every version of it. */
  async remove(kind: Kind<unknown>, place: Place): Promise<void> {
    await this.safely(undefined, async (writing) => {
      const [group, key] = await Promise.all([writing.hash(place.group ?? ''), writing.hash(place.key)]);
      const ids = versionsOf(kind).map(
        (version): RowId => [writing.tab, kind.id, version, place.network ?? '', group, key],
      );
      await this.rows.remove(this.id, ids);
    });
  }

  /** All records of a kind, or of one group of it. */
  async clear(kind: Kind<unknown>, { network, group }: Omit<Place, 'key'> = {}): Promise<void> {
    await this.safely(undefined, async (writing) => {
      const rows = await this.rowsOf(writing, kind, network, group);
      await this.rows.remove(
        this.id,
        rows.map(({ id }) => id),
      );
    });
  }

  /** Everything that is there, with its size. */
  async list(): Promise<readonly Entry[]> {
    return this.safely([] as readonly Entry[], async ({ tab }) =>
      (await this.rows.below(this.id, [tab])).map(({ id, bytes, saved }) => ({
        kind: id[1],
        network: id[3],
        bytes,
        saved,
        remove: () => this.safely(undefined, () => this.rows.remove(this.id, [id])),
      })),
    );
  }

  private async rowsOf(
    writing: Writing,
    kind: Kind<unknown>,
    network: string | undefined,
    group: string | undefined,
  ): Promise<readonly Row[]> {
    const below = await Promise.all(
      versionsOf(kind).map((version) =>
        this.rows.below(this.id, [
          writing.tab,
          kind.id,
          version,
          ...(network === undefined ? [] : [network]),
        ]),
      ),
    );
    const inGroup = group === undefined ? null : await writing.hash(group);
    return below.flat().filter(({ id }) => inGroup === null || id[4] === inGroup);
  }

  /** null where there was none, or one that was no good. */
  private async openAll<T>(
    kind: Kind<T>,
    rows: readonly (Row | undefined)[],
  ): Promise<readonly (Item<T> | null)[]> {
    const writing = await this.writing();
    const bad: RowId[] = [];
    const items = await Promise.all(
      rows.map(async (row) => {
        if (!row) return null;
        try {
          const { value, blob } = await writing.open(row, JSON.stringify(row.id));
          const read = readAs(kind, row.id[2], value);
          if (read !== null) return { value: read, blob };
        } catch {
          // Sealed by another tab, tampered with, or half written: as bad as one that breaks the schema.
        }
        bad.push(row.id);
        return null;
      }),
    );
    if (bad.length > 0) {
      await this.rows.remove(this.id, bad);
      this.dropped(bad.length);
    }
    return items;
  }

  private async safely<T>(otherwise: T, work: (writing: Writing) => Promise<T>): Promise<T> {
    try {
      return await work(await this.writing());
    } catch {
      return otherwise;
    }
  }
}
