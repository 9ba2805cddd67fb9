import { Lru } from '../../core/lru.ts';
import { explanationIn } from '../result.ts';
import type { Result } from '../state.ts';
import type { Store } from '../store.ts';
import { whenRested } from '../when-idle.ts';
import type { FirstLookReport } from './make-first-look.ts';
import type { Bench } from './try-others.ts';

/** A first look at each result, once the page has nothing else to do; made at most once, and at once where it is exported. */
export class FirstLooks {
  /** By A's map, which a result that is recalled has in common with the one before. */
  private readonly made = new WeakMap<Float32Array, Promise<FirstLookReport | null>>();
  private readonly store: Store;
  private readonly bench: Bench;

  constructor(store: Store, { client, pixels, references }: Omit<Bench, 'blanks'>) {
    this.store = store;
    this.bench = { client, pixels, references, blanks: new Lru(8) };
  }

  /** null where it cannot be had: another network was opened, or the part that makes it did not come. */
  of(result: Result, wanted: () => boolean = () => true): Promise<FirstLookReport | null> {
    const key = explanationIn(result, 'a').map.data;
    const known = this.made.get(key);
    if (known) return known;
    const look = this.make(result, wanted).catch(() => null);
    this.made.set(key, look);
    // What was broken off may be wanted again.
    void look.then((found) => found ?? this.made.delete(key));
    return look;
  }

  /** Looks at every result that stays for a while and until the page is idle. */
  watch(idle: (call: () => void) => void = whenRested): void {
    const look = async (result: Result) => {
      const stands = () =>
        this.store.getState().result === result && this.store.getState().job.status === 'done';
      if (!stands()) return;
      const found = await this.of(result, stands);
      if (stands()) this.store.setState({ firstLook: { result, found } });
    };
    this.store.subscribe(({ result, job }, before) => {
      if (result && job.status === 'done' && (result !== before.result || before.job.status !== 'done'))
        idle(() => void look(result));
    });
  }

  private async make(result: Result, wanted: () => boolean): Promise<FirstLookReport> {
    const { makeFirstLook } = await import('./make-first-look.ts');
    return makeFirstLook(this.bench, result, () => {
      if (!wanted()) throw new Error('The result is not wanted any more.');
    });
  }
}
