import type { Method } from './method.ts';

/** One copy of an image that a smoothed map is averaged over. */
export interface Variation {
  /** Left and right change places. */
  readonly mirrored: boolean;
  /** Every byte times this, rounded, at most 255. */
  readonly brightness: number;
  /** The picture resized by this around its centre, within the same frame. */
  readonly zoom: number;
}

const CHANGES = [
  { brightness: 1, zoom: 1 },
  { brightness: 0.9, zoom: 1 },
  { brightness: 1.1, zoom: 1 },
  { brightness: 1, zoom: 0.9 },
  { brightness: 1, zoom: 1.1 },
] as const;

/**
 * Test-time augmentation: the image and its mirror image, each as it is, darker, brighter, smaller and larger. The image
 * as it is comes first.
 *
 * Mirroring and the factors 0.9, 1 and 1.1 are `aug_smooth` of pytorch-grad-cam, which multiplies the normalised values,
 * and not the size; here the bytes are multiplied, so that it is the same for every network. Sizes are changed within the
 * frame, since many networks take one input only.
 */
export const VARIATIONS: readonly Variation[] = [false, true].flatMap((mirrored) =>
  CHANGES.map((change) => ({ mirrored, ...change })),
);

/** What is said of a smoothed map beside what its values mean. */
export const SMOOTHED_SAYS = `Smoothed: a mean over ${VARIATIONS.length} copies of the image. Where values or weights add up to something, they do so in each copy with that copy’s own score; copies are laid back between cells, so their mean adds up to nothing exactly.`;

/** Why a method is not smoothed, in words; null where it is. */
export function smoothingBarred({ label, kind }: Pick<Method, 'label' | 'kind'>): string | null {
  return kind === 'control' ? `${label} is a control and is shown as it is, without smoothing.` : null;
}
