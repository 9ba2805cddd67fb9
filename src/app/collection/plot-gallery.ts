import { proxy } from 'comlink';
import { AppError } from '../../core/app-error.ts';
import type { MetricId } from '../../core/metrics/metric.ts';
import type { VectorPlot } from '../../core/plot/plot-vectors.ts';
import { random } from '../../core/random.ts';
import { row, type VectorTable } from '../../core/retrieval/vector-table.ts';
import { spawnWorker } from '../../workers/spawn-worker.ts';
import { WorkerHandle } from '../../workers/worker-handle.ts';
import plotWorker from './plot.worker.ts?worker&url';
import type { PlotApi } from './plot-api.ts';

/** Points at most: more are neither told apart nor placed in time. */
const POINTS = 4000;
/** After which a plot is shown as far as it has come. */
const SECONDS = 30;

export interface GalleryPlot extends VectorPlot {
  /** Indices of the pictures, in the order of the points. */
  readonly indices: readonly number[];
  /** How many there were; more than points where it is a seeded draw. */
  readonly of: number;
}

/**
 * The vectors in a plane, made in a worker of its own, which ends with it.
 *
 * @param rows indices of the pictures that the table's rows are of. @throws AppError; `cancelled` by the signal.
 */
export async function plotGallery(
  { table, rows }: { readonly table: VectorTable; readonly rows: readonly number[] },
  metric: MetricId,
  signal: AbortSignal,
  report: (fraction: number) => void,
): Promise<GalleryPlot> {
  const order = Array.from({ length: table.count }, (_, index) => index);
  const drawn =
    order.length <= POINTS
      ? order
      : random(1)
          .shuffle(order)
          .slice(0, POINTS)
          .sort((a, b) => a - b);
  const data = new Float32Array(drawn.length * table.length);
  for (const [i, index] of drawn.entries()) {
    const x = row(table, index);
    const norm = metric === 'cosine' ? Math.hypot(...x) || 1 : 1;
    data.set(
      x.map((value) => value / norm),
      i * table.length,
    );
  }
  const worker = new WorkerHandle<PlotApi>(() => spawnWorker(plotWorker, 'plot'));
  const stop = () => worker.close(new AppError('cancelled'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    const plot = await worker.call((api) =>
      api.plot({ data, count: drawn.length, length: table.length }, SECONDS, proxy(report)),
    );
    return { ...plot, indices: drawn.map((index) => rows[index]!), of: table.count };
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}
