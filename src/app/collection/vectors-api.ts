import type { MetricId } from '../../core/metrics/metric.ts';
import type { VectorPlot } from '../../core/plot/plot-vectors.ts';
import type { VectorTable } from '../../core/retrieval/vector-table.ts';
import type { GalleryScores } from './gallery-scores.ts';
import type { VectorsOf } from './vectors-npz.ts';

/** Told how far the work is, 0–1. */
export type Progress = (fraction: number) => void;

/** Arithmetic on all vectors of a gallery, which takes seconds: in a worker of its own. */
export interface VectorsApi {
  /** @param seconds after which the plane is shown as far as it has come. */
  plot(table: VectorTable, metric: MetricId, seconds: number, progress: Progress): Promise<VectorPlot>;
  /** @param labels class of each row; null: none. */
  score(
    table: VectorTable,
    metric: MetricId,
    labels: readonly (string | null)[],
    progress: Progress,
  ): Promise<GalleryScores>;
  /** All vectors as an `.npz`. @see vectorsNpz */
  npz(table: VectorTable, of: VectorsOf): Promise<Blob>;
}
