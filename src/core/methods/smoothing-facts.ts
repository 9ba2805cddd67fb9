import { VARIATIONS } from './smoothing.ts';

/** For captions, exports and help: apart, since nobody needs it before a map is smoothed. */
export const SMOOTHING = {
  label: 'Smoothing',
  formula: `M̄[p] = (1/${VARIATIONS.length}) Σ_v M(x_v)[v p],  x_v: mirrored or not; as it is, brightness × 0.9, 1.1, size × 0.9, 1.1`,
  summary: `Mean of the signed maps of ${VARIATIONS.length} copies of the image: mirrored or not, and each as it is, at 0.9 and 1.1 times its brightness, at 0.9 and 1.1 times its size around the middle of the same frame (cut off, or its edge repeated). Each is laid back over the image, read between its cells; where it does not show a cell it is not counted. The partners stay as they are.`,
  source:
    'mirroring and brightness as aug_smooth of pytorch-grad-cam, Gildenblat et al. 2021, which changes no sizes',
  cost: `${VARIATIONS.length} times those of the method, and a forward pass for each copy but the first. Controls are left as they are.`,
} as const;
