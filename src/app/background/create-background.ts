import { type Remote, wrap } from 'comlink';
import { spawnWorker } from '../../workers/spawn-worker.ts';
import { watchLifeline } from '../../workers/watch-lifeline.ts';
import type { Background } from './background.ts';
import backgroundWorker from './background.worker.ts?worker&url';

/** What is needed of a worker, so that tests can bring one that dies on demand. */
export type BackgroundWorker = Pick<
  Worker,
  'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'
>;

const spawnBackground = (): BackgroundWorker => spawnWorker(backgroundWorker, 'background');

/** In the page itself: the same functions, loaded only where they are needed. */
const inPage = async <T>(job: (api: Background) => Promise<T>): Promise<T> =>
  job((await import('./arithmetic.ts')).arithmetic);

/** Starts no worker before it is needed. One that dies is not replaced: the page then does its work itself. */
export function createBackground(spawn: () => BackgroundWorker = spawnBackground): Background {
  let api: Remote<Background> | null = null;
  let dead = false;
  /** Called when the worker dies. */
  const waiting = new Set<() => void>();

  const start = (): Remote<Background> => {
    const worker = spawn();
    const die = () => {
      if (dead) return;
      dead = true;
      unwatch();
      worker.terminate();
      for (const fail of waiting) fail();
      waiting.clear();
    };
    const unwatch = watchLifeline(worker, die);
    worker.addEventListener('error', die);
    worker.addEventListener('messageerror', die);
    return wrap<Background>(worker);
  };

  const run = <T>(job: (api: Background) => Promise<T>): Promise<T> => {
    if (dead) return inPage(job);
    api ??= start();
    const there = api as unknown as Background;
    return new Promise((resolve, reject) => {
      const here = () => void inPage(job).then(resolve, reject);
      waiting.add(here);
      job(there)
        .then(resolve, reject)
        .finally(() => waiting.delete(here));
    });
  };
  return {
    blur: (...all) => run((by) => by.blur(...all)),
    order: (...all) => run((by) => by.order(...all)),
    cut: (...all) => run((by) => by.cut(...all)),
    fade: (...all) => run((by) => by.fade(...all)),
    summarize: (...all) => run((by) => by.summarize(...all)),
  };
}
