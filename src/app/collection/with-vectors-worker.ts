import { type Remote, transfer } from 'comlink';
import { AppError } from '../../core/app-error.ts';
import type { VectorTable } from '../../core/retrieval/vector-table.ts';
import { spawnWorker } from '../../workers/spawn-worker.ts';
import { WorkerHandle } from '../../workers/worker-handle.ts';
import vectorsWorker from './vectors.worker.ts?worker&url';
import type { VectorsApi } from './vectors-api.ts';

/**
 * One call of a worker that is started for it and ends with it; the signal ends both.
 *
 * @param table handed over: it is empty here afterwards. @throws AppError; `cancelled` by the signal.
 */
export async function withVectorsWorker<T>(
  table: VectorTable,
  signal: AbortSignal,
  call: (api: Remote<VectorsApi>, table: VectorTable) => Promise<T>,
): Promise<T> {
  const worker = new WorkerHandle<VectorsApi>(() => spawnWorker(vectorsWorker, 'vectors'));
  const stop = () => worker.close(new AppError('cancelled'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await worker.call((api) => call(api, transfer(table, [table.data.buffer as ArrayBuffer])));
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}
