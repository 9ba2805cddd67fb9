import { VARIATIONS } from './smoothing.ts';

/** For captions, exports and help: apart, since nobody needs it before a map is smoothed. */
export const SMOOTHING = {
  label: 'Smoothing',
  formula: 'M̄[p] = (1/6) Σ_v M(x_v)[v⁻¹ p],  x_v: mirrored or not, brightness × 0.9, 1, 1.1',
  summary: `Mean of the signed maps of ${VARIATIONS.length} copies of the image, mirrored or not, at 0.9, 1 and 1.1 times its brightness, each laid back over the image. The partners stay as they are.`,
  source: 'aug_smooth of pytorch-grad-cam, Gildenblat et al. 2021',
} as const;
