import { WorkerHandle } from '../../workers/worker-handle.ts';
import type { EngineApi, Held } from '../api.ts';

/** A worker with the engine in it, and what is known of what it holds. */
export class EngineWorker extends WorkerHandle<EngineApi> {
  /** Keys of the images whose pixels were sent; the worker may have dropped some since. */
  readonly given = new Set<string>();
  /** Of those whose copies were masked there, likewise. */
  readonly masked = new Set<string>();
  private resting: Held = { tensors: 0, bytes: 0 };

  /** What the worker held when it last said so and nothing else was asked of it. */
  get held(): Held {
    return this.resting;
  }

  /**
   * What the worker says, in its answer to a call, that it holds. While another call is under way that one's
   * intermediate tensors are among it, and whoever looked would find now one more, now one less.
   */
  note(held: Held): void {
    const others = this.pending - 1;
    if (others === 0) this.resting = held;
  }
}
