import { proxy } from 'comlink';
import type { MetricId } from '../../core/metrics/metric.ts';
import type { VectorTable } from '../../core/retrieval/vector-table.ts';
import type { GalleryScores } from './gallery-scores.ts';
import type { Progress } from './vectors-api.ts';
import { withVectorsWorker } from './with-vectors-worker.ts';

/**
 * What classes of pictures say about the network that made these vectors.
 *
 * @param table handed over: it is empty afterwards. @param labels class of each row; null: none.
 * @throws AppError; `cancelled` by the signal.
 */
export function measureGallery(
  table: VectorTable,
  metric: MetricId,
  labels: readonly (string | null)[],
  signal: AbortSignal,
  report: Progress,
): Promise<GalleryScores> {
  return withVectorsWorker(table, signal, (api, handed) => api.score(handed, metric, labels, proxy(report)));
}
