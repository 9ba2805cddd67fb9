import type { VectorPlot } from '../../core/plot/plot-vectors.ts';
import type { VectorTable } from '../../core/retrieval/vector-table.ts';

/** What the worker of a plot offers; ending it is how a plot is cancelled. */
export interface PlotApi {
  /** @param seconds after which it stops where it is. */
  plot(
    table: VectorTable,
    seconds: number,
    progress: ((fraction: number) => void) | null,
  ): Promise<VectorPlot>;
}
