import type { ModelCard } from '../core/models/model.ts';
import { fault, faultError } from './faults.ts';
import { Lane } from './lane.ts';
import type { LanePool } from './lane-pool.ts';
import { loadModelBytes } from './model-bytes.ts';
import type { BackendId, LoadProgress, OpenInfo } from './protocol.ts';

export interface OpenOptions {
  readonly card: ModelCard;
  /** null: the best there is. */
  readonly backend: BackendId | null;
  /** Absolute URL of the folder that holds `models/`. */
  readonly base: string;
  progress(p: LoadProgress): void;
  /** Gives up the download. */
  readonly signal: AbortSignal;
  readonly spawn: () => Worker;
  readonly cores: number;
}

/**
 * Fills the pool with workers that have the model: one, or on wasm with a second core two. The download, the start
 * of the backend and that of the second worker go on side by side.
 *
 * @throws Fault of the backend, or of the model's files; `cancelled` when aborted.
 */
export async function openLanes(pool: LanePool, options: OpenOptions): Promise<OpenInfo> {
  const { card, backend, base, signal, spawn, cores } = options;
  const first = new Lane(spawn);
  // Only wasm uses the second, but a worker takes as long to start as the first does to find a backend.
  const second = cores >= 2 && (backend ?? 'wasm') === 'wasm' ? new Lane(spawn) : null;
  pool.use(second ? [first, second] : [first]);
  const model = loadModelBytes(card, base, (p) => options.progress(p), signal).catch((error: unknown) => {
    throw signal.aborted ? faultError(fault('cancelled')) : error;
  });
  // It may fail while the backend is still starting; it is awaited below.
  model.catch(() => undefined);
  const started = await first.call((api) => api.start(backend));
  if (second && started.backend !== 'wasm') {
    pool.use([first]);
    second.close('cancelled', `${started.backend} needs no second worker`);
  }
  const lanes = pool.open;
  const ready = lanes.map((lane) => (lane === first ? null : lane.call((api) => api.start('wasm'))));
  for (const start of ready) start?.catch(() => undefined);
  const loaded = await model;
  options.progress({ stage: 'compile' });
  await Promise.all(
    lanes.map(async (lane, i) => {
      await ready[i];
      await lane.call((api) => api.load(loaded.bytes));
    }),
  );
  return { ...started, modelSha256: card.weights.sha256, fromCache: loaded.fromCache, lanes: lanes.length };
}
