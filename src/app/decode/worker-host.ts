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
  /**
   * Calls `die` once the worker is dead; what is returned takes that back. No promise to race against: one that is
   * pending for as long as the worker lives would hold every picture that was ever raced with it.
   */
  whenDead(die: (reason: Error) => void): () => void;
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
    let forget: () => void = () => undefined;
    try {
      this.link ??= this.start();
      const link = this.link;
      const outcome = await new Promise<Outcome<T>>((resolve, reject) => {
        forget = link.whenDead(reject);
        timer = setTimeout(() => resolve(SLOW), this.patience);
        job(link.api).then(resolve, reject);
      });
      if (outcome === SLOW) this.stop();
      return outcome;
    } catch {
      this.stop();
      return null;
    } finally {
      clearTimeout(timer);
      forget();
    }
  }

  private start(): Link {
    const worker = this.spawn();
    const waiting = new Set<(reason: Error) => void>();
    let dead: Error | null = null;
    const died = (words: string) => {
      dead ??= new Error(`the decoding worker ${words}`);
      for (const die of waiting) die(dead);
    };
    const failed = (event: Event) => died(`sent ${event.type}`);
    worker.addEventListener('error', failed);
    worker.addEventListener('messageerror', failed);
    const unwatch = watchLifeline(worker, () => died('was ended'));
    const whenDead: Link['whenDead'] = (die) => {
      // It may have died between jobs, when nobody waited: this job finds it dead, and the next try starts another.
      if (dead) die(dead);
      waiting.add(die);
      return () => waiting.delete(die);
    };
    return { worker, api: wrap<DecodeApi>(worker), whenDead, unwatch };
  }

  private stop(): void {
    this.link?.unwatch();
    this.link?.worker.terminate();
    this.link = null;
  }
}
