import { type Remote, wrap } from 'comlink';
import { AppError, type ErrorCode, toAppError } from '../core/app-error.ts';
import { Ending } from './ending.ts';
import './errors-as-data.ts';
import { workerNews } from './serve-worker.ts';
import { watchLiveness } from './watch-liveness.ts';

/** What is needed of a worker, so that tests can bring one that dies on demand. */
export type WorkerLike = Pick<
  Worker,
  'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'
>;

/**
 * One worker and the calls that wait for it. When the worker dies every pending call is rejected with
 * `worker-crashed`, and where its files do not load with `part-missing`; a bare Comlink call would wait for ever.
 */
export class WorkerHandle<Api> {
  private readonly worker: WorkerLike | null = null;
  private readonly api: Remote<Api> | null = null;
  private readonly ending = new Ending();
  private readonly unwatch: () => void = () => undefined;
  /** What is in the worker answers calls: one that came before would be lost. */
  private readonly listens: Promise<void> = Promise.resolve();
  /** It has said something, so its script is there. */
  private begun = false;

  /** @param spawn may throw: the calls then say so. */
  constructor(spawn: () => WorkerLike) {
    try {
      const worker = spawn();
      this.worker = worker;
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        // A script that cannot be fetched is an event without a message; what the script threw has one.
        if (event.message || this.begun) this.end('worker-crashed', event.message || 'the worker stopped');
        else this.end('part-missing', 'the script of the worker did not load');
      });
      worker.addEventListener('messageerror', () =>
        this.end('worker-crashed', 'a message could not be read'),
      );
      // A worker ended from outside says nothing: only its lock tells. One that never began is no proof of a missing
      // file, which brings an error event.
      this.unwatch = watchLiveness(worker, () =>
        this.end('worker-crashed', this.begun ? 'the worker was ended' : 'the worker did not begin'),
      );
      this.listens = new Promise((resolve) => {
        worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
          this.begun = true;
          const news = workerNews(data);
          if (news?.worker === 'ready') resolve();
          if (news?.worker === 'not-loaded') this.end('part-missing', news.detail);
        });
      });
      this.api = wrap<Api>(worker);
    } catch (error) {
      this.end('part-missing', String(error));
    }
  }

  get alive(): boolean {
    return this.ending.reason === null;
  }

  /** Calls that wait for an answer. */
  protected get pending(): number {
    return this.ending.pending;
  }

  /** @throws AppError: what the worker rejected with, or what ended it. */
  async call<T>(method: (api: Remote<Api>) => Promise<T>): Promise<T> {
    const { api, ending } = this;
    if (ending.reason || !api) throw ending.reason ?? new AppError('internal');
    try {
      return await ending.before(this.listens.then(() => method(api)));
    } catch (error) {
      throw toAppError(error);
    }
  }

  /** Ends the worker; everything that waits, or comes after, is rejected with this error. */
  close(reason: AppError): void {
    if (!this.alive) return;
    this.unwatch();
    this.worker?.terminate();
    this.ending.end(reason);
  }

  private end(code: ErrorCode, detail: string): void {
    this.close(new AppError(code, detail));
  }
}
