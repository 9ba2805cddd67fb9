import { type Remote, wrap } from 'comlink';
import { AppError } from '../../core/app-error.ts';
import { Ending } from '../../workers/ending.ts';
import { watchLifeline } from '../../workers/watch-lifeline.ts';
import '../../workers/errors-as-data.ts';
import type { DecodeApi } from '../api.ts';

/** What the host needs of a worker, so that tests can bring one that dies on demand. */
export type DecodeWorker = Pick<
  Worker,
  'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'
>;

interface Link {
  readonly worker: DecodeWorker;
  readonly api: Remote<DecodeApi>;
  /** Comes when the worker dies, between jobs too: the next one then finds it dead. */
  readonly death: Ending;
  /** Before ending it oneself. */
  unwatch(): void;
}

const STOPPED =
  'Opening this picture stopped the decoder twice, most likely for lack of memory. Close other tabs, or scale the picture down, and drop it again.';

const UNBORN =
  'The part of semblance that opens pictures could not be loaded. Check the connection, then drop the picture again.';

const SLOW =
  'Opening this picture took over a minute and was given up. Scale it down, or save it as a JPEG, and drop it again.';

const stopped = (message: string) => AppError.saying('decoder-stopped', message);

/**
 * Keeps one decoding worker alive. Jobs run one at a time, so that two large pictures do not need memory at
 * once, and so that a crash is laid at the door of the picture that caused it. A job whose worker dies is tried
 * once more in a fresh one.
 */
export class WorkerHost {
  private readonly spawn: () => DecodeWorker;
  private readonly patience: number;
  private link: Link | null = null;
  /** A worker has run: whatever ends one from now on, its script is there. */
  private born = false;
  private tail: Promise<unknown> = Promise.resolve();

  /** @param patience milliseconds after which a job counts as stuck. */
  constructor(spawn: () => DecodeWorker, patience = 60_000) {
    this.spawn = spawn;
    this.patience = patience;
  }

  /** Runs a job when all earlier ones are done. @throws AppError: the job's own, or `decoder-stopped`. */
  run<T>(job: (api: Remote<DecodeApi>) => Promise<T>): Promise<T> {
    const result = this.tail.then(async () => {
      const done = (await this.attempt(job)) ?? (await this.attempt(job));
      if (!done) throw stopped(this.born ? STOPPED : UNBORN);
      return done.value;
    });
    this.tail = result.catch(() => undefined);
    return result;
  }

  /** null: the worker died. */
  private async attempt<T>(job: (api: Remote<DecodeApi>) => Promise<T>): Promise<{ value: T } | null> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      this.link ??= this.start();
      const link = this.link;
      return await new Promise<{ value: T }>((resolve, reject) => {
        timer = setTimeout(() => {
          reject(stopped(SLOW));
          this.stop();
        }, this.patience);
        link.death.before(job(link.api)).then((value) => resolve({ value }), reject);
      });
    } catch (error) {
      if (error instanceof AppError) throw error;
      this.stop();
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  private start(): Link {
    const worker = this.spawn();
    const death = new Ending();
    const died = (words: string) => death.end(new Error(`the decoding worker ${words}`));
    const failed = (event: Event) => died(`sent ${event.type}`);
    worker.addEventListener('error', failed);
    worker.addEventListener('messageerror', failed);
    worker.addEventListener('message', () => {
      this.born = true;
    });
    const unwatch = watchLifeline(worker, () => died('was ended'));
    return { worker, api: wrap<DecodeApi>(worker), death, unwatch };
  }

  private stop(): void {
    this.link?.unwatch();
    this.link?.worker.terminate();
    this.link = null;
  }
}
