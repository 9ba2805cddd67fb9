import { scoreChannels } from '../cis/reading.ts';
import { cotangentOf } from './cotangent.ts';
import type { Method } from './method.ts';

/**
 * Similar Feature Activation Map: `Σ_k CIS_k A[p,k]`, with the CIS in one of the readings of `core/cis`.
 *
 * In scope `layer` the CIS comes from the two vectors pooled at this layer. In scope `final` it is carried
 * from the embedding to this layer by one vector-Jacobian product; at the last layer of a globally
 * average-pooled model the two coincide.
 *
 * Its CIS (contribution reading) sums to the total in scope `layer`, and in scope `final` at the last layer;
 * further down, biases and kinks of the layers between take their share.
 */
export const sfam: Method = {
  id: 'sfam',
  label: 'SFAM',
  formula: 'M[p] = Σ_k CIS_k A[p,k]',
  summary:
    'Similar Feature Activation Map: each channel has one weight, its CIS, from the similarity of the pair, and the weighted channels are added up.',
  source: 'SFAM, arXiv 2506.01636 (2025)',
  kind: 'explanation',
  uses: { metric: true, reading: true, scopes: ['final', 'layer'] },
  means: 'reading',
  sumsToTotal: true,
  linear: true,

  async map(side, context) {
    const { objective, reading, scope } = context;
    if (scope === 'layer') {
      const cis = Float32Array.from(scoreChannels(reading, objective(scope), side.vectors.pooled));
      return { cis, map: await side.weighted(cis) };
    }
    const cotangent = cotangentOf(side, context, (of, x) => reading.cotangent(of, x), reading.throughNorm);
    const cis = await side.propagate(
      'final',
      cotangent,
      reading.reduction === 'gradient' ? 'channel-gradient' : 'channel-activation-gradient',
    );
    return { cis, map: await side.weighted(cis) };
  },
};
