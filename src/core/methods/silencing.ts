import { LOSS } from '../meanings.ts';
import type { Method } from './method.ts';

/**
 * What the score loses when one cell is set to zero and the layer is pooled again: `O(x) − O(x − A_p / N)`. Exact for
 * every metric and objective, and the measure that the sign of any other map at this layer is judged by. The losses do
 * not add up to the score, which is not linear in the features.
 *
 * It explains this layer's similarity, whatever the scope. 0 where nothing of the vector is left to have a score.
 */
export const silencing: Method = {
  id: 'silencing',
  label: 'Silencing',
  formula: 'M[p] = S(x, y) − S(x − A_p/N, y)',
  summary:
    'Sets one cell of the feature map to zero after another, pools again, and shows exactly what the similarity of this layer loses; negative where it would gain.',
  source: null,
  kind: 'explanation',
  uses: { metric: true, reading: false, scopes: ['layer'] },
  means: { pooled: LOSS, below: LOSS },
  sumsToTotal: false,
  linear: true,

  async map(side, { objective }) {
    const { value } = objective('layer');
    const features = await side.features();
    const x = side.vectors.pooled;
    const positions = side.shape[0] * side.shape[1];
    const whole = value(x);
    const left = new Float64Array(x.length);
    return {
      map: Float32Array.from({ length: positions }, (_, p) => {
        for (let k = 0; k < left.length; k++) left[k] = x[k]! - features[p * left.length + k]! / positions;
        const loss = whole - value(left);
        return Number.isFinite(loss) ? loss : 0;
      }),
    };
  },
};
