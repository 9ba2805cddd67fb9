import type { Vectors } from './side.ts';

/**
 * The mean of several images' vectors, which stands for what they have in common: a prototype (Snell et al. 2017) or a
 * concept. A mean of embeddings of length 1 is shorter than 1; no norm is given, since nothing is propagated to it.
 *
 * @throws RangeError without any.
 */
export function meanVectors(several: readonly Vectors[]): Vectors {
  if (several.length === 0) throw new RangeError('A mean needs at least one vector.');
  return {
    pooled: meanOf(several.map(({ pooled }) => pooled)),
    embedding: meanOf(several.map(({ embedding }) => embedding)),
  };
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float64Array(vectors[0]!.length);
  for (const vector of vectors) for (let k = 0; k < sum.length; k++) sum[k]! += vector[k]!;
  return Float32Array.from(sum, (value) => value / vectors.length);
}
