import type { Metric } from './metrics/metric.ts';
import type { ModelCard } from './models/model.ts';

/** What the words rest on. */
export interface DescribedScore {
  readonly metric: Metric;
  /** S of metric.ts (negated distance for euclidean). */
  readonly similarity: number;
  /** Do the two vectors agree but for rounding (`sameFeatures`)? */
  readonly identical: boolean;
}

/** A similarity score is easily over-read. */
const CAUTION = 'It is not a probability, and its scale depends on the model: see “Is that a high score?”.';

/** The score in plain words, for a reader who has not met the metric. Never judges where the model alone could. */
export function describeScore({ metric, similarity, identical }: DescribedScore): string {
  if (!Number.isFinite(similarity)) {
    return 'The score is undefined: the features of an image are all zero, so they have no direction to compare.';
  }
  if (identical) {
    return 'To this network the two images are the same: their features agree to the last digit that counts.';
  }
  return `${metric.describe(similarity)} ${CAUTION}`;
}

/**
 * The embeddings' distance against the line that a network's author draws.
 * @param distance Euclidean.
 */
export function describeSame(
  { below, words, by, given }: NonNullable<ModelCard['same']>,
  distance: number,
): string {
  const side = distance < below ? `below ${below}: ${words}` : `not below ${below}: not ${words}`;
  return `Distance ${distance.toPrecision(3)} is ${side}, by the line that ${by} draws ${given}.`;
}
