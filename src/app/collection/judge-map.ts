import { averageDrop } from '../../core/faithfulness/average-drop.ts';
import { BATCH } from '../../core/faithfulness/batch.ts';
import type { Cut } from '../../core/faithfulness/cut-mask.ts';
import { deletionInsertion } from '../../core/faithfulness/deletion-insertion.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { MetricId } from '../../core/metrics/metric.ts';
import type { Numbers } from './pair-result.ts';

/** A map of one image, and what is needed to put it to the test. */
export interface JudgedMap {
  readonly steps: number;
  /** Embedding of the untouched partner. */
  readonly partner: Float32Array;
  readonly metrics: readonly MetricId[];
  /** Embeddings of copies that are cut along the order of the map; what is taken away is blurred. */
  embedCut(cuts: readonly Cut[]): Promise<readonly Float32Array[]>;
  /** The embedding of the image masked by the map, scaled to [0, 1]. */
  embedFaded(): Promise<Float32Array>;
  readonly signal: { throwIfAborted(): void };
}

/**
 * Deletion, insertion and average drop of one map (spec.md, Faithfulness). The copies depend on the map alone,
 * so they go through the network once, however many metrics judge them.
 *
 * For the drop, the map is scaled from its own smallest to its largest value to [0, 1], and what it hides is
 * blurred, as in deletion.
 */
export async function judgeMap(map: JudgedMap): Promise<ReadonlyMap<MetricId, Numbers>> {
  const { steps, partner } = map;
  const batches: (readonly Float32Array[])[] = [];
  let dropped: Float32Array | undefined;
  const judged = new Map<MetricId, Numbers>();
  for (const metric of map.metrics) {
    const similarity = (embedding: Float32Array) => METRICS[metric].similarity(embedding, partner);
    let batch = 0;
    const curves = await deletionInsertion({
      steps,
      batch: BATCH,
      score: async (cuts) => {
        const embeddings = batches[batch] ?? (await map.embedCut(cuts));
        batches[batch] = embeddings;
        batch += 1;
        return embeddings.map(similarity);
      },
      signal: map.signal,
      report: () => undefined,
    });
    dropped ??= await map.embedFaded();
    judged.set(metric, {
      insertion: curves.insertionArea,
      deletion: curves.deletionArea,
      difference: curves.difference,
      ...averageDrop([{ whole: curves.deletion[0]!, masked: similarity(dropped) }]),
    });
  }
  return judged;
}
