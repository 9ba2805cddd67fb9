import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Background } from '../background/background.ts';
import { Newest } from '../newest.ts';
import { listVariants } from './list-variants.ts';
import type { PairsState } from './pairs-state.ts';
import type { Summary } from './summary.ts';

/** A table, and the results that it is of. */
export interface TableState extends Pick<PairsState, 'made' | 'results'> {
  readonly rows: readonly Summary[];
}

/**
 * The table of a set, made from its results in the background: twenty intervals of two thousand draws each are too
 * much for every pair that comes. One table is made at a time; results that come meanwhile are in the next one.
 */
export class PairsTable {
  readonly state: StoreApi<TableState>;
  private readonly source: StoreApi<PairsState>;
  private readonly background: Pick<Background, 'summarize'>;
  private readonly tables = new Newest<void>(() => this.make());

  constructor(source: StoreApi<PairsState>, background: Pick<Background, 'summarize'>) {
    this.source = source;
    this.background = background;
    const { results } = source.getState();
    this.state = createStore<TableState>(() => ({ made: null, results, rows: [] }));
  }

  /** Follows the results until the function that it returns is called. */
  follow(): () => void {
    void this.current();
    return this.source.subscribe(() => void this.current());
  }

  /** The table of all results that there are by now. */
  async current(): Promise<TableState> {
    while (this.stale()) await this.tables.ask();
    return this.state.getState();
  }

  private stale(): boolean {
    const [shown, now] = [this.state.getState(), this.source.getState()];
    return shown.made !== now.made || shown.results !== now.results;
  }

  private async make(): Promise<void> {
    if (!this.stale()) return;
    const { made, results } = this.source.getState();
    const variants = made ? listVariants({ ...made.choice, scope: made.settings.scope }) : [];
    const rows = made ? await this.background.summarize(variants, results) : [];
    this.state.setState({ made, results, rows });
  }
}
