import { BrowserRows, removeDatabase } from './browser-rows.ts';
import { prefix, storedAs } from './names.ts';
import type { Row, Rows } from './rows.ts';
import { Shelf, type Writing } from './shelf.ts';
import { tabSecret } from './tab-secret.ts';
import { plainWriting, sealedWriting } from './writings.ts';

type TextStore = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'> & {
  readonly length: number;
  key(index: number): string | null;
};

/** What storage stands on, so that tests can bring their own. */
export interface Ground {
  readonly rows: Rows;
  /** Both throw where the browser refuses them. */
  readonly session: () => TextStore;
  readonly local: () => TextStore;
  /** What versions stored before there were classes, under names that all copies of an origin shared. */
  readonly removeLegacy: () => Promise<unknown>;
}

/** A tab that has not been seen for so long does not come back: its rows can be read by nobody. */
const TAB_LIFE_MS = 24 * 3_600_000;

/**
 * Everything that outlives the page, by class. What ships is public, and the service worker's and the model loader's
 * affair; *this tab*: sealed with a key that only this tab has; *kept*: only after a person said so.
 */
export class Storage {
  /** Own images and results, so that a reload keeps them. */
  readonly tab: Shelf;
  /** Only after “Keep on this device”. */
  readonly kept: Shelf;
  private readonly base: string;
  private readonly ground: Ground;
  private gone = false;
  private tabWriting: Promise<Writing> | null = null;
  private keptWriting: Promise<Writing> | null = null;

  /** @param base absolute URL of the folder of `index.html`. @param dropped told how many records were no good. */
  constructor(base: string, dropped: (count: number) => void, ground = browserGround(base)) {
    this.base = base;
    this.ground = ground;
    this.tab = new Shelf('tab', ground.rows, () => this.writeTab(), dropped);
    this.kept = new Shelf('kept', ground.rows, () => this.writeKept(), dropped);
  }

  /** At the start: removes what tabs left behind that are gone, and what versions stored before there were classes. */
  async sweep(now = Date.now()): Promise<void> {
    try {
      await this.removeLegacy();
      const { tab } = await this.writeTab();
      const rows = await this.ground.rows.below('tab', []);
      const newest = new Map<string, number>();
      for (const { id, saved } of rows) newest.set(id[0], Math.max(saved, newest.get(id[0]) ?? 0));
      const left = ({ id }: Row) => id[0] !== tab && (newest.get(id[0]) ?? 0) < now - TAB_LIFE_MS;
      await this.ground.rows.remove(
        'tab',
        rows.filter(left).map(({ id }) => id),
      );
    } catch {
      // What cannot be read cannot be swept either; the next start tries again.
    }
  }

  /**
   * “Forget everything”: both shelves, this tab's key and every preference. Nothing is written from then on: the page
   * has to begin anew. Resolves to whether all of it is gone.
   */
  async forget(): Promise<boolean> {
    this.gone = true;
    this.tabWriting = this.keptWriting = null;
    const own = (name: string) => name.startsWith(prefix(this.base));
    const done = await Promise.allSettled([
      Promise.resolve().then(() => this.removeTexts(this.ground.session(), own)),
      Promise.resolve().then(() => this.removeTexts(this.ground.local(), own)),
      this.ground.rows.destroy(),
      this.removeLegacy(),
    ]);
    return done.every(({ status }) => status === 'fulfilled');
  }

  private writeTab(): Promise<Writing> {
    if (this.gone) return Promise.reject(new Error('forgotten'));
    this.tabWriting ??= Promise.resolve().then(() =>
      sealedWriting(tabSecret(storedAs(this.base, 'tab'), this.ground.session())),
    );
    return this.tabWriting;
  }

  private writeKept(): Promise<Writing> {
    if (this.gone) return Promise.reject(new Error('forgotten'));
    this.keptWriting ??= this.ground.rows.salt().then(plainWriting);
    // What did not open this time may open the next.
    this.keptWriting.catch(() => {
      this.keptWriting = null;
    });
    return this.keptWriting;
  }

  private async removeLegacy(): Promise<void> {
    this.removeTexts(this.ground.local(), (name) => LEGACY_TEXTS.includes(name));
    await this.ground.removeLegacy();
  }

  private removeTexts(store: TextStore, meant: (name: string) => boolean): void {
    const names = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
    for (const name of names.filter(meant)) store.removeItem(name);
  }
}

/** Under the first of these names pasted lists were stored without a word. */
const LEGACY_TEXTS = ['semblance.pairs', 'semblance-theme', 'semblance.shortcuts'];

function browserGround(base: string): Ground {
  return {
    rows: new BrowserRows(storedAs(base, 'records')),
    session: () => sessionStorage,
    local: () => localStorage,
    removeLegacy: () => Promise.all([removeDatabase('semblance-pairs'), caches.delete('semblance-models')]),
  };
}
