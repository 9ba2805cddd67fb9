import { upsample } from '../upsample.ts';
import type { MapContext } from './method.ts';
import type { Side } from './side.ts';

/** Masked copies per batch: enough to keep a backend busy, few enough to stop within a fraction of a second. */
const BATCH = 16;

/** Masks of one image, made when they are needed; 1 keeps a pixel, 0 replaces it by the mean colour. */
export interface Masks {
  readonly count: number;
  /** The coarse grid that `Side.embedMasked` upsamples to the network's input. */
  readonly height: number;
  readonly width: number;
  /** `[height·width]` in [0, 1], of mask 0 ≤ i < count. Called once for each i, in order. */
  draw(i: number): Float32Array;
}

/**
 * Scores masked copies of one image against its untouched partners, batch by batch.
 *
 * After each batch `current()` gives the map so far, which is reported with the work done; between batches
 * the user may have asked for something else, and then `signal.reason` is thrown.
 *
 * @param take called for every mask with its values at the centres of the layer's cells, `[h·w]` (the same
 *   bilinear rule as on the pixels), and the score of the masked copy. A copy without a score (the cosine of
 *   a zero embedding) is left out.
 * @returns the map after the last batch.
 */
export async function perturb(
  side: Side,
  context: MapContext,
  masks: Masks,
  take: (mask: Float32Array, score: number) => void,
  current: () => Float32Array,
): Promise<Float32Array> {
  const { count, height, width } = masks;
  const [h, w] = side.shape;
  const area = height * width;
  const objective = context.objective('final');
  for (let from = 0; from < count; from += BATCH) {
    context.signal.throwIfAborted();
    const batch = new Float32Array(Math.min(BATCH, count - from) * area);
    const size = batch.length / area;
    for (let i = 0; i < size; i++) batch.set(masks.draw(from + i), i * area);
    const embeddings = await side.embedMasked(batch, size, height, width);
    embeddings.forEach((embedding, i) => {
      const score = objective.value(embedding);
      if (!Number.isFinite(score)) return;
      take(upsample(batch.subarray(i * area, (i + 1) * area), height, width, h, w), score);
    });
    context.report((from + size) / count, current());
  }
  return current();
}
