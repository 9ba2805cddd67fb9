import { type Remote, wrap } from 'comlink';
import { Ending } from '../../workers/ending.ts';
import { watchLifeline } from '../../workers/watch-lifeline.ts';
import type { DecodeApi, Outcome } from '../api.ts';

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

const STOPPED: Outcome<never> = {
  ok: false,
  fault: {
    code: 'decoder-stopped',
    message:
      'Opening this picture stopped the decoder twice, most likely for lack of memory. Close other tabs, or scale the picture down, and drop it again.',
  },
};

const UNBORN: Outcome<never> = {
  ok: false,
  fault: {
    code: 'decoder-stopped',
    message:
      'The part of semblance that opens pictures could not be loaded. Check the connection, then drop the picture again.',
  },
};

const SLOW: Outcome<never> = {
  ok: false,
  fault: {
    code: 'decoder-stopped',
    message:
      'Opening this picture took over a minute and was given up. Scale it down, or save it as a JPEG, and drop it again.',
  },
};

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

  /** Runs a job when all earlier ones are done. Never rejects. */
  run<T>(job: (api: Remote<DecodeApi>) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const result = this.tail.then(
      async () => (await this.attempt(job)) ?? (await this.attempt(job)) ?? (this.born ? STOPPED : UNBORN),
    );
    this.tail = result;
    return result;
  }

  /** null: the worker died. */
  private async attempt<T>(job: (api: Remote<DecodeApi>) => Promise<Outcome<T>>): Promise<Outcome<T> | null> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      this.link ??= this.start();
      const link = this.link;
      const outcome = await new Promise<Outcome<T>>((resolve, reject) => {
        timer = setTimeout(() => resolve(SLOW), this.patience);
        link.death.before(job(link.api)).then(resolve, reject);
      });
      if (outcome === SLOW) this.stop();
      return outcome;
    } catch {
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
