import { withJob } from '../../app/engine-task.ts';
import { explain } from '../../app/explain.ts';
import { paceOf } from '../../app/pace.ts';
import { answeredBy } from '../../app/question.ts';
import { picturesIn } from '../../app/result.ts';
import type { Services } from '../../app/services.ts';
import type { MapData, Result } from '../../app/state.ts';
import { stopWords } from '../../app/stop-words.ts';
import { endWords, type RunningTask, soFar, Task, type TaskState } from '../../app/task.ts';
import { AppError, toAppError } from '../../core/app-error.ts';
import type { Member } from './axes.ts';

/** One place in the grid. */
export interface Entry {
  readonly member: Member;
  readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  /** 0–1 for perturbation methods, null for all others. */
  readonly fraction: number | null;
  /** Maps that still sharpen, A's first; null where there is nothing of one yet. */
  readonly partial: readonly (MapData | null)[];
  readonly result: Result | null;
  readonly message: string | null;
}

export interface ComparisonSoFar {
  /** The result that was on screen, which all others are compared with. */
  readonly base: Result;
  readonly entries: readonly Entry[];
}

/**
 * Explains one pair in several ways, one after the other, past the stage: its result and its job are left alone,
 * and whenever the stage has work of its own the comparison waits.
 */
export class Comparison {
  readonly task = new Task<ComparisonSoFar>();
  private readonly services: Services;

  constructor(services: Services) {
    this.services = services;
  }

  /** Starts afresh; what was running is cancelled. */
  async run(base: Result, members: readonly Member[]): Promise<void> {
    const entries = members.map(
      (member): Entry => ({
        member,
        status: 'waiting',
        fraction: null,
        partial: [],
        result: null,
        message: null,
      }),
    );
    await this.task.start((task) => this.explained(task, base, entries), { base, entries });
  }

  private async explained(
    task: RunningTask<ComparisonSoFar>,
    base: Result,
    waiting: readonly Entry[],
  ): Promise<ComparisonSoFar> {
    let entries = waiting;
    for (const [index, { member }] of waiting.entries()) {
      await this.stageIsFree();
      task.signal.throwIfAborted();
      if (!this.stillHere(base))
        throw AppError.saying('cancelled', 'The pair, the model or the input size changed.');
      await this.one(task.signal, base, member, (part) => {
        entries = entries.with(index, { ...entries[index]!, ...part(entries[index]!) });
        task.report({ base, entries }, index / waiting.length);
      });
    }
    return { base, entries };
  }

  /** Stops at once; what is finished stays. */
  cancel(): void {
    this.task.cancel('Cancelled.');
  }

  private async one(
    signal: AbortSignal,
    base: Result,
    { settings }: Member,
    change: (part: (before: Entry) => Partial<Entry>) => void,
  ): Promise<void> {
    const { services } = this;
    const { images } = answeredBy(base);
    change(() => ({ status: 'running' }));
    try {
      const result = await withJob(services.client, signal, (id) =>
        explain(
          services.client,
          {
            id,
            signal,
            settings,
            images,
            references: services.references,
            pixels: (p, s) => services.pixels(p, s),
            base: services.base,
          },
          {
            loading: () => undefined,
            running: (fraction) => change(() => ({ fraction })),
            partial: (index, map) =>
              change(({ partial }) => ({
                partial: images.map((_, i) => (i === index ? map : (partial[i] ?? null))),
              })),
          },
        ),
      );
      paceOf(services).see(result, true);
      change(() => ({ status: 'done', result, partial: [], fraction: null }));
    } catch (error) {
      const fault = toAppError(error);
      const status = fault.code === 'cancelled' ? 'cancelled' : 'failed';
      change(() => ({ status, partial: [], message: stopWords(fault) }));
    }
  }

  /** Another model, backend or pair on the stage: explaining the old one would take the engine away from it. */
  private stillHere(base: Result): boolean {
    const now = this.services.store.getState().result;
    return now !== null && stageOf(now) === stageOf(base);
  }

  private stageIsFree(): Promise<void> {
    const { store } = this.services;
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
}

/** As they stand: what a comparison that ended had not come to, with the reason why. */
export function entriesOf(state: TaskState<ComparisonSoFar>): readonly Entry[] {
  const entries = soFar(state)?.entries ?? [];
  const message = endWords(state);
  if (message === null) return entries;
  return entries.map((entry) =>
    entry.status === 'done' || entry.status === 'failed' || entry.message !== null
      ? entry
      : { ...entry, status: 'cancelled', partial: [], fraction: null, message },
  );
}

/** What one engine is given: equal keys, equal images through an equal network. */
const stageOf = (result: Result) => {
  const { model, backend, size } = result.settings;
  return JSON.stringify([model, backend, size, ...picturesIn(result).map(({ id }) => id)]);
};
