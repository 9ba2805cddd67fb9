import { SHOWN_MORE } from '../meanings.ts';
import type { Method } from './method.ts';
import { perturb } from './perturb.ts';
import { RANDOM_MASKS, randomMasks } from './random-masks.ts';

/** How much of all masked copies each end is. */
const SHARE = 0.1;

/**
 * Distance Explainer: random masks as in RISE; the mean of those whose copies come nearest to the partner, less the
 * mean of those that end up farthest away, a tenth of all each. Distance is the explained score turned round, so that
 * any metric and objective will do. Equal scores keep the order in which they were drawn.
 */
export const distanceExplainer: Method = {
  id: 'distance-explainer',
  label: 'Distance Explainer',
  formula:
    'M[p] = mean of m_i[p] over the 10 % of highest S_i − mean over the 10 % of lowest,  m_i random masks',
  summary:
    'Shows the network the same randomly masked copies as RISE, and takes the difference between what the nearest tenth and the farthest tenth of them show.',
  source: 'Meijer & Bos 2025, arXiv 2505.15516',
  kind: 'perturbation',
  copies: RANDOM_MASKS,
  masks: 'random',
  uses: { metric: true, reading: false, scopes: ['final'] },
  means: { pooled: SHOWN_MORE, below: SHOWN_MORE },
  sumsToTotal: false,
  linear: false,

  async map(side, context) {
    const positions = side.shape[0] * side.shape[1];
    const seen: { readonly mask: Float32Array; readonly score: number }[] = [];
    const current = () => {
      const order = seen.toSorted((a, b) => b.score - a.score);
      const size = Math.max(1, Math.floor(SHARE * order.length));
      const map = new Float64Array(positions);
      const add = (some: typeof order, weight: number) => {
        for (const { mask } of some)
          for (let p = 0; p < positions; p++) map[p]! += (weight * mask[p]!) / size;
      };
      if (order.length > 1) {
        add(order.slice(0, size), 1);
        add(order.slice(-size), -1);
      }
      return Float32Array.from(map);
    };
    const map = await perturb(
      side,
      context,
      randomMasks(context.seed),
      (mask, score) => seen.push({ mask, score }),
      current,
    );
    return { map };
  },
};
