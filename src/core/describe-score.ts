import type { MetricId } from './metrics/metric.ts';

/** What the words rest on. */
export interface DescribedScore {
  readonly metric: MetricId;
  /** S of metric.ts (negated distance for euclidean). */
  readonly similarity: number;
  /** Do the two vectors agree but for rounding (`sameFeatures`)? */
  readonly identical: boolean;
}

/** A similarity score is easily over-read. */
const CAUTION =
  'It is not a probability, and its scale depends on the model: compare it with other pairs under the same model.';

/** The score in plain words, for a reader who has not met the metric. Never judges where the model alone could. */
export function describeScore({ metric, similarity, identical }: DescribedScore): string {
  if (!Number.isFinite(similarity)) {
    return 'The score is undefined: the features of an image are all zero, so they have no direction to compare.';
  }
  if (identical) {
    return 'To this network the two images are the same: their features agree to the last digit that counts.';
  }
  return `${metric === 'cosine' ? cosineWords(similarity) : distanceWords(-similarity)} ${CAUTION}`;
}

function cosineWords(cosine: number): string {
  const angle = (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI;
  const degrees = `${angle < 10 ? angle.toFixed(1) : angle.toFixed(0)}°`;
  if (Math.abs(cosine) < 0.05) {
    return `The two feature vectors are close to a right angle (${degrees}): they have next to nothing in common.`;
  }
  if (cosine < 0) {
    return `The two feature vectors point away from each other (${degrees} apart): where one is strong the other tends to be weak.`;
  }
  return `The angle between the two feature vectors is ${degrees}; 0° would be the same direction, 90° nothing in common.`;
}

function distanceWords(distance: number): string {
  return `The two feature vectors lie ${distance.toPrecision(3)} apart; 0 would be identical, and there is no upper end.`;
}
