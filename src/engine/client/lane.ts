import * as Comlink from 'comlink';
import { AppError, type ErrorCode, toAppError } from '../../core/app-error.ts';
import '../../workers/errors-as-data.ts';
import { watchLifeline } from '../../workers/watch-lifeline.ts';
import type { EngineApi, Held } from '../api.ts';
import { engineNews } from '../engine-news.ts';

/**
 * One worker and the calls that wait for it. When the worker dies every pending call is rejected with
 * `worker-crashed`, and where its files do not load with `part-missing`; a bare Comlink call would wait for ever.
 */
export class Lane {
  private readonly worker: Worker;
  private readonly api: Comlink.Remote<EngineApi>;
  private readonly waiting = new Set<(error: Error) => void>();
  private readonly unwatch: () => void;
  /** The engine in the worker answers calls: one that came before would be lost. */
  private readonly listens: Promise<void>;
  private dead: Error | null = null;
  /** Keys of the images whose pixels were sent; the worker may have dropped some since. */
  readonly given = new Set<string>();
  private resting: Held = { tensors: 0, bytes: 0 };

  constructor(spawn: () => Worker) {
    this.worker = spawn();
    this.worker.onerror = (event) => {
      event.preventDefault();
      // A script that cannot be fetched is an event without a message; what the script threw has one.
      if (event.message) this.close('worker-crashed', event.message);
      else this.close('part-missing', 'the script of the worker did not load');
    };
    this.worker.onmessageerror = () => this.close('worker-crashed', 'a message could not be read');
    // A worker ended from outside says nothing: only its lifeline tells.
    this.unwatch = watchLifeline(this.worker, () => this.close('worker-crashed', 'the worker was ended'));
    this.listens = new Promise((resolve) => {
      this.worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const news = engineNews(data);
        if (news?.engine === 'ready') resolve();
        if (news?.engine === 'not-loaded') this.close('part-missing', news.detail);
      });
    });
    this.api = Comlink.wrap<EngineApi>(this.worker);
  }

  /** What the worker held when it last said so and nothing else was asked of it. */
  get held(): Held {
    return this.resting;
  }

  /**
   * What the worker says, in its answer to a call, that it holds. While another call is under way that one's
   * intermediate tensors are among it, and whoever looked would find now one more, now one less.
   */
  note(held: Held): void {
    const others = this.waiting.size - 1;
    if (others === 0) this.resting = held;
  }

  get alive(): boolean {
    return this.dead === null;
  }

  /** @throws AppError: what the worker rejected with, or what ended it. */
  call<T>(method: (api: Comlink.Remote<EngineApi>) => Promise<T>): Promise<T> {
    if (this.dead) return Promise.reject(this.dead);
    return new Promise<T>((resolve, reject) => {
      this.waiting.add(reject);
      this.listens
        .then(() => method(this.api))
        .then(resolve, (error: unknown) => reject(toAppError(error)))
        .finally(() => this.waiting.delete(reject));
    });
  }

  /** Ends the worker; everything that waits is rejected with this fault. */
  close(code: ErrorCode, detail: string): void {
    if (this.dead) return;
    this.dead = new AppError(code, detail);
    this.unwatch();
    this.worker.terminate();
    for (const reject of this.waiting) reject(this.dead);
    this.waiting.clear();
  }
}
