import { NONE } from '../meanings.ts';
import { noise } from '../noise.ts';
import type { Method } from './method.ts';

/** Control: independent standard normal noise at every position, the same for the same seed and shape. */
export const random: Method = {
  id: 'random',
  label: 'Random',
  formula: 'M[p] ~ N(0, 1), seeded',
  summary: 'Control: noise. An explanation has to do better than this.',
  source: null,
  kind: 'control',
  called: 'noise',
  stochastic: true,
  uses: { metric: false, reading: false, scopes: [] },
  means: { pooled: NONE, below: NONE },
  sumsToTotal: false,
  linear: false,

  map(side, { seed }) {
    return Promise.resolve({ map: noise(side.shape[0] * side.shape[1], seed) });
  },
};
