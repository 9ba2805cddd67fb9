import { SHOWN } from '../meanings.ts';
import type { Method } from './method.ts';
import { perturb } from './perturb.ts';
import { RANDOM_MASKS, randomMasks } from './random-masks.ts';

/**
 * RISE for the similarity of a pair: random masks (a binary 8 × 8 grid, upsampled bilinearly, cropped to 7 × 7
 * cells at a random shift, p = ½), and for each position the mean score of the masked copies weighted by how
 * much they keep it, less the mean score of all:
 *
 *     M[p] = Σ_i m_i[p] S_i / Σ_i m_i[p] − mean_i S_i
 *
 * Dividing by the masks that were drawn instead of by their expectation, and subtracting the mean, leaves the
 * order of RISE's map in the limit and removes most of its noise; 0 means that the place does not matter.
 */
export const rise: Method = {
  id: 'rise',
  label: 'RISE',
  formula: 'M[p] = Σ_i m_i[p] S_i / Σ_i m_i[p] − mean_i S_i,  m_i random masks',
  summary:
    'Shows the network many randomly masked copies of the image: places that are visible in the copies that stay similar score high. Noisy by nature; the noise shrinks with the number of masks.',
  source: 'Petsiuk et al., BMVC 2018, arXiv 1806.07421',
  kind: 'perturbation',
  copies: RANDOM_MASKS,
  masks: 'random',
  uses: { metric: true, reading: false, scopes: ['final'] },
  means: { pooled: SHOWN, below: SHOWN },
  sumsToTotal: false,
  linear: true,

  async map(side, context) {
    const positions = side.shape[0] * side.shape[1];
    const kept = new Float64Array(positions);
    const scored = new Float64Array(positions);
    let total = 0;
    let count = 0;

    const map = await perturb(
      side,
      context,
      randomMasks(context.seed),
      (mask, score) => {
        for (let p = 0; p < positions; p++) {
          kept[p] = kept[p]! + mask[p]!;
          scored[p] = scored[p]! + mask[p]! * score;
        }
        total += score;
        count += 1;
      },
      () => Float32Array.from(scored, (sum, p) => (kept[p]! > 0 ? sum / kept[p]! - total / count : 0)),
    );
    return { map };
  },
};
