import { type Remote, wrap } from 'comlink';
import { watchLifeline } from '../../engine/watch-lifeline.ts';
import type { DecodeApi, Outcome } from './decode-api.ts';

/** What the host needs of a worker, so that tests can bring one that dies on demand. */
export type DecodeWorker = Pick<
  Worker,
  'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'
>;

interface Link {
  readonly worker: DecodeWorker;
  readonly api: Remote<DecodeApi>;
  /** Rejects when the worker dies; never resolves. */
  readonly death: Promise<never>;
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
  private tail: Promise<unknown> = Promise.resolve();

  /** @param patience milliseconds after which a job counts as stuck. */
  constructor(spawn: () => DecodeWorker, patience = 60_000) {
    this.spawn = spawn;
    this.patience = patience;
  }

  /** Runs a job when all earlier ones are done. Never rejects. */
  run<T>(job: (api: Remote<DecodeApi>) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const result = this.tail.then(
      async () => (await this.attempt(job)) ?? (await this.attempt(job)) ?? STOPPED,
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
      const stuck = new Promise<typeof SLOW>((resolve) => {
        timer = setTimeout(() => resolve(SLOW), this.patience);
      });
      const outcome = await Promise.race([job(link.api), link.death, stuck]);
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
    let unwatch: () => void = () => undefined;
    const death = new Promise<never>((_, reject) => {
      const die = (event: Event) => reject(new Error(`the decoding worker sent ${event.type}`));
      worker.addEventListener('error', die);
      worker.addEventListener('messageerror', die);
      unwatch = watchLifeline(worker, () => reject(new Error('the decoding worker was ended')));
    });
    // It may die between jobs, when nobody waits: the next job then finds it dead and starts another.
    death.catch(() => undefined);
    return { worker, api: wrap<DecodeApi>(worker), death, unwatch: () => unwatch() };
  }

  private stop(): void {
    this.link?.unwatch();
    this.link?.worker.terminate();
    this.link = null;
  }
}
