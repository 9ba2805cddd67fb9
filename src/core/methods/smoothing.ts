import type { Extent } from '../extent.ts';
import type { MapOutcome, Method } from './method.ts';

/** One copy of an image that a smoothed map is averaged over. */
export interface Variation {
  /** Left and right change places. */
  readonly mirrored: boolean;
  /** Every byte times this, rounded, at most 255. */
  readonly brightness: number;
}

/**
 * Test-time augmentation as `aug_smooth` of pytorch-grad-cam does it: the image and its mirror image, each at 0.9, 1 and
 * 1.1 times its brightness (there of the normalised values, here of the bytes, so that it is the same for every network).
 * The image as it is comes first.
 *
 * Pictures are not scaled in size: cells of a map would have to be resampled to lie over each other again, and many
 * networks take one size only.
 */
export const VARIATIONS: readonly Variation[] = [false, true].flatMap((mirrored) =>
  [1, 0.9, 1.1].map((brightness) => ({ mirrored, brightness })),
);

/** What is said of a smoothed map beside what its values mean. */
export const SMOOTHED_SAYS = `Smoothed: a mean over ${VARIATIONS.length} copies of the image. Where values or weights add up to something, they do so in each copy with that copy’s own score; the mean adds up to the mean over the copies, not to the numbers of this pair.`;

/** Why a method is not smoothed, in words; null where it is. */
export function smoothingBarred({ label, kind }: Pick<Method, 'label' | 'kind'>): string | null {
  if (kind === 'control') return `${label} is a control and is shown as it is, without smoothing.`;
  if (kind === 'perturbation')
    return `${label} is itself a mean over masked copies and would take six times as many: no smoothing.`;
  return null;
}

/** A copy of the network's input. @param pixels `[h, w, 3]` RGB bytes. */
export function varied(
  pixels: Uint8Array,
  [height, width]: Extent,
  { mirrored, brightness }: Variation,
): Uint8Array {
  const out = new Uint8Array(pixels.length);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const from = 3 * (row * width + (mirrored ? width - 1 - column : column));
      const to = 3 * (row * width + column);
      for (let c = 0; c < 3; c++) out[to + c] = Math.min(255, Math.round(pixels[from + c]! * brightness));
    }
  return out;
}

/** The mean of the copies' maps, each laid back over the image. Channel weights belong to one copy, so there are none. */
export function meanOfVariations(
  outcomes: readonly MapOutcome[],
  [height, width]: readonly [number, number, ...unknown[]],
): MapOutcome {
  const sum = new Float64Array(height * width);
  for (const [index, { map }] of outcomes.entries()) {
    const { mirrored } = VARIATIONS[index]!;
    for (let p = 0; p < sum.length; p++) {
      const column = p % width;
      sum[p]! += map[mirrored ? p - column + (width - 1 - column) : p]!;
    }
  }
  return {
    map: Float32Array.from(sum, (value) => value / outcomes.length),
    unstable: outcomes.reduce((total, { unstable }) => total + (unstable ?? 0), 0),
  };
}
