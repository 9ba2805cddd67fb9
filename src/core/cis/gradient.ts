import type { Reading } from './reading.ts';

/**
 * The sensitivity of the score, `∂S/∂x_k`.
 *
 * Two exact weaknesses: for cosine its map sums to 0, and it vanishes when the two images are the same.
 */
export const gradient: Reading = {
  id: 'gradient',
  label: 'Gradient',
  formula: {
    cosine: 'CIS_k = y_k / (|x| |y|) − cos · x_k / |x|²',
    euclidean: 'CIS_k = −(x_k − y_k) / |x − y|',
  },
  summary:
    'How fast the score rises when channel k grows. It is zero for identical images, and for cosine its map sums to zero.',

  score: (metric, x, y) => metric.gradient(x, y),

  propagation: {
    cotangent: (metric, e, f) => metric.gradient(e, f),
    reduction: 'gradient',
  },
};
