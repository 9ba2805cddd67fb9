import { HIDDEN } from '../meanings.ts';
import { random } from '../random.ts';
import type { Method } from './method.ts';
import { perturb } from './perturb.ts';

/** The image as a grid of 14 × 14 tiles (16 px at 224); a window of 4 × 4 tiles moves by 2. */
const GRID = 14;
const WINDOW = 4;
const STRIDE = 2;

/** Windows start outside the image, so that tiles at the border are covered as often as those within: 4 times. */
const STARTS = Array.from({ length: (GRID + WINDOW) / STRIDE - 1 }, (_, i) => (i + 1) * STRIDE - WINDOW);

/**
 * Similarity-based saliency (SBSM): `Σ_i (1 − m_i[p]) Δ_i / Σ_i (1 − m_i[p])` over sliding windows i, where
 * `Δ_i = S − S(masked by m_i)`. Positive where hiding the place makes the pair less similar.
 */
export const occlusion: Method = {
  id: 'occlusion',
  label: 'Occlusion',
  formula: 'M[p] = Σ_i (1 − m_i[p]) Δ_i / Σ_i (1 − m_i[p]),  Δ_i = S − S(masked)',
  summary:
    'Hides one window of the image after another and shows how far the similarity falls. It asks nothing of the network but its answers.',
  source: 'SBSM: Dong et al., CVPR Workshops 2019',
  kind: 'perturbation',
  copies: STARTS.length ** 2,
  masks: 'windows',
  uses: { metric: true, reading: false, scopes: ['final'] },
  means: { pooled: HIDDEN, below: HIDDEN },
  sumsToTotal: false,
  linear: true,

  async map(side, context) {
    const whole = context.objective('final').value(side.vectors.embedding);
    const positions = side.shape[0] * side.shape[1];
    const drop = new Float64Array(positions);
    const cover = new Float64Array(positions);
    // A fixed shuffle: the partial map gets its overview early. The result does not depend on the order.
    const windows = random(1).shuffle(STARTS.flatMap((top) => STARTS.map((left) => [top, left] as const)));

    const map = await perturb(
      side,
      context,
      { count: windows.length, height: GRID, width: GRID, draw: (i) => windowMask(...windows[i]!) },
      (mask, score) => {
        for (let p = 0; p < positions; p++) {
          const hidden = 1 - mask[p]!;
          drop[p] = drop[p]! + hidden * (whole - score);
          cover[p] = cover[p]! + hidden;
        }
      },
      () => Float32Array.from(drop, (sum, p) => (cover[p]! > 0 ? sum / cover[p]! : 0)),
    );
    return { map };
  },
};

/** 0 within the window whose first tile is (top, left), 1 elsewhere. `[GRID·GRID]` */
function windowMask(top: number, left: number): Float32Array {
  const mask = new Float32Array(GRID * GRID).fill(1);
  for (let row = Math.max(top, 0); row < Math.min(top + WINDOW, GRID); row++) {
    mask.fill(0, row * GRID + Math.max(left, 0), row * GRID + Math.min(left + WINDOW, GRID));
  }
  return mask;
}
