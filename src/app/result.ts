import type { ActivityId } from '../core/activity.ts';
import { distance } from '../core/metrics/distance.ts';
import { METRICS } from '../core/metrics/index.ts';
import type { Explanation, MapData, Picture, Result, Score, Slot } from './state.ts';

export type Cost = Result['cost'];

/**
 * Explanations as the page shows them, with the scores of A and B.
 *
 * @param explanations A's, B's, and C's if there is one; of the same settings and engine.
 */
export function resultOf(id: number, explanations: readonly Explanation[], cost: Cost): Result {
  const [a, b] = pairOf({ explanations });
  const { settings, seed, layerShape, engine } = a;
  const score = (u: Float32Array, v: Float32Array): Score => ({
    similarity: METRICS[settings.metric].similarity(u, v),
    distance: distance(u, v),
  });
  return {
    id,
    settings,
    seed,
    explanations,
    finalScore: score(a.vectors.embedding, b.vectors.embedding),
    layerScore: score(a.vectors.pooled, b.vectors.pooled),
    activity: a.signed || b.signed ? 'norm' : 'mean',
    layerShape,
    engine,
    cost,
  };
}

/** A's and B's, as they were called when they were made. */
export const pairOf = ({ explanations }: Pick<Result, 'explanations'>) =>
  [explanations[0]!, explanations[1]!] as const;

/** A's or B's, as they were called when they were made. */
export const explanationIn = (result: Pick<Result, 'explanations'>, slot: Slot): Explanation =>
  pairOf(result)[slot === 'a' ? 0 : 1];

/** What A and B show. */
export const picturesIn = (result: Pick<Result, 'explanations'>): readonly Picture[] =>
  pairOf(result).map(({ of }) => of);

/** C's, where it takes part. */
export const thirdIn = ({ explanations }: Pick<Result, 'explanations'>): Explanation | null =>
  explanations[2] ?? null;

/**
 * Of what was made of A and of B, in this order, that of the image that a pane shows now: the panes may have been
 * exchanged since. Null where it shows another image.
 */
export function inPane<T extends { readonly of: { readonly id: string } }>(
  [a = null, b = null]: readonly (T | null)[],
  slot: Slot,
  image: string | undefined,
): T | null {
  const own = slot === 'a' ? [a, b] : [b, a];
  return own.find((one) => one?.of.id === image) ?? null;
}

/** Where the network is active at all at an image, and how far its map follows that. */
export function activityAt(
  { control, controlCorrelation, featureNorm, normCorrelation }: Explanation,
  activity: ActivityId,
): { readonly map: MapData; readonly correlation: number | null } {
  return activity === 'norm'
    ? { map: featureNorm, correlation: normCorrelation }
    : { map: control, correlation: controlCorrelation };
}
