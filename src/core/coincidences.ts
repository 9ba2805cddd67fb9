import type { ReadingId } from './cis/reading.ts';
import type { MethodId } from './methods/method.ts';
import type { Scope } from './methods/side.ts';

/** What decides whether two maps are one and the same. */
export interface MapFacts {
  readonly method: MethodId;
  readonly reading: ReadingId;
  readonly scope: Scope;
  /** The embedding is this very layer's feature map, averaged over positions. */
  readonly isEmbedding: boolean;
  /** N, the positions of the map. */
  readonly cells: number;
}

/** Another choice that gives the same map. */
export interface Coincidence {
  readonly method: MethodId;
  /** Which reading of the other method, where it has readings. */
  readonly reading: ReadingId | null;
  /** The other map is this many times the one shown. */
  readonly factor: number;
  /** Not at every layer, but where the explained vector is pooled from this one. */
  readonly onlyHere: boolean;
  /** What has to hold of the image besides, in the middle of a sentence. */
  readonly given?: string;
}

/**
 * Maps that equal the one described but for a constant factor, for every pair of images and both metrics.
 *
 * Grad-CAM weights channels by `Σ_p G` with `c = ∂S/∂e`, which is SFAM's gradient reading at every layer. Where
 * `G = c/N` at every position (the layer's own similarity, or the layer that is averaged into the embedding),
 * HiResCAM is the same once more, divided by N, and so is XGrad-CAM, whose weights are then `c ΣA / (N ΣA)`.
 *
 * Relevance that is pooled into the embedding from this layer arrives at a channel as its contribution, divided by N.
 */
export function coincidences({ method, reading, scope, isEmbedding, cells }: MapFacts): Coincidence[] {
  const pooledHere = scope === 'layer' || isEmbedding;
  const everywhere: Coincidence[] = [
    { method: 'sfam', reading: 'gradient', factor: 1, onlyHere: false },
    { method: 'grad-cam', reading: null, factor: 1, onlyHere: false },
  ];
  const here = (['hires-cam', 'xgrad-cam'] as const).map(
    (id): Coincidence => ({ method: id, reading: null, factor: 1 / cells, onlyHere: true }),
  );
  const gradients = pooledHere ? [...everywhere, ...here] : everywhere;
  const given = 'where every channel is above zero somewhere';
  const contributions: Coincidence[] = isEmbedding
    ? [
        { method: 'sfam', reading: 'contribution', factor: 1, onlyHere: true, given },
        { method: 'relevance-cam', reading: null, factor: 1 / cells, onlyHere: true, given },
      ]
    : [];
  const isSelf = (one: Coincidence) => one.method === method && (one.reading ?? reading) === reading;
  const family = gradients.some(isSelf) ? gradients : contributions;
  const self = family.find(isSelf);
  if (!self) return [];
  return family
    .filter((one) => one !== self)
    .map((one) => ({
      ...one,
      factor: one.factor / self.factor,
      onlyHere: one.onlyHere || self.onlyHere,
    }));
}
