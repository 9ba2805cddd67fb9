import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppError, toAppError } from '../core/app-error.ts';
import { stopWords } from './stop-words.ts';
import { unlessAborted } from './unless-aborted.ts';

/** A long piece of work: what there is of it so far, and how it stands. */
export type TaskState<T> =
  | { readonly status: 'idle' }
  /** left: milliseconds still to go, once that can be said. */
  | {
      readonly status: 'running';
      readonly value: T | null;
      readonly fraction: number;
      readonly left: number | null;
    }
  | { readonly status: 'done'; readonly value: T }
  /** Before its end, by the user or because another model was opened; what was measured stays. */
  | { readonly status: 'stopped'; readonly value: T | null; readonly words: string }
  | { readonly status: 'failed'; readonly value: T | null; readonly fault: AppError };

/** What the work is given. */
export interface RunningTask<T> {
  /** Aborted when the work is stopped, or other work took its place. */
  readonly signal: AbortSignal;
  /** What there is so far, and how much of the whole that is, 0–1. Nothing is heard of it after the end. */
  readonly report: (value: T | null, fraction: number) => void;
  /** The speed counts from here on: a download that came before says nothing of what is left. */
  readonly timed: () => void;
}

/** Before this share of the work is done its speed says little, unless that took so many milliseconds already. */
const TELLING = 0.03;
const LONG_ENOUGH = 4000;

/** One long piece of work at a time, whatever it runs on: whoever starts it again takes over from what ran before. */
export class Task<T> {
  readonly store: StoreApi<TaskState<T>> = createStore<TaskState<T>>(() => ({ status: 'idle' }));
  /** Milliseconds that it took the last time that it came to its end, without what `timed` leaves out. */
  took: number | null = null;
  private stop: AbortController | null = null;

  get running(): boolean {
    return this.stop !== null;
  }

  /**
   * Does the work. Never rejects.
   *
   * @param value what stands there until the work reports. @returns what came of it; null where it did not come to its end.
   */
  async start(work: (task: RunningTask<T>) => Promise<T>, value: T | null = null): Promise<T | null> {
    this.cancel();
    const stop = new AbortController();
    this.stop = stop;
    const { signal } = stop;
    const end = (state: TaskState<T>) => {
      if (this.stop !== stop) return;
      this.stop = null;
      this.store.setState(state, true);
    };
    let latest = value;
    let begun = performance.now();
    this.store.setState({ status: 'running', value, fraction: 0, left: null }, true);
    const task: RunningTask<T> = {
      signal,
      report: (partial, fraction) => {
        if (this.stop !== stop || signal.aborted) return;
        latest = partial;
        const spent = performance.now() - begun;
        const told = fraction >= TELLING || (fraction > 0 && spent > LONG_ENOUGH);
        const left = told ? (spent * (1 - fraction)) / fraction : null;
        this.store.setState({ status: 'running', value: partial, fraction, left }, true);
      },
      timed: () => {
        begun = performance.now();
      },
    };
    try {
      const made = await unlessAborted(signal, work(task));
      if (this.stop === stop) this.took = performance.now() - begun;
      end({ status: 'done', value: made });
      return made;
    } catch (error) {
      const fault = faultOf(error);
      if (fault.code === 'cancelled') end({ status: 'stopped', value: latest, words: stopWords(fault) });
      else end({ status: 'failed', value: latest, fault });
      return null;
    }
  }

  /** Stops at once, however long the work takes to notice; what there is stays. */
  cancel(words = 'Stopped before its end.'): void {
    this.stop?.abort(AppError.saying('cancelled', words));
  }

  /** Forgets what there is, and what is under way. */
  clear(): void {
    this.cancel();
    this.stop = null;
    this.store.setState({ status: 'idle' }, true);
  }
}

/** What there is of it, or null. */
export const soFar = <T>(state: TaskState<T>): T | null => ('value' in state ? state.value : null);

/** Why it ended before its end, in words, or null. */
export function endWords(state: TaskState<unknown>): string | null {
  if (state.status === 'failed') return state.fault.message;
  return state.status === 'stopped' ? state.words : null;
}

/** A RangeError of the mathematics is a sentence about what was asked. */
function faultOf(error: unknown): AppError {
  const fault = toAppError(error);
  const isSentence = error instanceof RangeError && fault.code === 'internal';
  return isSentence ? AppError.saying('internal', error.message) : fault;
}
