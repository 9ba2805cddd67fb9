import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppError, toAppError } from '../../core/app-error.ts';
import { modelCard } from '../../core/models/index.ts';
import type { EngineSession } from '../../engine/client/engine-session.ts';
import type { Settings } from '../state.ts';
import { stopWords } from '../stop-words.ts';
import type { Workshop } from '../workshop.ts';

/** A long piece of work: what there is of it so far, and how it stands. */
export type DeskState<T> =
  | { readonly status: 'idle' }
  /** left: milliseconds still to go, once that can be said. */
  | {
      readonly status: 'running';
      readonly value: T | null;
      readonly fraction: number;
      readonly left: number | null;
    }
  | { readonly status: 'done'; readonly value: T }
  /** Before its end, by the person or because another model was opened; what was measured stays. */
  | { readonly status: 'stopped'; readonly value: T | null; readonly reason: string }
  | { readonly status: 'failed'; readonly value: T | null; readonly fault: AppError };

/** What the work is given. */
export interface Task<T> {
  /** The engine with the model of the settings; rejects everything once another one is opened. */
  readonly session: EngineSession;
  /** For engine calls that can be cancelled. */
  readonly job: number;
  /** Call between steps. @throws AppError `cancelled` when the person stopped the work. */
  throwIfAborted(): void;
  report(value: T, fraction: number): void;
}

/** Before this share of the work is done its speed says little. */
const TELLING = 0.03;

/** One long piece of work at a time on the engine, beside the explanations. It outlives the panel that shows it. */
export class Desk<T> {
  readonly store: StoreApi<DeskState<T>>;
  private readonly workshop: Workshop;
  private job: number | null = null;
  private stopped = '';

  constructor(workshop: Workshop) {
    this.workshop = workshop;
    this.store = createStore<DeskState<T>>(() => ({ status: 'idle' }));
  }

  /** Opens the model of the settings and does the work; whatever ran before is stopped. Never rejects. */
  async start(
    settings: Pick<Settings, 'model' | 'backend'>,
    work: (task: Task<T>) => Promise<T>,
  ): Promise<void> {
    this.cancel();
    const { client, base } = this.workshop;
    const job = client.newJob();
    this.job = job;
    this.stopped = '';
    let value: T | null = null;
    const current = () => this.job === job;
    const set = (state: DeskState<T>) => {
      if (current()) this.store.setState(state, true);
    };
    set({ status: 'running', value, fraction: 0, left: null });
    try {
      const session = await client.open(modelCard(settings.model), settings.backend, base, () => undefined);
      const begun = performance.now();
      value = await work({
        session,
        job,
        throwIfAborted: () => {
          if (!current() || this.stopped) throw AppError.saying('cancelled', 'Stopped before its end.');
        },
        report: (partial, fraction) => {
          value = partial;
          if (this.stopped) return;
          const left = fraction < TELLING ? null : ((performance.now() - begun) * (1 - fraction)) / fraction;
          set({ status: 'running', value, fraction, left });
        },
      });
      set({ status: 'done', value });
    } catch (error) {
      const fault = toAppError(error);
      if (fault.code !== 'cancelled') set({ status: 'failed', value, fault });
      else set({ status: 'stopped', value, reason: this.stopped || stopWords(fault) });
    }
  }

  /** Stops after the batch that is under way; what has been measured stays on screen. */
  cancel(): void {
    if (this.job === null || this.store.getState().status !== 'running') return;
    this.stopped = 'Stopped before its end.';
    void this.workshop.client.cancel(this.job).catch(() => undefined);
  }
}
