import type { Reading, ReadingId } from '../core/cis/reading.ts';
import { OPEN } from '../core/meanings.ts';
import { dot } from '../core/metrics/dot.ts';
import type { Metric, MetricId } from '../core/metrics/metric.ts';
import { sameFeatures } from '../core/same-features.ts';

/**
 * A third metric that nobody registered, `x·y / (|x|² + |y|² − x·y)` (Tanimoto's coefficient): whatever loops over
 * the contract has to work with it as it does with the two that ship.
 */
export const MADE_UP_METRIC: Metric = {
  id: 'made-up' as MetricId,
  label: 'Made up',
  formula: 'S = x·y / (|x|² + |y|² − x·y)',
  summary: 'What the two have in common, over what they have together.',
  range: { low: -1 / 3, high: 1 },
  axis: 'made-up',
  scaleInvariant: false,
  similarity: (x, y) => dot(x, y) / together(x, y),
  ofProducts: (xy, xx, yy) => xy / (xx + yy - xy),
  describe: (similarity) => `They share ${similarity.toFixed(2)} of what they have.`,
  terms: (x, y) => Float64Array.from(x, (value, k) => (value * y[k]!) / together(x, y)),
  gradient(x, y) {
    if (sameFeatures(x, y)) return new Float64Array(x.length);
    const sum = dot(x, x) + dot(y, y);
    const double = 2 * dot(x, y);
    return Float64Array.from(x, (value, k) => (sum * y[k]! - double * value) / together(x, y) ** 2);
  },
  heldCotangent: (x, y) => Float64Array.from(y, (value) => value / together(x, y)),
  total: (x, y) => dot(x, y) / together(x, y),
  totalIsScore: true,
  totalSymmetric: true,
  apart(x, y) {
    const same = sameFeatures(x, y);
    const excess = Float64Array.from(x, (value, k) => (same ? 0 : value - y[k]!));
    return {
      excess,
      parts: excess.map((value) => value ** 2 / together(x, y)),
      pull: excess.map((value) => -value / together(x, y)),
    };
  },
  formulas: {
    terms: 'x_k y_k / t',
    gradient: '((|x|² + |y|²) y_k − 2 x·y x_k) / t²',
    heldCotangent: 'y_k / t',
    contribution: 'x_k y_k / t',
    total: 'x·y / t',
    totalInWords: 'the score',
    apart: '1 − S = Σ_k (x_k − y_k)² / t',
  },
};

const together = (x: Parameters<typeof dot>[0], y: Parameters<typeof dot>[1]) =>
  dot(x, x) + dot(y, y) - dot(x, y);

/** A fourth reading: activation times gradient. */
export const MADE_UP_READING: Reading = {
  id: 'made-up' as ReadingId,
  label: 'Made up',
  formula: ({ formulas }) => `CIS_k = x_k · (${formulas.gradient})`,
  summary: 'How fast the score rises when channel k grows in proportion.',
  means: { pooled: OPEN, below: OPEN },
  sumsToTotal: false,
  linear: true,
  cotangent: (objective, x) => objective.gradient(x),
  throughNorm: 'exact',
  reduction: 'activation-times-gradient',
};
