import { proxy } from 'comlink';
import type { MetricId } from '../../core/metrics/metric.ts';
import type { VectorPlot } from '../../core/plot/plot-vectors.ts';
import type { VectorTable } from '../../core/retrieval/vector-table.ts';
import type { Progress } from './vectors-api.ts';
import { withVectorsWorker } from './with-vectors-worker.ts';

/** After which a plot is shown as far as it has come. */
const SECONDS = 30;

export interface GalleryPlot extends VectorPlot {
  /** Indices of the pictures, in the order of the points. */
  readonly indices: readonly number[];
}

/**
 * The vectors in a plane.
 *
 * @param rows indices of the pictures that the table's rows are of. @throws AppError; `cancelled` by the signal.
 */
export async function plotGallery(
  { table, rows }: { readonly table: VectorTable; readonly rows: readonly number[] },
  metric: MetricId,
  signal: AbortSignal,
  report: Progress,
): Promise<GalleryPlot> {
  const plot = await withVectorsWorker(table, signal, (api, handed) =>
    api.plot(handed, metric, SECONDS, proxy(report)),
  );
  return { ...plot, indices: rows };
}
