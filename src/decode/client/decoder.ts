import { AppError, toAppError } from '../../core/app-error.ts';
import { spawnWorker } from '../../workers/spawn-worker.ts';
import { WorkerHandle, type WorkerLike } from '../../workers/worker-handle.ts';
import type { Decoder } from '../api.ts';
import decodeWorker from '../worker/decode.worker.ts?worker&url';

type Job<T> = (api: Decoder) => Promise<T>;
type Run = <T>(job: Job<T>) => Promise<T>;

const spawnDecoder = (): WorkerLike => spawnWorker(decodeWorker, 'decoder');

/** In the page itself: slower to respond, but the same code; loaded only where it is needed. */
const runHere: Run = async (job) => job((await import('../worker/decode-service.ts')).decodeService);

/**
 * Starts no worker before the first file. Safari before 16.4 has no canvas in workers and decodes in the page.
 * @param patience milliseconds after which a job counts as stuck.
 */
export function createDecoder(spawn: () => WorkerLike = spawnDecoder, patience = 60_000): Decoder {
  const inWorker = typeof Worker !== 'undefined' && typeof OffscreenCanvas !== 'undefined';
  const run = inWorker || spawn !== spawnDecoder ? runInWorker(spawn, patience) : runHere;
  return {
    open: (...of) => run((api) => api.open(...of)),
    pixels: (...of) => run((api) => api.pixels(...of)),
  };
}

const STOPPED =
  'Opening this picture stopped the decoder twice, most likely for lack of memory. Close other tabs, or scale the picture down, and drop it again.';

const UNBORN =
  'The part of semblance that opens pictures could not be loaded. Check the connection, then drop the picture again.';

const SLOW =
  'Opening this picture took over a minute and was given up. Scale it down, or save it as a JPEG, and drop it again.';

const stopped = (message: string) => AppError.saying('decoder-stopped', message);

/**
 * Jobs run one at a time, so that two large pictures do not need memory at once, and so that a crash is laid at the
 * door of the picture that caused it. A job whose worker dies is tried once more in a fresh one.
 */
function runInWorker(spawn: () => WorkerLike, patience: number): Run {
  let worker: WorkerHandle<Decoder> | null = null;
  let tail: Promise<unknown> = Promise.resolve();

  const attempt = <T>(job: Job<T>): Promise<T> => {
    if (!worker?.alive) worker = new WorkerHandle<Decoder>(spawn);
    const asked = worker;
    const timer = setTimeout(() => asked.close(stopped(SLOW)), patience);
    return asked.call((api) => job(api as unknown as Decoder)).finally(() => clearTimeout(timer));
  };
  const isDeath = (error: unknown) => !toAppError(error).isOfFile;
  const twice = async <T>(job: Job<T>): Promise<T> => {
    try {
      return await attempt(job);
    } catch (first) {
      if (!isDeath(first)) throw first;
    }
    try {
      return await attempt(job);
    } catch (error) {
      if (!isDeath(error)) throw error;
      throw stopped(toAppError(error).code === 'part-missing' ? UNBORN : STOPPED);
    }
  };
  return (job) => {
    const result = tail.then(() => twice(job));
    tail = result.catch(() => undefined);
    return result;
  };
}
