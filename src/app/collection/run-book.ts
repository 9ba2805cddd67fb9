import type { Place, Shelf } from '../storage/shelf.ts';
import type { Storage } from '../storage/storage.ts';
import { mergeResult } from './merge-result.ts';
import type { PairResult } from './pair-result.ts';
import { isSameClass, pairKey, type SetPair } from './picture-set.ts';
import { RESULT, RUN, type SavedRun, type StoredResult } from './stored-run.ts';

/** Of the panel’s one run; which results belong to it, its settings say. */
const LATEST = { key: 'latest' };

/** Everything that decides the numbers of a pair, by network (its sha-256) and settings (settings-key.ts). */
export type RunPlace = Required<Pick<Place, 'network' | 'group'>>;

/**
 * Where a run and its results outlive the page: in this tab always, on the device once a user said so. No call
 * rejects: a browser that refuses storage loses the resuming, not the run.
 */
export class RunBook {
  private readonly tab: Shelf;
  private readonly kept: Shelf;
  private keeping = false;
  private readonly isOnlyTwin: () => Promise<boolean>;
  /** What is asked for is done in this order: a run that was cancelled is not overwritten by the same one running. */
  private tail: Promise<unknown> = Promise.resolve();

  constructor(storage: Pick<Storage, 'tab' | 'kept' | 'isOnlyTwin'>) {
    this.tab = storage.tab;
    this.kept = storage.kept;
    this.isOnlyTwin = () => storage.isOnlyTwin();
  }

  /**
   * The run that this tab saved last, else the one that is kept on the device; null: neither can be read.
   * `here`: nobody but this page can be at it.
   */
  async load(): Promise<{
    readonly run: SavedRun;
    readonly keeping: boolean;
    readonly here: boolean;
  } | null> {
    const [tab, kept] = await Promise.all([this.tab.get(RUN, LATEST), this.kept.get(RUN, LATEST)]);
    this.keeping = kept !== null;
    const run = (tab ?? kept)?.value;
    if (!run) return null;
    return { run, keeping: this.keeping, here: tab !== null && (await this.isOnlyTwin()) };
  }

  save(run: SavedRun): Promise<void> {
    return this.next(async () => {
      await Promise.all(this.shelves().map((shelf) => shelf.put(RUN, LATEST, run)));
    });
  }

  /** What was measured of these pairs under these settings. */
  async read(place: RunPlace, pairs: readonly SetPair[]): Promise<readonly PairResult[]> {
    const stored = await this.stored(place, pairs.map(pairKey));
    return pairs.flatMap((pair) => {
      const key = pairKey(pair);
      const numbers = stored.get(key);
      const subjects = [pair.a.subject, pair.b.subject] as const;
      return numbers ? [{ key, subjects, sameClass: isSameClass(pair), ...numbers }] : [];
    });
  }

  /** Adds to what is there: numbers of a pair measured earlier are kept beside the new ones. */
  write(place: RunPlace, result: PairResult): Promise<void> {
    return this.next(async () => {
      const older = (await this.stored(place, [result.key])).get(result.key);
      const merged = mergeResult(older && { ...result, ...older }, result);
      await Promise.all(this.shelves().map((shelf) => put(shelf, place, merged)));
    });
  }

  clear(place: RunPlace): Promise<void> {
    return this.next(async () => {
      await Promise.all([this.tab, this.kept].map((shelf) => shelf.clear(RESULT, place)));
    });
  }

  /** From now on, with what there is now, on the device. Resolves to whether it could be. */
  keep(run: SavedRun, place: RunPlace | null, results: readonly PairResult[]): Promise<boolean> {
    return this.next(async () => {
      this.keeping = await this.kept.put(RUN, LATEST, run);
      if (this.keeping && place !== null)
        await Promise.all(results.map((result) => put(this.kept, place, result)));
      return this.keeping;
    });
  }

  /** No longer, and nothing of earlier runs either; what is in this tab stays. */
  unkeep(): Promise<void> {
    return this.next(async () => {
      this.keeping = false;
      await Promise.all([this.kept.clear(RUN), this.kept.clear(RESULT)]);
    });
  }

  /** Resolves once what was asked for until now is stored, or could not be. */
  async settled(): Promise<void> {
    await this.tail;
  }

  private next<T>(work: () => Promise<T>): Promise<T> {
    const done = this.tail.then(work);
    this.tail = done;
    return done;
  }

  private async stored(place: RunPlace, keys: readonly string[]): Promise<ReadonlyMap<string, StoredResult>> {
    const [kept, tab] = await Promise.all([
      this.kept.find(RESULT, place, keys),
      this.tab.find(RESULT, place, keys),
    ]);
    const found = new Map<string, StoredResult>();
    for (const key of keys) {
      const [older, newer] = [kept.get(key)?.value, tab.get(key)?.value];
      const numbers = { ...older?.numbers, ...newer?.numbers };
      const latest = newer ?? older;
      if (latest) found.set(key, { ...latest, numbers });
    }
    return found;
  }

  private shelves(): readonly Shelf[] {
    return this.keeping ? [this.tab, this.kept] : [this.tab];
  }
}

const put = (shelf: Shelf, place: RunPlace, { key, a, b, similarity, numbers }: PairResult) =>
  shelf.put(RESULT, { ...place, key }, { a, b, similarity, numbers });
