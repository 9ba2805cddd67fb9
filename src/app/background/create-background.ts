import { spawnWorker } from '../../workers/spawn-worker.ts';
import { WorkerHandle, type WorkerLike } from '../../workers/worker-handle.ts';
import type { Background } from './background.ts';
import backgroundWorker from './background.worker.ts?worker&url';

const spawnBackground = (): WorkerLike => spawnWorker(backgroundWorker, 'background');

/** In the page itself: the same functions, loaded only where they are needed. */
const inPage = async <T>(job: (api: Background) => Promise<T>): Promise<T> =>
  job((await import('./arithmetic.ts')).arithmetic);

/** Starts no worker before it is needed. One that dies is not replaced: the page then does its work itself. */
export function createBackground(spawn: () => WorkerLike = spawnBackground): Background {
  let handle: WorkerHandle<Background> | null = null;

  const run = async <T>(job: (api: Background) => Promise<T>): Promise<T> => {
    handle ??= new WorkerHandle<Background>(spawn);
    try {
      return await handle.call((api) => job(api as unknown as Background));
    } catch (error) {
      if (handle.alive) throw error;
      return inPage(job);
    }
  };
  return {
    blur: (...all) => run((by) => by.blur(...all)),
    order: (...all) => run((by) => by.order(...all)),
    summarize: (...all) => run((by) => by.summarize(...all)),
    fitProbe: (...all) => run((by) => by.fitProbe(...all)),
    paceOfProbe: (...all) => run((by) => by.paceOfProbe(...all)),
    rightOfFold: (...all) => run((by) => by.rightOfFold(...all)),
  };
}
