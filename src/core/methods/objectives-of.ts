import type { Metric } from '../metrics/metric.ts';
import { type Objective, objective } from '../objective/objective.ts';
import { explainedVector } from './explained-vector.ts';
import type { Scope, Vectors } from './side.ts';

/** An image, or a mean of several, that a map is explained against. */
export interface VectorsPartner {
  readonly vectors: Vectors;
  readonly weight: number;
}

/** The list of a pair: one image, which counts fully. */
export const alone = (vectors: Vectors): readonly VectorsPartner[] => [{ vectors, weight: 1 }];

/** The objective of each scope, made once: from the partners' embeddings, or from what is pooled at the layer. */
export function objectivesOf(
  metric: Metric,
  partners: readonly VectorsPartner[],
): (scope: Scope) => Objective {
  const made = new Map<Scope, Objective>();
  return (scope) => {
    const known = made.get(scope);
    if (known) return known;
    const list = partners.map(({ vectors, weight }) => ({ vector: explainedVector(vectors, scope), weight }));
    const fresh = objective(metric, list);
    made.set(scope, fresh);
    return fresh;
  };
}
