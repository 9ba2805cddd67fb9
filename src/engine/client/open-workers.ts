import * as Comlink from 'comlink';
import { AppError } from '../../core/app-error.ts';
import type { ModelCard } from '../../core/models/model.ts';
import type { BackendId, LoadProgress, OpenInfo } from '../api.ts';
import { EngineWorker } from './engine-worker.ts';
import { loadNetwork, type OwnBytes } from './model-bytes.ts';
import { perFrame } from './per-frame.ts';
import type { WorkerPool } from './worker-pool.ts';

export interface OpenOptions {
  readonly card: ModelCard;
  /** null: the best there is. */
  readonly backend: BackendId | null;
  /** Absolute URL of the folder that holds `models/`. */
  readonly base: string;
  /** Of networks that did not ship with the page. */
  readonly own: OwnBytes;
  progress(p: LoadProgress): void;
  /** Gives up the download. */
  readonly signal: AbortSignal;
  readonly spawn: () => Worker;
  /** Workers that the machine has cores and memory for. */
  readonly workers: number;
}

/**
 * Fills the pool with workers that have the model: one, or on wasm two where there is room. The download and both
 * workers' starts go on side by side.
 *
 * @throws AppError of the first worker's backend, or of the model's files; `cancelled` when aborted.
 */
export async function openWorkers(pool: WorkerPool, options: OpenOptions): Promise<OpenInfo> {
  const { card, backend, base, own, signal, spawn, workers } = options;
  const first = new EngineWorker(spawn);
  // Only wasm uses the second, but a worker takes as long to start as the first does to find a backend.
  const second = workers >= 2 && (backend ?? 'wasm') === 'wasm' ? new EngineWorker(spawn) : null;
  pool.use(second ? [first, second] : [first]);
  const progress = perFrame((p) => {
    if (!signal.aborted) options.progress(p);
  });
  const model = loadNetwork(card, base, own, progress, signal).catch((error: unknown) => {
    throw signal.aborted ? new AppError('cancelled') : error;
  });
  // It may fail while the backend is still starting; it is awaited below.
  model.catch(() => undefined);

  let secondStart: Promise<unknown> | null = null;
  const trying = (id: BackendId) => {
    if (id !== 'wasm' || !second || secondStart) return;
    secondStart = second.call((api) => api.start('wasm', null));
    secondStart.catch(() => undefined);
  };
  if (backend) trying(backend);
  const started = await first.call((api) => api.start(backend, Comlink.proxy(trying)));
  if (second && started.backend !== 'wasm') {
    pool.use([first]);
    second.close(new AppError('cancelled', `${started.backend} needs no second worker`));
  }
  // Where the word of it has not come through yet.
  trying(started.backend);

  const loaded = await model;
  options.progress({ stage: 'compile' });
  const load = (worker: EngineWorker) => worker.call((api) => api.load(loaded.bytes));
  const loadSecond = async (worker: EngineWorker): Promise<void> => {
    try {
      await secondStart;
      await load(worker);
    } catch (error) {
      // Everything was closed meanwhile.
      if (!first.alive) throw error;
      // It saves time, no more: a machine without memory for it has the answer from the first.
      pool.use([first]);
      worker.close(new AppError('cancelled', 'the second worker did not start'));
    }
  };
  await Promise.all(pool.open.map((worker) => (worker === second ? loadSecond(worker) : load(worker))));
  return {
    ...started,
    modelSha256: card.sha256,
    fromCache: loaded.fromCache,
    workers: pool.open.length,
  };
}
