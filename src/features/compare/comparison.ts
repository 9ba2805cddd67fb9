import { createStore, type StoreApi } from 'zustand/vanilla';
import { explain } from '../../app/explain.ts';
import type { Explanation, MapData, Slot } from '../../app/state.ts';
import { stopWords } from '../../app/stop-words.ts';
import type { Workshop } from '../../app/workshop.ts';
import { toAppError } from '../../core/app-error.ts';
import type { Member } from './axes.ts';

/** One place in the grid. */
export interface Entry {
  readonly member: Member;
  readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  /** 0–1 for perturbation methods, null for all others. */
  readonly fraction: number | null;
  /** Maps that still sharpen. */
  readonly partial: Readonly<Partial<Record<Slot, MapData>>>;
  readonly result: Explanation | null;
  readonly message: string | null;
}

export interface ComparisonState {
  readonly running: boolean;
  /** The result that was on screen, which all others are compared with. */
  readonly base: Explanation | null;
  readonly entries: readonly Entry[];
}

/**
 * Explains one pair in several ways, one after the other, past the stage: its result and its job are left alone,
 * and whenever the stage has work of its own the comparison waits.
 */
export class Comparison {
  readonly state: StoreApi<ComparisonState> = createStore(() => ({
    running: false,
    base: null,
    entries: [],
  }));
  private readonly workshop: Workshop;
  private job: number | null = null;
  private round = 0;

  constructor(workshop: Workshop) {
    this.workshop = workshop;
  }

  /** Starts afresh; what was running is cancelled. */
  async run(base: Explanation, members: readonly Member[]): Promise<void> {
    this.cancel();
    const round = ++this.round;
    const entries = members.map(
      (member): Entry => ({
        member,
        status: 'waiting',
        fraction: null,
        partial: {},
        result: null,
        message: null,
      }),
    );
    this.state.setState({ running: true, base, entries });
    for (const index of members.keys()) {
      await this.stageIsFree();
      if (this.round !== round) return;
      if (!this.stillHere(base)) {
        this.end('The pair, the model or the input size changed.');
        return;
      }
      await this.one(round, index, base);
    }
    if (this.round === round) this.state.setState({ running: false });
  }

  /** Stops before the next batch; what is finished stays. */
  cancel(): void {
    this.round += 1;
    if (this.job !== null) void this.workshop.client.cancel(this.job).catch(() => undefined);
    if (this.state.getState().running) this.end('Cancelled.');
  }

  private async one(round: number, index: number, base: Explanation): Promise<void> {
    const { workshop } = this;
    const { client } = workshop;
    const id = client.newJob();
    this.job = id;
    const change = (part: Partial<Entry>) => {
      if (this.round === round && this.job === id) this.change(index, part);
    };
    change({ status: 'running' });
    const { member } = this.state.getState().entries[index]!;
    try {
      const result = await explain(
        client,
        {
          id,
          settings: member.settings,
          pictures: base.pictures,
          third: base.third?.of ?? null,
          references: workshop.references,
          pixels: (p, s) => workshop.pixels(p, s),
          base: workshop.base,
        },
        {
          loading: () => undefined,
          running: (fraction) => change({ fraction }),
          partial: (slot, map) =>
            change({ partial: { ...this.state.getState().entries[index]!.partial, [slot]: map } }),
        },
      );
      change({ status: 'done', result, partial: {}, fraction: null });
    } catch (error) {
      const fault = toAppError(error);
      const status = fault.code === 'cancelled' ? 'cancelled' : 'failed';
      change({ status, partial: {}, message: stopWords(fault) });
    } finally {
      if (this.job === id) this.job = null;
    }
  }

  /** Another model, backend or pair on the stage: explaining the old one would take the engine away from it. */
  private stillHere(base: Explanation): boolean {
    const now = this.workshop.store.getState().result;
    return now !== null && stageOf(now) === stageOf(base);
  }

  private stageIsFree(): Promise<void> {
    const { store } = this.workshop;
    const busy = () => ['loading', 'running'].includes(store.getState().job.status);
    if (!busy()) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = store.subscribe(() => {
        if (busy()) return;
        stop();
        resolve();
      });
    });
  }

  private end(message: string): void {
    this.state.setState(({ entries }) => ({
      running: false,
      entries: entries.map((entry) =>
        entry.status === 'done' || entry.status === 'failed'
          ? entry
          : { ...entry, status: 'cancelled', partial: {}, fraction: null, message },
      ),
    }));
  }

  private change(index: number, part: Partial<Entry>): void {
    this.state.setState(({ entries }) => ({
      entries: entries.map((entry, i) => (i === index ? { ...entry, ...part } : entry)),
    }));
  }
}

/** What one engine is given: equal keys, equal images through an equal network. */
const stageOf = ({ settings: { model, backend, size }, pictures: { a, b } }: Explanation) =>
  JSON.stringify([model, backend, size, a.id, b.id]);
