import { type Random, random } from '../random.ts';
import { upsample } from '../upsample.ts';
import type { Masks } from './perturb.ts';

export const RANDOM_MASKS = 512;
/** Cells of the binary grid across the image, and the chance that one is kept. */
const CELLS = 7;
const KEEP = 0.5;
/** Samples per cell: a random shift moves the grid by whole samples, up to one cell. */
const FINE = 4;
const SIDE = CELLS * FINE;

/**
 * The masks of RISE (Petsiuk et al. 2018): a binary 8 × 8 grid, p = ½, upsampled bilinearly and cropped to 7 × 7 cells
 * at a random shift. The same for the same seed.
 */
export function randomMasks(seed: number): Masks {
  const stream = random(seed);
  return { count: RANDOM_MASKS, height: SIDE, width: SIDE, draw: () => drawMask(stream) };
}

/** One mask, `[SIDE·SIDE]` in [0, 1]. */
function drawMask(stream: Random): Float32Array {
  const grid = Float32Array.from({ length: (CELLS + 1) ** 2 }, () => (stream.uniform() < KEEP ? 1 : 0));
  const fine = SIDE + FINE;
  const large = upsample(grid, CELLS + 1, CELLS + 1, fine, fine);
  const top = stream.below(FINE);
  const left = stream.below(FINE);
  const mask = new Float32Array(SIDE * SIDE);
  for (let row = 0; row < SIDE; row++) {
    const from = (top + row) * fine + left;
    mask.set(large.subarray(from, from + SIDE), row * SIDE);
  }
  return mask;
}
