import { READINGS } from '../../core/cis/index.ts';
import type { Reading } from '../../core/cis/reading.ts';
import type { PairsChoice } from './pairs-state.ts';

/** Small enough to finish in a minute or two on a laptop without a GPU. */
export const DEFAULT_CHOICE: PairsChoice = {
  source: 'samples',
  pairing: 'suggested',
  list: '',
  limit: 100,
  methods: ['sfam', 'decomposition', 'grad-cam'],
  metrics: ['cosine'],
  readings: Object.values<Reading>(READINGS).map(({ id }) => id),
  steps: 16,
};
