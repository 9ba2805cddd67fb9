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
  /** Reaches the other tabs that show this copy of the page; null where the browser has none. */
  readonly channel: () => Pick<BroadcastChannel, 'postMessage' | 'onmessage'> | null;
  /** Takes a name for as long as the page lives; false: another page has it. */
  readonly claim: (name: string) => Promise<boolean>;
}

/** What storage has to say to the user. */
export interface StorageNews {
  /** So many records were no good and are gone. */
  dropped(count: number): void;
  /** Everything was forgotten in another tab: nothing of this one is stored any more. */
  forgottenElsewhere(): void;
}

/** The one message that tabs send each other. */
const FORGET = 'forget';

/** A tab that has not been seen for so long does not come back: its rows can be read by nobody. */
const TAB_LIFE_MS = 24 * 3_600_000;

/**
 * Everything that outlives the page, by class. What ships is public, and the service worker's and the model loader's
 * affair; *this tab*: sealed with a key that only this tab has; *kept*: only after a user said so.
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
  private readonly channel: ReturnType<Ground['channel']>;
  private claimed: Promise<boolean> | null = null;

  /** @param base absolute URL of the folder of `index.html`. */
  constructor(base: string, news: StorageNews, ground = browserGround(base)) {
    this.base = base;
    this.ground = ground;
    const dropped = (count: number) => news.dropped(count);
    this.tab = new Shelf('tab', ground.rows, () => this.writeTab(), dropped);
    this.kept = new Shelf('kept', ground.rows, () => this.writeKept(), dropped);
    this.channel = ground.channel();
    if (this.channel)
      this.channel.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (data !== FORGET || this.gone) return;
        this.letGo();
        ground.rows.shut();
        // A browser that refuses these stores has nothing in them.
        void Promise.allSettled(this.removeOwnTexts());
        news.forgottenElsewhere();
      };
  }

  /**
   * Whether this page alone has this tab's records: a tab that was duplicated begins with its twin's. The first that
   * asks is the one, as long as it lives.
   */
  isOnlyTwin(): Promise<boolean> {
    this.claimed ??= Promise.resolve().then(() => {
      const { id } = tabSecret(storedAs(this.base, 'tab'), this.ground.session());
      return this.ground.claim(storedAs(this.base, `tab:${id}`));
    });
    // Where nothing is stored there is nothing to share.
    return this.claimed.catch(() => true);
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
   * “Forget everything”: both shelves, every tab's key and every preference. Nothing is written from then on, here or
   * in the other tabs that show this page: they have to begin anew. Resolves to whether all of it is gone.
   */
  async forget(): Promise<boolean> {
    this.letGo();
    this.channel?.postMessage(FORGET);
    const done = await Promise.allSettled([
      ...this.removeOwnTexts(),
      this.ground.rows.destroy(),
      this.removeLegacy(),
    ]);
    return done.every(({ status }) => status === 'fulfilled');
  }

  private letGo(): void {
    this.gone = true;
    this.tabWriting = this.keptWriting = null;
  }

  private removeOwnTexts(): Promise<void>[] {
    const own = (name: string) => name.startsWith(prefix(this.base));
    return [this.ground.session, this.ground.local].map((store) =>
      Promise.resolve().then(() => this.removeTexts(store(), own)),
    );
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
    claim: (name) =>
      new Promise((resolve, reject) => {
        // Plain http has none.
        const { locks } = navigator as { locks?: LockManager };
        if (!locks) resolve(true);
        else
          locks
            .request(name, { ifAvailable: true }, (lock) => {
              resolve(lock !== null);
              return lock && new Promise(() => undefined);
            })
            .catch(reject);
      }),
    channel: () => {
      try {
        return new BroadcastChannel(storedAs(base, 'tabs'));
      } catch {
        // Where all storage is blocked some browsers refuse this too; there is nothing to be forgotten then.
        return null;
      }
    },
  };
}
