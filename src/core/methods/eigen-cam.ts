import { NONE } from '../meanings.ts';
import { dot } from '../metrics/dot.ts';
import type { Method } from './method.ts';
import { principalDirection } from './principal-direction.ts';

/**
 * Variance below this share of the squared activations is float32 rounding of a map that is the same
 * everywhere (a relative error of 6e-8 squares to 4e-15; summation over positions adds some).
 */
const NOISE = 1e-12;

/**
 * Eigen-CAM: the feature vectors `A_p`, centred over positions, projected on their first principal
 * component. Both Gram matrices give it: of the channels, whose eigenvector v gives `(A_p − x)·v`; of the
 * positions, whose eigenvector u is that same projection but for the singular value, `σ u`.
 *
 * The sign is chosen so that the map correlates positively with the mean activation; where the two are
 * uncorrelated, so that its largest value is positive. A feature map that is constant gives zeros.
 */
export const eigenCam: Method = {
  id: 'eigen-cam',
  label: 'Eigen-CAM',
  formula: 'M[p] = (A_p − x)·v₁,  v₁ the first principal component',
  summary:
    'The direction in which the features of this image vary most. It needs no score and does not look at the other image.',
  source: 'Muhammad & Yeasin, IJCNN 2020, arXiv 2008.00299',
  kind: 'explanation',
  uses: { metric: false, reading: false, scopes: [] },
  means: { pooled: NONE, below: NONE },
  sumsToTotal: false,
  linear: false,

  async map(side) {
    const [h, w, channels] = side.shape;
    const positions = h * w;
    const { over, size, data } = await side.gram();
    const { vector, value } = principalDirection(data, size);
    const { pooled } = side.vectors;
    if (value <= NOISE * positions * dot(pooled, pooled)) return { map: new Float32Array(positions) };

    let map: Float32Array;
    if (over === 'positions') {
      map = Float32Array.from(vector, (entry) => entry * Math.sqrt(value));
    } else {
      const weights = Float32Array.from(vector);
      const offset = dot(weights, pooled);
      map = (await side.weighted(weights)).map((entry) => entry - offset);
    }
    const activation = await side.weighted(new Float32Array(channels).fill(1 / channels));
    return { map: orient(map, activation) };
  },
};

/** Flips `map` (zero mean) where its covariance with `activation` is negative. */
function orient(map: Float32Array, activation: Float32Array): Float32Array {
  let covariance = dot(map, activation);
  const noise = 1e-6 * Math.sqrt(dot(map, map) * dot(activation, activation));
  if (Math.abs(covariance) <= noise) {
    covariance = map.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  }
  return covariance < 0 ? map.map((value) => -value) : map;
}
